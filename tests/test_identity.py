"""Publisher, kind, title and year from opening pages that are set as such documents set them."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.identity import identify_document
from extractor.layout import line_of
from extractor.model import Box, Identity, Line, Period, Word, packed
from extractor.profile import Profile, load_profile

#: one line of print: its text (words apart by a space), its type size and how far down the page it stands
Print = tuple[str, float, float]


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile("credit_guarantee")


def line(text: str, size: float, top: float) -> Line:
    words, x = [], 72.0
    for part in text.split(" "):
        stops = tuple((x + i * size, x + (i + 1) * size) for i in range(len(part)))
        words.append(Word(part, Box(x, top, stops[-1][1], top + size), packed(stops)))
        x = stops[-1][1] + size
    return line_of(words)


def identity(profile: Profile, *pages: list[Print], metadata: str | None = None) -> Identity:
    return identify_document([line(*printed) for page in pages for printed in page], metadata, profile)


def fiscal_year(year: int) -> Period:
    return Period(year, date(year, 4, 1), date(year + 1, 3, 31))


# --- whole covers -----------------------------------------------------------------------------------------------------


def test_the_cover_of_a_guarantee_corporation(profile: Profile) -> None:
    cover = [("令和６年度 経営計画の評価", 30, 200), ("令和７年７月", 14, 400), ("みなと県信用保証協会", 20, 600)]
    found = identity(profile, cover, [("令和５年度の実績について、次のとおり。", 10, 100)])
    assert found.organization == "みなと県信用保証協会"
    assert (found.doc_type, found.title, found.period) == ("評価", "令和６年度 経営計画の評価", fiscal_year(2024))


def test_the_cover_of_a_securities_report(profile: Profile) -> None:
    cover = [
        ("有価証券報告書", 36, 185),
        ("（金融商品取引法第24条第１項に基づく報告書）", 12, 270),
        ("事業年度 自 平成28年４月１日", 12, 294),
        ("（第９期） 至 平成29年３月31日", 12, 310),
        ("みなと物産株式会社", 24, 630),
    ]
    found = identity(profile, cover)
    assert (found.organization, found.doc_type) == ("みなと物産株式会社", "有価証券報告書")
    assert (found.title, found.period) == ("有価証券報告書", fiscal_year(2016))


def test_the_form_of_a_securities_report(profile: Profile) -> None:
    form = [
        ("【表紙】", 12, 25),
        ("【提出書類】 有価証券報告書", 9, 50),
        ("【提出先】 関東財務局長", 9, 70),
        ("【提出日】 平成29年６月28日", 9, 90),
        ("【事業年度】 第９期（自 平成28年４月１日 至 平成29年３月31日）", 9, 110),
        ("【会社名】 みなと物産株式会社", 9, 130),
        ("（旧会社名 港ホールディングス株式会社）", 9, 150),
        ("株式会社東京証券取引所", 9, 430),
    ]
    found = identity(profile, form)
    assert (found.organization, found.doc_type) == ("みなと物産株式会社", "有価証券報告書")
    assert found.period == fiscal_year(2016)


def test_a_statement_of_a_foundation(profile: Profile) -> None:
    sheet = [
        ("一般財団法人みなと文化振興会", 12, 73),
        ("貸 借 対 照 表", 18, 103),
        ("2024年12月31日現在", 12, 126),
        ("科目 当年度 前年度 増減", 10, 157),
        ("現金預金 15,682 80,207 ▲64,525", 12, 201),
    ]
    account = [("2024年1月1日から2024年12月31日まで", 12, 104)]
    day = identity(profile, sheet)
    assert (day.organization, day.doc_type) == ("一般財団法人みなと文化振興会", "決算書")
    assert day.title == "貸 借 対 照 表"
    assert day.period == Period(2024, date(2024, 12, 31), date(2024, 12, 31))
    assert identity(profile, sheet, account).period == Period(2024, date(2024, 1, 1), date(2024, 12, 31))


def test_the_agenda_of_a_city_council_is_of_no_year(profile: Profile) -> None:
    agenda = [
        ("議事日程（第1号）", 9, 63),
        ("令和2年5月みなと市議会臨時会", 9.2, 99),
        ("令和2年5月19日 （火）午前9時開会・開議", 9, 117),
        ("第 1 会期の決定", 9.2, 153),
        ("第 5 議案第16号 専決処分（令和2年度みなと市一般会計補正予算（第1号)）", 9.6, 343),
    ]
    letter = [("令和2年1月31日現在の収支現在高は、誤りのないことが認められた。", 10, 650)]
    found = identity(profile, agenda, letter)
    assert (found.organization, found.period) == ("みなと市議会", Period())
    assert (found.title, found.doc_type) == ("議事日程（第1号）", None)


def test_the_accounts_of_a_city(profile: Profile) -> None:
    found = identity(profile, [("令和４年度", 20, 150), ("みなと市歳入歳出決算書", 28, 200)])
    assert (found.organization, found.doc_type) == ("みなと市", "決算書")
    assert (found.title, found.period) == ("みなと市歳入歳出決算書", fiscal_year(2022))


# --- the title --------------------------------------------------------------------------------------------------------

BODY: list[Print] = [
    (f"本文の行はこの大きさで組まれています{mark}", 10, 200.0 + 20 * i) for i, mark in enumerate("甲乙丙丁")
]


def test_the_publisher_in_the_largest_type_is_no_title(profile: Profile) -> None:
    cover = [("みなと県信用保証協会", 40, 100), ("事業報告書", 24, 300), ("令和６年度", 14, 350)]
    found = identity(profile, cover)
    assert (found.title, found.organization, found.doc_type) == ("事業報告書", "みなと県信用保証協会", "事業報告書")


def test_a_title_over_two_lines_is_one(profile: Profile) -> None:
    assert identity(profile, [("令和６年度", 28, 100), ("決算報告書", 28, 140), *BODY]).title == "令和６年度 決算報告書"


def test_large_type_further_down_does_not_belong_to_the_title(profile: Profile) -> None:
    assert identity(profile, [("決算報告書", 28, 40), *BODY, ("みなとの風景", 28, 700)]).title == "決算報告書"


def test_a_running_head_and_a_watermark_are_no_title(profile: Profile) -> None:
    furniture: list[Print] = [("株式会社港印刷 校正用資料", 20, 10), ("取扱注意資料", 60, 400)]
    page = [furniture[0], ("決算報告書", 18, 100), *BODY, furniture[1]]
    found = identity(profile, page, [furniture[0], *BODY[:1], furniture[1]])
    assert (found.title, found.organization) == ("決算報告書", None)


@pytest.mark.parametrize("text", ["1", "－ 12 －", "1,234 5,678", "（単位：百万円）", "（社外秘資料）"])
def test_figures_and_remarks_are_no_title(profile: Profile, text: str) -> None:
    assert identity(profile, [(text, 30, 50), ("決算報告書", 18, 100), *BODY]).title == "決算報告書"


def test_without_larger_type_the_first_line_is_the_title(profile: Profile) -> None:
    assert identity(profile, [("議事日程", 10, 50), *BODY]).title == "議事日程"


def test_words_on_different_base_lines_do_not_make_a_line_large(profile: Profile) -> None:
    low, high = line("会費収入", 11, 178).words, line("7,970,000", 11, 174).words
    row = line_of([*low, *(Word(w.text, w.box._replace(x0=300, x1=360), w.stops) for w in high)])
    assert row.box.height > 14
    lines = [line("正味財産増減計算書", 14, 51), row, *(line(*printed) for printed in BODY)]
    assert identify_document(lines, None, profile).title == "正味財産増減計算書"


def test_silent_pages_leave_the_word_to_the_files_metadata(profile: Profile) -> None:
    found = identity(profile, [("1", 10, 800)], metadata="株式会社みなと 2025年3月期 有価証券報告書")
    assert found.title == "株式会社みなと 2025年3月期 有価証券報告書"
    assert (found.doc_type, found.organization) == ("有価証券報告書", "株式会社みなと")
    assert found.period == Period(2024, None, date(2025, 3, 31))


def test_nothing_is_made_of_nothing(profile: Profile) -> None:
    assert identify_document([], None, profile) == Identity()


# --- the publisher ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("みなと物産 株式会社", "みなと物産株式会社"),
        ("株式会社 みなと銀行", "株式会社みなと銀行"),
        ("株式会社みなと銀行 代表取締役頭取", "株式会社みなと銀行"),
        ("上場会社名 みなと物産株式会社 上場取引所 東", "みなと物産株式会社"),
        ("会社名：株式会社みなと銀行", "株式会社みなと銀行"),
        ("みなと相互会社", "みなと相互会社"),
        ("一般社団法人みなと会令和6年度事業報告書", "一般社団法人みなと会"),
        ("一般社団法人みなと会の決算書", "一般社団法人みなと会"),
        ("み な と 県 信 用 保 証 協 会", "みなと県信用保証協会"),
        ("みなと県 信用保証協会", "みなと県信用保証協会"),
        ("長崎県 信用保証協会", "長崎県信用保証協会"),
        ("みなと市議会会議録", "みなと市議会"),
        ("各市町村議会", None),
        ("みなと市長 殿", None),
        ("株式会社みなと銀行 御中", None),
    ],
)
def test_a_name_is_told_from_what_stands_beside_it(profile: Profile, printed: str, name: str | None) -> None:
    assert identity(profile, [(printed, 12, 100), *BODY]).organization == name


def test_the_publisher_is_set_larger_than_who_is_mentioned(profile: Profile) -> None:
    cover = [("監査法人の名称 株式会社みなと監査", 9, 50), ("みなと物産株式会社", 24, 300)]
    assert identity(profile, cover).organization == "みなと物産株式会社"


def test_the_first_page_that_names_anybody_is_believed(profile: Profile) -> None:
    pages = [("決算報告書", 20, 90)], [("一般社団法人みなと会", 12, 70)], [("株式会社みなと銀行", 30, 50)]
    assert identity(profile, *(list(page) for page in pages)).organization == "一般社団法人みなと会"


# --- the year ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("令和６年度", fiscal_year(2024)),
        ("〈令和６年度〉", fiscal_year(2024)),
        ("2025年3月期", Period(2024, None, date(2025, 3, 31))),
        ("第９期（自 平成28年４月１日 至 平成29年３月31日）", fiscal_year(2016)),
        ("（令和4年4月1日から令和5年3月31日まで）", fiscal_year(2022)),
        ("自 2024年1月1日 至 2024年12月31日", Period(2024, date(2024, 1, 1), date(2024, 12, 31))),
        ("令和７年３月31日現在", Period(2024, date(2025, 3, 31), date(2025, 3, 31))),
        ("令和７年３月31日現在（単位：円）", Period(2024, date(2025, 3, 31), date(2025, 3, 31))),
        ("2024年12月31日", Period()),
        ("令和2年5月みなと市議会臨時会", Period()),
        ("令和7年6月27日開催 第12回定時総会資料", Period()),
        ("令和５年度は、前年度を上回りました。", Period()),
        ("前回は令和５年度の決算でした", Period()),
        ("中期計画 令和6年度～令和8年度", Period()),
        ("第９期", Period()),
    ],
)
def test_a_line_under_the_title_states_the_year_or_not(profile: Profile, printed: str, period: Period) -> None:
    assert identity(profile, [("みなとの報告", 20, 50), (printed, 12, 100), *BODY]).period == period


@pytest.mark.parametrize(
    "rows",
    [
        ("保証承諾 1,200 300", "R2 1,200 300", "R3 1,300 310"),
        ("R2 1,200 300", "R3 1,300 310"),
        ("区分 R2 R3 R4", "件数 10 20 30"),
        ("区分 件数 金額", "令和２年度 1,200 300", "令和３年度 1,300 310"),
        ("区分別の件数", "令和２年度 令和３年度", "10 20"),
        ("保証承諾の推移", "R2"),
        ("保証承諾の推移", "令和２年度", "令和３年度"),
        ("保証承諾 R2 300", "代位弁済 R2 100"),
    ],
)
def test_the_label_of_a_row_or_a_column_is_no_year_of_the_document(profile: Profile, rows: tuple[str, ...]) -> None:
    page = [(text, 10.0, 50.0 + 20 * at) for at, text in enumerate(rows)]
    assert identity(profile, page).period == Period()
    assert identity(profile, page, page).period == Period()


def test_a_statement_counts_beside_rows_that_begin_with_years(profile: Profile) -> None:
    rows: list[Print] = [("令和２年度 1,200", 10, 100), ("令和３年度", 10, 120), ("令和４年度", 10, 140)]
    page: list[Print] = [("保証承諾の状況", 16, 50), ("令和４年度（単位：百万円）", 10, 80), *rows]
    assert identity(profile, page).period == fiscal_year(2022)
    assert identity(profile, [("R2 決算の概要", 16, 50), *rows]).period == Period(2020)


def test_the_titles_year_goes_before_one_that_stands_above_it(profile: Profile) -> None:
    cover = [("令和８年度 第1回運営委員会", 10, 30), ("令和６年度 事業報告書", 24, 200), *BODY]
    assert identity(profile, cover).period == fiscal_year(2024)


def test_a_day_gives_way_to_the_year_that_it_ends(profile: Profile) -> None:
    sheet = [("貸借対照表", 18, 50), ("令和７年３月31日現在", 10, 80), *BODY]
    account = [("収支計算書", 18, 50), ("自 令和６年４月１日 至 令和７年３月31日", 10, 80), *BODY]
    assert identity(profile, sheet, account).period == fiscal_year(2024)


def test_prose_on_a_later_page_states_no_year(profile: Profile) -> None:
    letter = [
        ("令和元年度1月分の収支計算書及び保管金の検査", 10, 300),
        ("令和2年4月から令和3年3月までの間、次のとおり。", 10, 320),
    ]
    assert identity(profile, [("みなとの報告", 20, 50)], [("検査の結果", 12, 30), *letter]).period == Period()


# --- other publishers, other editions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("みなと県", "信用保証協会"), "みなと県信用保証協会"),
        (("み な と 県", "信 用 保 証 協 会"), "みなと県信用保証協会"),
        (("独立行政法人", "みなと港湾機構"), "独立行政法人みなと港湾機構"),
        (("一般財団法人", "みなと振興財団"), "一般財団法人みなと振興財団"),
        (("みなと市",), "みなと市"),
        (("みなと県みなと町",), "みなと県みなと町"),
        (("みなと消防組合",), "みなと消防組合"),
        (("みなと農業協同組合",), "みなと農業協同組合"),
        (("みなと信用金庫",), "みなと信用金庫"),
        (("みなと商工会議所",), "みなと商工会議所"),
        (("各市町村",), None),
        (("対象地区",), None),
        (("一般財団法人", "2024年4月"), None),
    ],
)
def test_a_publisher_alone_on_its_line_or_on_two(profile: Profile, lines: tuple[str, ...], name: str | None) -> None:
    cover = [("令和６年度 業務のあらまし", 24, 100), *((text, 14, 600 + 18 * i) for i, text in enumerate(lines))]
    assert identity(profile, cover).organization == name


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("業務のあらまし（訂正版）", "訂正版"),
        ("業務のあらまし 改訂第２版", "改訂第2版"),
        ("業務のあらまし 2020年版", "2020年版"),
        ("業務のあらまし 令和６年版", "令和6年版"),
        ("業務のあらまし2025", "2025"),
        ("業務のあらまし 2025年3月期", None),
        ("業務のあらまし 令和６年度", None),
    ],
)
def test_an_edition_is_called_as_printed(profile: Profile, printed: str, label: str | None) -> None:
    assert identity(profile, [(printed, 24, 100), ("みなと県信用保証協会", 14, 600)]).edition_label == label


def test_the_year_of_an_edition_is_not_the_year_that_it_reports(profile: Profile) -> None:
    cover = [("年次報告", 30, 100), ("2020", 30, 150), ("みなと県信用保証協会", 14, 600)]
    assert identity(profile, cover).period == Period()
    found = identity(profile, cover, [("令和元年度の事業の概況", 14, 50), *BODY])
    assert (found.period, found.edition_label) == (fiscal_year(2019), "2020")


def test_a_business_year_by_its_number(profile: Profile) -> None:
    assert identity(profile, [("平成30事業年度 財務諸表", 24, 100)]).period == fiscal_year(2018)
