"""What many questions to PDFium at once give: one array for each kind of thing, one row for each thing.

The layouts are those of the structs in ``bulk.c``.  Numbers are PDFium's own, in user space (or the space of the form
XObject that holds the object); what does not apply is 0, a marked-content id that is not there -1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: characters: ``object`` is the address of the text object (only where asked for), ``boxed`` says whether there is a box
GLYPH = np.dtype(
    [
        ("object", np.uint64),
        ("code", np.uint32),
        ("left", np.float32),
        ("bottom", np.float32),
        ("right", np.float32),
        ("top", np.float32),
        ("mcid", np.int32),
        ("boxed", np.int32),
    ],
    align=True,
)

#: page objects of any kind; ``clipped``: its clip path leaves nothing of a text object; ``unplaced``: a text object without
#: any extent whose font is not embedded; colours are RGBA, all 0 where a path has none
OBJECT = np.dtype(
    [
        ("address", np.uint64),
        ("type", np.int32),
        ("left", np.float32),
        ("bottom", np.float32),
        ("right", np.float32),
        ("top", np.float32),
        ("matrix", np.float32, (6,)),
        ("fill_mode", np.int32),
        ("stroked", np.int32),
        ("segments", np.int32),
        ("fill_colour", np.uint32, (4,)),
        ("stroke_colour", np.uint32, (4,)),
        ("render_mode", np.int32),
        ("clipped", np.int32),
        ("unplaced", np.int32),
    ],
    align=True,
)

#: segments of paths: where each ends, FPDF_SEGMENT_LINETO and its kin, and whether it closes its outline
SEGMENT = np.dtype([("x", np.float32), ("y", np.float32), ("type", np.int32), ("close", np.int32)], align=True)

#: what there is of tables in a structure tree, in its order: a table, a row of it, a cell of that (TD or TH), a marked-content
#: id below the cell
TAG_TABLE, TAG_ROW, TAG_DATA, TAG_HEADING, TAG_CONTENT = range(1, 6)
#: trees nested deeper than this are damaged, or hostile
DEEPEST_TAG = 60
#: ``kind`` is one of the above; cells have spans (0 where none is given), content has its ``mcid``
TAG = np.dtype([("kind", np.int32), ("mcid", np.int32), ("row_span", np.float32), ("col_span", np.float32)], align=True)

#: an array of one of the types above
Rows = NDArray[np.void]
