"""Running text: headings with their levels, and paragraphs joined over lines, columns and pages."""

from extractor.sections.furniture import Furniture, furniture, page_labels
from extractor.sections.outline import sections_of
from extractor.sections.pages import PageText

__all__ = ["Furniture", "PageText", "furniture", "page_labels", "sections_of"]
