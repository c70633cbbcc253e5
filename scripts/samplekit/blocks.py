"""The light notation of a page's text in the sources, shared by all samples.

One paragraph a line; ``# `` and ``## `` are headings; ``@table ID`` sets a table, ``@chart ID`` a chart; ``@beside ID``
... ``@end`` sets prose with a table floating at its right; ``@note`` is small print, ``@column`` goes on in the next column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from samplekit import markup

Block = dict[str, Any]  # "kind", then "text", or "table" and "blocks"
KINDS = (("## ", "h3"), ("# ", "h2"), ("@table ", "table"), ("@chart ", "chart"), ("@note ", "note"))


def parse(text: str) -> list[Block]:
    """The blocks of a page, in printed order."""
    return list(_blocks(text.strip().splitlines()))


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    beside: Block | None = None
    for line in lines:
        if line.startswith("@beside "):
            beside = {"kind": "beside", "table": line.split()[1], "blocks": []}
        elif line == "@end" and beside:
            yield beside
            beside = None
        elif beside:
            beside["blocks"].append(_block(line))
        elif line:
            yield _block(line)


def _block(line: str) -> Block:
    if line == "@column":
        return {"kind": "column", "text": ""}
    for mark, kind in KINDS:
        if line.startswith(mark):
            return {"kind": kind, "text": line.removeprefix(mark)}
    return {"kind": "p", "text": line}


def printed(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks with the marks of amounts taken off."""
    out = []
    for block in blocks:
        inner = {"blocks": printed(block["blocks"])} if "blocks" in block else {"text": markup.plain(block["text"])}
        out.append({**block, **inner})
    return out


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with what stands beside a table brought to the top level."""
    for block in blocks:
        if block["kind"] == "beside":
            yield from block["blocks"]
            yield {"kind": "table", "text": block["table"]}
        else:
            yield block
