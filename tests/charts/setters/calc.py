"""Charts of spreadsheets by LibreOffice Calc, one sheet a page, each beside the table that it is made of."""

from __future__ import annotations

from pathlib import Path

from cases import COLOURS, Chart
from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, PieChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import DataPoint
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from setters.office import to_pdf

_THIN = Side(style="thin")


def write(charts: list[Chart], out: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    for number, chart in enumerate(charts, 1):
        _sheet(book.create_sheet(f"s{number}"), chart)
    source = out.with_suffix(".xlsx")
    book.save(source)
    to_pdf(source)


def _sheet(sheet: Worksheet, chart: Chart) -> None:
    sheet.column_dimensions["A"].width = 16
    sheet["A1"], sheet["F1"] = "業務の状況", f"（単位：{chart.unit}）"
    for column, name in enumerate(chart.series, 2):
        sheet.cell(3, column, name)
    sheet.cell(3, 1, "区分")
    for row, category in enumerate(chart.categories, 4):
        sheet.cell(row, 1, category)
        for column, texts in enumerate(chart.series.values(), 2):
            text = texts[row - 4]
            cell = sheet.cell(row, column, float(text.replace(",", "")))
            cell.number_format = "0.00" if "." in text else "#,##0"
    last_row, last_col = 3 + len(chart.categories), 1 + len(chart.series)
    for row in sheet.iter_rows(3, last_row, 1, last_col):
        for cell in row:
            cell.border = Border(_THIN, _THIN, _THIN, _THIN)
    made = {"bar": BarChart, "stacked": BarChart, "line": LineChart, "pie": PieChart}[chart.kind]()
    made.add_data(Reference(sheet, min_col=2, max_col=last_col, min_row=3, max_row=last_row), titles_from_data=True)
    made.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=last_row))
    made.title = chart.title + ("" if chart.kind == "pie" else f"（{chart.unit}）")
    made.width, made.height = 15, 8.5
    _dress(made, chart)
    sheet.add_chart(made, f"A{last_row + 3}")


def _dress(made: BarChart | LineChart | PieChart, chart: Chart) -> None:
    if chart.kind == "stacked":
        made.grouping, made.overlap = "stacked", 100
    if not chart.legend:
        made.legend = None
    if chart.kind != "pie":
        made.x_axis.delete = made.y_axis.delete = False
    for number, series in enumerate(made.series):
        series.dLbls = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
        )
        if chart.kind == "pie":
            for index in range(len(chart.categories)):
                point = DataPoint(idx=index)
                point.graphicalProperties.solidFill = COLOURS[index][1:]
                series.dPt.append(point)
        elif chart.kind == "line":
            series.graphicalProperties.line.solidFill = COLOURS[number][1:]
            series.dLbls.position = "t"
        else:
            series.graphicalProperties.solidFill = COLOURS[number][1:]
