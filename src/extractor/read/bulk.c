/* Many questions to PDFium in one call: what bulk_plain.py does, without the cost of a Python call for each question.
 *
 * Knows neither Python nor PDFium's headers: it is given the addresses of PDFium's functions (in the order of struct
 * pdfium) and fills arrays laid out as the NumPy types of bulk_types.py.  No arithmetic is done here: every number
 * comes out as PDFium gives it, so that both ways give the same bytes.
 */

#include <stdint.h>
#include <string.h>

#ifdef _WIN32
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

enum { TEXT = 1, PATH = 2, IMAGE = 3, FORM = 5 };

struct box { float left, top, right, bottom; };

struct pdfium {
    unsigned (*text_unicode)(void *, int);
    int (*text_loose_box)(void *, int, struct box *);
    float (*text_angle)(void *, int);
    void *(*text_object)(void *, int);
    int (*marked_content_id)(void *);
    void *(*page_object)(void *, int);
    void *(*form_object)(void *, unsigned long);
    int (*object_type)(void *);
    int (*object_bounds)(void *, float *, float *, float *, float *);
    int (*object_matrix)(void *, float *);
    int (*fill_colour)(void *, unsigned *, unsigned *, unsigned *, unsigned *);
    int (*stroke_colour)(void *, unsigned *, unsigned *, unsigned *, unsigned *);
    void *(*clip_path)(void *);
    int (*clip_paths)(void *);
    int (*clip_segments)(void *, int);
    void *(*clip_segment)(void *, int, int);
    int (*draw_mode)(void *, int *, int *);
    int (*path_segments)(void *);
    void *(*path_segment)(void *, int);
    int (*segment_type)(void *);
    int (*segment_point)(void *, float *, float *);
    int (*segment_close)(void *);
    int (*render_mode)(void *);
    void *(*text_font)(void *);
    int (*font_embedded)(void *);
    int (*tree_children)(void *);
    void *(*tree_child)(void *, int);
    int (*element_children)(void *);
    void *(*element_child)(void *, int);
    unsigned long (*element_type)(void *, void *, unsigned long);
    int (*element_mcids)(void *);
    int (*element_mcid)(void *, int);
    int (*element_attributes)(void *);
    void *(*element_attribute)(void *, int);
    void *(*attribute_value)(void *, const char *);
    int (*value_number)(void *, float *);
};

struct glyph {
    uint64_t object;
    uint32_t code;
    float left, bottom, right, top;
    int32_t mcid;
    int32_t boxed;
};

struct object {
    uint64_t address;
    int32_t type;
    float left, bottom, right, top;
    float matrix[6];
    int32_t fill_mode, stroked, segments;
    uint32_t fill[4], stroke[4];
    int32_t render_mode, clipped, unplaced;
};

struct segment {
    float x, y;
    int32_t type, close;
};

/* the kinds of struct tag, as in bulk_types.py; OTHER and GROUP are never given out */
enum { TAG_OTHER = 0, TAG_TABLE = 1, TAG_ROW, TAG_DATA, TAG_HEADING, TAG_CONTENT, TAG_GROUP };
enum { DEEPEST_TAG = 60 };

struct tag {
    int32_t kind, mcid;
    float row_span, col_span;
};

/* The glyphs of a text page; text objects and marked content are asked for only `with_objects`. */
EXPORT void bulk_glyphs(const struct pdfium *f, void *text_page, int count, int with_objects, struct glyph *out) {
    void *last = 0;
    int mcid = -1;
    for (int i = 0; i < count; i++) {
        struct glyph *g = &out[i];
        struct box box = {0, 0, 0, 0};
        memset(g, 0, sizeof *g);
        g->mcid = -1;
        g->code = f->text_unicode(text_page, i);
        if (g->code <= 0x20)
            continue;
        g->boxed = f->text_loose_box(text_page, i, &box) != 0;
        if (!g->boxed)
            continue;
        g->left = box.left, g->bottom = box.bottom, g->right = box.right, g->top = box.top;
        if (!with_objects)
            continue;
        void *object = f->text_object(text_page, i);
        if (object && object != last)
            last = object, mcid = f->marked_content_id(object);
        g->object = (uint64_t)(uintptr_t)object;
        g->mcid = object ? mcid : -1;
    }
}

/* How far each of the first `count` glyphs is turned. */
EXPORT void bulk_angles(const struct pdfium *f, void *text_page, int count, float *out) {
    for (int i = 0; i < count; i++)
        out[i] = f->text_angle(text_page, i);
}

/* Whether an object with these bounds lies wholly outside one of the paths that clip it. */
static int is_clipped(const struct pdfium *f, const struct object *o, void *item) {
    void *clip = f->clip_path(item);
    int paths = clip ? f->clip_paths(clip) : 0;
    for (int p = 0; p < paths; p++) {
        float x = 0, y = 0, left = 0, right = 0, bottom = 0, top = 0;
        int count = f->clip_segments(clip, p);
        for (int i = 0; i < count; i++) {
            f->segment_point(f->clip_segment(clip, p, i), &x, &y);
            if (i == 0 || x < left)
                left = x;
            if (i == 0 || x > right)
                right = x;
            if (i == 0 || y < bottom)
                bottom = y;
            if (i == 0 || y > top)
                top = y;
        }
        if (count > 0 && (left >= o->right || right <= o->left || bottom >= o->top || top <= o->bottom))
            return 1;
    }
    return 0;
}

static void take_text(const struct pdfium *f, struct object *o, void *item) {
    o->render_mode = f->render_mode(item);
    o->clipped = is_clipped(f, o, item);
    if (o->left == o->right && o->bottom == o->top)
        o->unplaced = f->font_embedded(f->text_font(item)) == 0;
}

static void take_path(const struct pdfium *f, struct object *o, void *item) {
    int fill_mode = 0, stroked = 0;
    f->draw_mode(item, &fill_mode, &stroked);
    o->fill_mode = fill_mode, o->stroked = stroked;
    if (!fill_mode && !stroked)
        return;
    o->segments = f->path_segments(item);
    f->object_matrix(item, o->matrix);
    if (fill_mode && !f->fill_colour(item, &o->fill[0], &o->fill[1], &o->fill[2], &o->fill[3]))
        memset(o->fill, 0, sizeof o->fill);
    if (stroked && !f->stroke_colour(item, &o->stroke[0], &o->stroke[1], &o->stroke[2], &o->stroke[3]))
        memset(o->stroke, 0, sizeof o->stroke);
}

/* The objects of a page, or of a form XObject when `is_form`; those within its forms are not among them. */
EXPORT void bulk_objects(const struct pdfium *f, void *container, int is_form, int count, struct object *out) {
    for (int i = 0; i < count; i++) {
        struct object *o = &out[i];
        void *item = is_form ? f->form_object(container, (unsigned long)i) : f->page_object(container, i);
        memset(o, 0, sizeof *o);
        o->address = (uint64_t)(uintptr_t)item;
        if (!item)
            continue;
        o->type = f->object_type(item);
        if (o->type != TEXT && o->type != PATH && o->type != IMAGE && o->type != FORM)
            continue;
        f->object_bounds(item, &o->left, &o->bottom, &o->right, &o->top);
        if (o->type == TEXT)
            take_text(f, o, item);
        else if (o->type == PATH)
            take_path(f, o, item);
        else if (o->type == FORM)
            f->object_matrix(item, o->matrix);
    }
}

/* The segments of several paths, one path after the other; `out` has room for the sum of `counts`. */
EXPORT void bulk_segments(
    const struct pdfium *f, const uint64_t *paths, const int32_t *counts, int n, struct segment *out) {
    for (int p = 0; p < n; p++) {
        void *path = (void *)(uintptr_t)paths[p];
        float x = 0, y = 0;
        for (int i = 0; i < counts[p]; i++, out++) {
            void *segment = f->path_segment(path, i);
            f->segment_point(segment, &x, &y);
            out->x = x, out->y = y;
            out->type = f->segment_type(segment);
            out->close = f->segment_close(segment);
        }
    }
}

/* Tags as they are found; those beyond the room that there is are only counted. */
struct tags {
    struct tag *out;
    int room, count;
};

static void put(struct tags *t, int kind, int mcid, float row_span, float col_span) {
    if (t->count < t->room)
        t->out[t->count] = (struct tag){kind, mcid, row_span, col_span};
    t->count++;
}

static int tag_kind(const struct pdfium *f, void *element) {
    static const struct { const char *name; int kind; } known[] = {
        {"Table", TAG_TABLE}, {"TR", TAG_ROW},    {"TD", TAG_DATA},     {"TH", TAG_HEADING},
        {"THead", TAG_GROUP}, {"TBody", TAG_GROUP}, {"TFoot", TAG_GROUP},
    };
    unsigned char name[64]; /* UTF-16LE with its end; a longer name is none of these */
    char narrow[32];
    unsigned long size = f->element_type(element, name, sizeof name);
    if (size < 2 || size > sizeof name)
        return TAG_OTHER;
    for (unsigned long i = 0; i < size; i += 2)
        narrow[i / 2] = name[i + 1] ? '?' : (char)name[i];
    narrow[size / 2 - 1] = 0;
    for (unsigned long i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(narrow, known[i].name))
            return known[i].kind;
    return TAG_OTHER;
}

static float tag_span(const struct pdfium *f, void *cell, const char *name) {
    int count = f->element_attributes(cell);
    for (int i = 0; i < count; i++) {
        float value = 0;
        void *attributes = f->element_attribute(cell, i);
        void *found = attributes ? f->attribute_value(attributes, name) : 0;
        if (found && f->value_number(found, &value))
            return value;
    }
    return 0;
}

static void tag_content(const struct pdfium *f, struct tags *t, void *element, int depth) {
    int own = f->element_mcids(element);
    for (int i = 0; i < own; i++) {
        int mcid = f->element_mcid(element, i);
        if (mcid >= 0)
            put(t, TAG_CONTENT, mcid, 0, 0);
    }
    int count = depth < DEEPEST_TAG ? f->element_children(element) : 0;
    for (int i = 0; i < count; i++) {
        void *child = f->element_child(element, i);
        if (child)
            tag_content(f, t, child, depth + 1);
    }
}

static void tag_cells(const struct pdfium *f, struct tags *t, void *row) {
    int count = f->element_children(row);
    for (int i = 0; i < count; i++) {
        void *cell = f->element_child(row, i);
        int kind = cell ? tag_kind(f, cell) : TAG_OTHER;
        if (kind != TAG_DATA && kind != TAG_HEADING)
            continue;
        put(t, kind, -1, tag_span(f, cell, "RowSpan"), tag_span(f, cell, "ColSpan"));
        tag_content(f, t, cell, 0);
    }
}

static void tag_rows(const struct pdfium *f, struct tags *t, void *element, int depth) {
    int count = f->element_children(element);
    for (int i = 0; i < count; i++) {
        void *child = f->element_child(element, i);
        int kind = child ? tag_kind(f, child) : TAG_OTHER;
        if (kind == TAG_ROW) {
            put(t, TAG_ROW, -1, 0, 0);
            tag_cells(f, t, child);
        } else if (kind == TAG_GROUP && depth < DEEPEST_TAG) {
            tag_rows(f, t, child, depth + 1);
        }
    }
}

static void tag_tables(const struct pdfium *f, struct tags *t, void *element, int depth) {
    if (depth > DEEPEST_TAG)
        return;
    if (tag_kind(f, element) == TAG_TABLE) {
        put(t, TAG_TABLE, -1, 0, 0);
        tag_rows(f, t, element, 0);
        return;
    }
    int count = f->element_children(element);
    for (int i = 0; i < count; i++) {
        void *child = f->element_child(element, i);
        if (child)
            tag_tables(f, t, child, depth + 1);
    }
}

/* What there is of tables in a structure tree; how many tags that is, of which the first `room` are put into `out`. */
EXPORT int bulk_tags(const struct pdfium *f, void *tree, int room, struct tag *out) {
    struct tags tags = {out, room, 0};
    int count = f->tree_children(tree);
    for (int i = 0; i < count; i++) {
        void *root = f->tree_child(tree, i);
        if (root)
            tag_tables(f, &tags, root, 0);
    }
    return tags.count;
}
