"""Totals that miss their sum by one misprint: found by label and place alone, since no figure bears them out.

Where the only figures of a total are wrong, nothing adds up any more.  That one wrong digit, sign or scale, or two digits
that changed places, should mend a sum that never was one is unlikely, and how unlikely is known.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from extractor.exact import magnitude
from extractor.interval import Interval
from extractor.proof.figure import Figure, Mode
from extractor.proof.relation import Relation

#: the powers of ten by which a misprint must be unlikely to mend it: beside other sums of the table, and without any.
#: Of 300 pages of real documents, 8 totals are no sum of what stands over them, so that one in 20 of these is bearable.
BESIDE_KIN, ALONE = 1.0, 1.3


def weight_of_misprint(relation: Relation, figures: Sequence[Figure], box: Mapping[str, Interval]) -> float:
    """The powers of ten by which it is unlikely that one misprint in ``figures`` mends ``relation`` by chance; 0 if none.

    Another sign is no misprint here: as likely the line is taken off without a sign of its own.
    """
    tried, mends = 0, False
    room = max((figure.step for figure in figures), default=0)
    for figure in figures:
        expected = relation.expected(figure.record_id, box)
        if expected is None:
            return 0.0
        low, high = figure.printed_within(expected, Mode.EITHER)
        misprints = [value for value in figure.misprints() if value != -figure.value]
        tried += len(misprints)
        mends = mends or any(low * figure.step <= value <= high * figure.step for value in misprints)
        room = max(room, (high - low + 1) * figure.step)
    scale = max((magnitude(figure.value) for figure in figures), default=0)
    if not mends or scale == 0:
        return 0.0
    return max(0.0, -math.log10(float(tried * room / (2 * scale))))
