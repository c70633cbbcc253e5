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
