"""Programs that set charts into a PDF."""
