"""Charts: the figures printed in them, with series and category where those are sure."""

from extractor.charts.find import ChartsOnPage, charts_on
from extractor.charts.pictures import pictures_on

__all__ = ["ChartsOnPage", "charts_on", "pictures_on"]
