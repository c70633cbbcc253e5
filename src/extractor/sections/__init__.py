"""Running text: headings with their levels, and paragraphs joined over lines, columns and pages."""

from extractor.sections.furniture import Furniture, furniture, page_labels
from extractor.sections.outline import sections_of
from extractor.sections.pages import PageText
from extractor.sections.remarks import Remark, remark_sections, remarks_in

__all__ = [
    "Furniture",
    "PageText",
    "Remark",
    "furniture",
    "page_labels",
    "remark_sections",
    "remarks_in",
    "sections_of",
]
