"""The validation report: a folder that opens from disk in any browser, with every number over the picture of its page."""

from __future__ import annotations

from extractor.report.build import FOLDER, ReportOptions, ReportSize, write_report

__all__ = ["FOLDER", "ReportOptions", "ReportSize", "write_report"]
