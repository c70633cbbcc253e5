"""The five documents of みなと県信用保証協会 for 2018 to 2022: which tables each has, in which words."""

from __future__ import annotations

from collections.abc import Sequence

from samplekit.exhibit import Chart, Exhibit
from samplekit.lines import Wanted
from samplekit.past_tables import OPEN, Look, PastTables

Set = dict[str, Exhibit | Chart]
ACCOUNTS = "（単位：千円）"
MIXED = "（単位：件、百万円、％）"


def _wanted(*pairs: tuple[str, str]) -> tuple[Wanted, ...]:
    return tuple(Wanted(path, kind) for path, kind in pairs)


def h30(of: PastTables) -> Set:
    """事業報告書, 平成30年度: 億円 with one decimal in the business table, accounts in 千円."""
    business = _wanted(
        ("件数", "count"), ("前年度比", "count_ratio"), ("金額", "now"), ("前年度比", "ratio"), ("計画", "plan"),
        ("計画比", "plan_ratio"),
    )  # fmt: skip
    part = _wanted(("件数", "count"), ("金額", "now"), ("構成比", "share"))
    income = _wanted(("平成30年度", "now"), ("平成29年度", "before"), ("増減", "change"), ("前年度比", "ratio"))
    return {
        "gyomu": of.business(Look("平成30年度　業務実績", "（単位：件、億円、％）"), business, "億円", "求償権回収"),
        "kinyu": of.breakdown(Look("金融機関群別保証承諾", MIXED, "金融機関群"), "金融機関群", part),
        "kikan": of.breakdown(Look("期間別保証承諾", MIXED, "保証期間"), "期間", part),
        "shushi": of.income(
            Look("収支計算書", "（単位：千円、％）", "科　　目", "自　平成30年４月１日　至　平成31年３月31日"),
            income,
            "千円",
        ),
        "taisha": of.balance(Look("貸借対照表", ACCOUNTS, day="平成31年３月31日現在"), "千円"),
        "mokuroku": of.property_list(
            Look("財産目録", ACCOUNTS, "科　　目", "平成31年３月31日現在", merged=True), "千円"
        ),
    }


def r1(of: PastTables) -> Set:
    """統計と決算, 令和元年度: figures cut off; months, schemes, municipalities."""
    business = _wanted(
        ("件数/令和元年度", "count"), ("件数/前年度比", "count_ratio"), ("金額/令和元年度", "now"), ("金額/平成30年度", "before"),
        ("金額/前年度比", "ratio"),
    )  # fmt: skip
    months = _wanted(
        ("当月/件数", "count"), ("当月/金額", "now"), ("当月/前年同月比", "ratio"), ("累計/件数", "running_count"),
        ("累計/金額", "running"),
    )  # fmt: skip
    schemes = _wanted(("件数", "count"), ("金額", "now"), ("構成比", "share"), ("前年度比", "ratio"))
    places = _wanted(("件数", "count"), ("構成比", "count_share"), ("金額", "now"), ("構成比", "share"))
    income = _wanted(("令和元年度", "now"), ("平成30年度", "before"), ("増減", "change"))
    return {
        "gyomu": of.business(Look("業務の実績", MIXED), business, "百万円", "回収"),
        "tsuki": of.months(Look("月別保証承諾", MIXED, "月"), months),
        "seido": of.schemes(Look("制度別保証承諾", MIXED, "保証制度"), schemes),
        "shichoson": of.breakdown(Look("市町村別保証承諾", MIXED, "市町村"), "市町村", places),
        "shushi": of.income(
            Look("収支計算書", ACCOUNTS, "科　目", "自　平成31年４月１日　至　令和２年３月31日"), income, "千円"
        ),
        "taisha": of.balance(Look("貸借対照表", ACCOUNTS, day="令和２年３月31日現在"), "千円"),
    }


def r2(of: PastTables) -> Set:
    """レポート, 令和２年度: rates of growth; charts in 億円 with one decimal."""
    business = _wanted(
        ("件数/実績", "count"), ("件数/伸び率", "count_growth"), ("金額/実績", "now"), ("金額/伸び率", "growth"),
        ("金額/計画", "plan"), ("金額/計画比", "plan_ratio"),
    )  # fmt: skip
    sizes = _wanted(
        ("件数", "count"), ("構成比", "count_share"), ("金額", "now"), ("構成比", "share"), ("伸び率", "growth")
    )
    income = _wanted(("令和２年度", "now"), ("令和元年度", "before"), ("増減額", "change"), ("伸び率", "growth"))
    stocks = _wanted(("令和元年度末", "before"), ("増加", "came"), ("減少", "went"), ("令和２年度末", "now"))
    exhibits = {
        "gyomu": of.business(Look("令和２年度の業務実績", MIXED, style=OPEN), business, "百万円", "実際回収"),
        "kingaku": of.breakdown(Look("保証金額別の保証承諾", MIXED, "保証金額", style=OPEN), "金額", sizes),
        "shushi": of.income(
            Look("収支計算書（要約）", "（単位：百万円、％）", "科目", style=OPEN), income, "百万円", detailed=False
        ),
        "zandaka": of.outstanding(Look("保証債務残高の推移", "（単位：百万円）", style=OPEN), "百万円"),
        "kihon": of.stocks(
            Look("基本財産・準備金等の異動", "（単位：百万円）", style=OPEN, merged=True), stocks, "百万円"
        ),
    }
    titles = {"shodaku": ("保証承諾の推移", "保証承諾"), "zan": ("保証債務残高（年度末）の推移", "保証債務残高")}
    titles |= {"daii": ("代位弁済の推移", "代位弁済")}
    charts = {key: _chart(of, title, name, (2017, 2018, 2019, 2020)) for key, (title, name) in titles.items()}
    return {**exhibits, **charts}


def _chart(of: PastTables, title: str, name: str, years: Sequence[int]) -> Chart:
    bars = tuple((YEARS[year], of.printer.shown(of.books[year].business[name], "億円")) for year in years)
    return Chart(title, "億円", 0, bars)


YEARS = {2017: "平成29年度", 2018: "平成30年度", 2019: "令和元年度", 2020: "令和２年度"}


def r3(of: PastTables) -> Set:
    """経営計画の評価, 令和３年度: slides with plan and actual."""
    business = _wanted(
        ("計画", "plan"), ("実績", "now"), ("計画比", "plan_ratio"), ("前年度実績", "before"), ("前年度比", "ratio"),
    )  # fmt: skip
    income = _wanted(
        ("計画", "plan"), ("実績", "now"), ("計画比", "plan_ratio"), ("前年度実績", "before"), ("増減", "change"),
    )  # fmt: skip
    stocks = _wanted(("前年度末", "before"), ("繰入・増加", "came"), ("取崩・減少", "went"), ("当年度末", "now"))
    costs = _wanted(("実績", "now"), ("前年度実績", "before"), ("増減", "change"), ("前年度比", "ratio"))
    unit = "（単位：百万円、％）"
    return {
        "gyomu": of.business(Look("令和３年度　業務数値", unit, "項　目"), business, "百万円", "実際回収"),
        "shushi": of.income(Look("令和３年度　収支実績", unit, "項　目"), income, "百万円", detailed=False),
        "shishutsu": of.costs(Look("経常支出の内訳", unit, "科　目"), costs, "百万円"),
        "zaimu": of.stocks(Look("令和３年度　財務実績", "（単位：百万円）", "項　目", merged=True), stocks, "百万円"),
    }


def r4(of: PastTables) -> Set:
    """ディスクロージャー誌, 令和４年度: accounts in 千円, the year before restated."""
    business = _wanted(
        ("件数", "count"), ("件数前年度比", "count_ratio"), ("金額", "now"), ("金額前年度比", "ratio"), ("計画額", "plan"),
        ("計画達成率", "plan_ratio"),
    )  # fmt: skip
    part = _wanted(("件数", "count"), ("件数構成比", "count_share"), ("金額", "now"), ("金額構成比", "share"))
    income = _wanted(
        ("令和４年度", "now"), ("令和３年度（組替後）", "before"), ("増減額", "change"), ("前年度比", "ratio")
    )
    stocks = _wanted(("期首残高", "before"), ("当期増加", "came"), ("当期減少", "went"), ("期末残高", "now"))
    return {
        "gyomu": of.business(Look("主要業務の実績", MIXED, style=OPEN), business, "百万円", "求償権回収"),
        "gyoshu": of.breakdown(Look("業種別の保証承諾", MIXED, "業種", style=OPEN), "業種", part),
        "kinyu": of.breakdown(Look("金融機関群別の保証承諾", MIXED, "金融機関群", style=OPEN), "金融機関群", part),
        "shushi": of.income(
            Look("収支計算書", "（単位：千円、％）", "科目", "令和４年４月１日から令和５年３月31日まで"), income, "千円"
        ),
        "taisha": of.balance(Look("貸借対照表", ACCOUNTS, day="令和５年３月31日現在", style=OPEN), "千円"),
        "ido": of.stocks(Look("基本財産及び準備金の異動", ACCOUNTS, merged=True), stocks, "千円"),
    }
