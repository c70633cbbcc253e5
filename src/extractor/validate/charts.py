"""Charts that nobody could read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.model import Box, Finding, Picture, Severity
from extractor.validate.case import Case
from extractor.validate.check import check

#: printed at one place on so many pages, a picture is an ornament
_REPEATED = 3


@check(
    "chart-not-read",
    severity=Severity.WARNING,
    ja="画像の図（数値は読み取られていない）",
    en="Charts that are pictures: their figures were not read",
)
def chart_not_read(case: Case) -> Iterator[Finding]:
    """A warning where a caption says that the picture is a chart, or where the page has nothing else; any other may be a
    photograph, which is only worth knowing.
    """
    times = Counter(_place(picture) for picture in case.document.pictures)
    for picture in case.document.pictures:
        page = picture.where.page
        if picture.caption is not None:
            yield chart_not_read.finding(
                f"{page} ページの「{picture.caption}」は画像です。中の数値は読み取っていません。図を見て確かめてください。",
                f"{picture.caption} on page {page} is a picture: none of its figures was read. Look at it.",
                where=picture.where,
            )
        elif times[_place(picture)] < _REPEATED:
            yield chart_not_read.finding(
                f"{page} ページに画像があります。図表であれば、中の数値は読み取っていません。",
                f"There is a picture on page {page}: if it is a chart or a table, none of its figures was read.",
                where=picture.where,
                severity=Severity.WARNING if picture.alone else Severity.INFO,
            )


def _place(picture: Picture) -> Box:
    return Box(*(float(round(side)) for side in picture.where.box))
