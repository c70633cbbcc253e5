"""Sentences of our own with every amount transcribed by hand.

Each amount: (raw as printed, subject, value in the base unit, measure, direction).  The phrases are those of annual
reports; the wording and most figures are made up.
"""

from __future__ import annotations

from typing import NamedTuple

Amount = tuple[str, str, str, str, str | None]


class Passage(NamedTuple):
    """Consecutive sentences of one paragraph and their amounts in printed order."""

    name: str
    text: str
    amounts: tuple[Amount, ...]


UP, DOWN = "increase", "decrease"

PASSAGES = (
    Passage(
        "chain after a topic",
        "当年度の保証承諾は 612 億 40 百万円、前年度比 97.3％、計画比 111.4％となりました。",
        (
            ("612 億 40 百万円", "保証承諾", "61240000000", "amount", None),
            ("97.3％", "保証承諾", "97.3", "ratio_prior_year", None),
            ("111.4％", "保証承諾", "111.4", "ratio_plan", None),
        ),
    ),
    Passage(
        "a modified topic is not the plain one",
        "このうち小口零細企業保証の保証承諾は 318 件で、対前年度比 104.6％と前年度の実績を上回りました。",
        (
            ("318 件", "小口零細企業保証の保証承諾", "318", "count", None),
            ("104.6％", "小口零細企業保証の保証承諾", "104.6", "ratio_prior_year", UP),
        ),
    ),
    Passage(
        "a subordinate subject does not take the topic's place",
        "保証債務残高は、既往の融資の返済が進み 1,804 億 3 百万円で、前年度比 93.8％の減少となりました。",
        (
            ("1,804 億 3 百万円", "保証債務残高", "180403000000", "amount", None),
            ("93.8％", "保証債務残高", "93.8", "ratio_prior_year", DOWN),
        ),
    ),
    Passage(
        "a compared change in a subordinate clause",
        "経常収入は、保証料が前年度と比べ 45 百万円減少したものの、合計で 20 億 11 百万円となりました。",
        (
            ("45 百万円", "保証料", "-45000000", "change", DOWN),
            ("20 億 11 百万円", "経常収入", "2011000000", "amount", None),
        ),
    ),
    Passage(
        "an amount right behind its noun",
        "事業収支差額と事業外収支差額の合計額 3 億 12 百万円に、積立金取崩額 25 百万円を加えました。",
        (
            ("3 億 12 百万円", "事業収支差額と事業外収支差額の合計額", "312000000", "amount", None),
            ("25 百万円", "積立金取崩額", "25000000", "amount", None),
        ),
    ),
    Passage(
        "amounts carried to other accounts",
        "剰余金 4 億 20 百万円のうち 2 億 9 百万円を別途積立金に繰り入れ、残り 2 億 11 百万円を基本金に繰り入れた。",
        (
            ("4 億 20 百万円", "剰余金", "420000000", "amount", None),
            ("2 億 9 百万円", "別途積立金繰入", "209000000", "amount", None),
            ("2 億 11 百万円", "基本金繰入", "211000000", "amount", None),
        ),
    ),
    Passage(
        "a withdrawal and what is left",
        "また、災害対策基金は、18 百万円を取り崩した結果、期末残高 102 百万円となりました。",
        (
            ("18 百万円", "災害対策基金取崩", "18000000", "amount", None),
            ("102 百万円", "災害対策基金期末残高", "102000000", "amount", None),
        ),
    ),
    Passage(
        "brackets belong to the noun before them",
        "代位弁済（計画比 84.2％）、求償権回収（計画比 107.9％）ともに計画どおりの結果となりました。",
        (
            ("84.2％", "代位弁済", "84.2", "ratio_plan", None),
            ("107.9％", "求償権回収", "107.9", "ratio_plan", None),
        ),
    ),
    Passage(
        "a bracket behind an amount, and 同",
        "売上高は 52,310百万円（前期比3.4％増）、営業利益は 4,120百万円（同8.7％減）となりました。",
        (
            ("52,310百万円", "売上高", "52310000000", "amount", None),
            ("3.4％", "売上高", "3.4", "growth_rate", UP),
            ("4,120百万円", "営業利益", "4120000000", "amount", None),
            ("8.7％", "営業利益", "-8.7", "growth_rate", DOWN),
        ),
    ),
    Passage(
        "the prior year in a bracket",
        "営業活動により得られた資金は 1,250百万円（前年同期は 980百万円の獲得）となりました。",
        (
            ("1,250百万円", "営業活動により得られた資金", "1250000000", "amount", None),
            ("980百万円", "営業活動により得られた資金", "980000000", "amount", None),
        ),
    ),
    Passage(
        "counts with their noun behind them",
        "年間 210 件の相談案件を検討し、186 企業に専門家の派遣を提案しました。",
        (
            ("210 件", "相談案件", "210", "count", None),
            ("186 企業", "専門家の派遣の提案", "186", "count", None),
        ),
    ),
    Passage(
        "an object and its count",
        "再生支援協議会の利用提案を 42 件行い、そのうち同協議会への相談に 11 件つなげました。",
        (
            ("42 件", "再生支援協議会の利用提案", "42", "count", None),
            ("11 件", "再生支援協議会への相談", "11", "count", None),
        ),
    ),
    Passage(
        "plan and actual of one count",
        "フォローアップ訪問では、計画 30 先に対し 37 先を訪問しました。",
        (
            ("30 先", "フォローアップ訪問", "30", "count", None),
            ("37 先", "フォローアップ訪問", "37", "count", None),
        ),
    ),
    Passage(
        "a count in a bracket",
        "支店長会議（年 4 回開催）や勉強会（延べ 15 回実施）を通じて連携を深めました。",
        (
            ("4 回", "支店長会議", "4", "count", None),
            ("15 回", "勉強会", "15", "count", None),
        ),
    ),
    Passage(
        "persons of two topics",
        "外部の講習には延べ 48 名が参加し、検定試験は 12 名が合格しました。",
        (
            ("48 名", "外部の講習", "48", "count", None),
            ("12 名", "検定試験", "12", "count", None),
        ),
    ),
    Passage(
        "target that is a head noun",
        "業況が改善した先の割合は 64.5%で、目標値である 60%以上を達成しました。",
        (
            ("64.5%", "業況が改善した先の割合", "64.5", "share", None),
            ("60%", "業況が改善した先の割合の目標値", "60", "share", None),
        ),
    ),
    Passage(
        "それぞれ",
        "保証申込及び保証承諾は、それぞれ 3,120 件、2,987 件となりました。",
        (
            ("3,120 件", "保証申込", "3120", "count", None),
            ("2,987 件", "保証承諾", "2987", "count", None),
        ),
    ),
    Passage(
        "それぞれ with と and a measure",
        "新規先と既存先の承諾額はそれぞれ前年度比 108.1％、94.0％となりました。",
        (
            ("108.1％", "新規先の承諾額", "108.1", "ratio_prior_year", None),
            ("94.0％", "既存先の承諾額", "94.0", "ratio_prior_year", None),
        ),
    ),
    Passage(
        "the topic of the sentence before",
        "代位弁済は低い水準で推移しました。年間では 9 億 80 百万円となり、計画を 5 億 20 百万円下回りました。",
        (
            ("9 億 80 百万円", "代位弁済", "980000000", "amount", None),
            ("5 億 20 百万円", "代位弁済", "-520000000", "change_plan", DOWN),
        ),
    ),
    Passage(
        "share of a whole",
        "業種別では、建設業が全体の 31.2％を占め、次いで小売業が 18.4％となっています。",
        (
            ("31.2％", "建設業", "31.2", "share", None),
            ("18.4％", "小売業", "18.4", "share", None),
        ),
    ),
    Passage(
        "a measure with an owner",
        "製造業の構成比は 22.0％、保証承諾の前年度比は 101.3％でした。",
        (
            ("22.0％", "製造業", "22.0", "share", None),
            ("101.3％", "保証承諾", "101.3", "ratio_prior_year", None),
        ),
    ),
    Passage(
        "points",
        "自己資本比率は 45.2％と、前期末に比べ 1.9 ポイント上昇しました。",
        (
            ("45.2％", "自己資本比率", "45.2", "ratio", None),
            ("1.9 ポイント", "自己資本比率", "1.9", "change", UP),
        ),
    ),
    Passage(
        "losses",
        "営業損失は 257百万円、経常損失は 301百万円となりました。",
        (
            ("257百万円", "営業損失", "-257000000", "amount", DOWN),
            ("301百万円", "経常損失", "-301000000", "amount", DOWN),
        ),
    ),
    Passage(
        "deficit behind the amount",
        "この結果、事業外収支差額は 12 百万円の赤字となりました。",
        (("12 百万円", "事業外収支差額", "-12000000", "amount", DOWN),),
    ),
    Passage(
        "a fall in profit",
        "当期純利益は前期に比べ 6,461百万円の減益となりました。",
        (("6,461百万円", "当期純利益", "-6461000000", "change", DOWN),),
    ),
    Passage(
        "places of a topic",
        "資金の状況は、営業活動において 18百万円の増加、投資活動において 7百万円の減少となりました。",
        (
            ("18百万円", "営業活動における資金", "18000000", "change", UP),
            ("7百万円", "投資活動における資金", "-7000000", "change", DOWN),
        ),
    ),
    Passage(
        "a budget in full-width figures",
        "歳入予算の総額に歳入歳出それぞれ２億５００万円を増額し、歳入予算の総額を４０億円とする。",
        (
            ("２億５００万円", "歳入予算の総額", "205000000", "change", UP),
            ("４０億円", "歳入予算の総額", "4000000000", "amount", None),
        ),
    ),
    Passage(
        "of which",
        "保証承諾は 500 件、うち 80 件が新規先となりました。",
        (
            ("500 件", "保証承諾", "500", "count", None),
            ("80 件", "保証承諾のうち新規先", "80", "count", None),
        ),
    ),
    Passage(
        "a forecast",
        "令和7年度の保証承諾は 650 億円を見込んでいます。",
        (("650 億円", "保証承諾", "65000000000", "amount", None),),
    ),
    Passage(
        "a count between two heads",
        "独立役員を 2 名から 3 名に増員しました。",
        (
            ("2 名", "独立役員", "2", "count", None),
            ("3 名", "独立役員", "3", "count", None),
        ),
    ),
    Passage(
        "the publisher itself is no subject",
        "当協会の職員数は 68 名です。",
        (("68 名", "職員数", "68", "count", None),),
    ),
    Passage(
        "dates, names and articles are no amounts",
        "令和6年4月1日に第12条を改正し、405補助事業と1on1を第3回理事会で承認しました。",
        (),
    ),
    Passage(
        "plan ratio with は",
        "実際回収は前年度と比べ 21 百万円の増加となりましたが、計画比では 96.7％と計画を下回りました。",
        (
            ("21 百万円", "実際回収", "21000000", "change", UP),
            ("96.7％", "実際回収", "96.7", "ratio_plan", DOWN),
        ),
    ),
    Passage(
        "contributions in a list",
        "資金の増加として、減価償却費 801百万円、売上債権の減少 152百万円などがありました。",
        (
            ("801百万円", "減価償却費", "801000000", "amount", None),
            ("152百万円", "売上債権の減少", "152000000", "amount", None),
        ),
    ),
    Passage(
        "a ratio to the year before as a multiple",
        "創業関連保証の利用は前年度の 1.5 倍となりました。",
        (("1.5 倍", "創業関連保証の利用", "1.5", "ratio_prior_year", None),),
    ),
    Passage(
        "reduced to an amount",
        "信用保険料は、保険料率の引下げに伴い前年度から 35 百万円減の 8 億 12 百万円となりました。",
        (
            ("35 百万円", "信用保険料", "-35000000", "change", DOWN),
            ("8 億 12 百万円", "信用保険料", "812000000", "amount", None),
        ),
    ),
    Passage(
        "two measures in one bracket",
        "回収金は 4 億 5 百万円（計画比 101.2％、前年度比 92.7％）でした。",
        (
            ("4 億 5 百万円", "回収金", "405000000", "amount", None),
            ("101.2％", "回収金", "101.2", "ratio_plan", None),
            ("92.7％", "回収金", "92.7", "ratio_prior_year", None),
        ),
    ),
    Passage(
        "同 carries the measure on",
        "売上高は前年同期比 4.2％増の 1,234億円、営業利益は同 11.5％減の 98億円を計上しました。",
        (
            ("4.2％", "売上高", "4.2", "growth_rate", UP),
            ("1,234億円", "売上高", "123400000000", "amount", None),
            ("11.5％", "営業利益", "-11.5", "growth_rate", DOWN),
            ("98億円", "営業利益", "9800000000", "amount", None),
        ),
    ),
    Passage(
        "a topic that is a measure",
        "金融機関別の構成割合は、地方銀行 54.3％、信用金庫 28.1％となりました。",
        (
            ("54.3％", "地方銀行", "54.3", "share", None),
            ("28.1％", "信用金庫", "28.1", "share", None),
        ),
    ),
    Passage(
        "fewer than the year before",
        "承諾の件数では 5,120 件と前年度を 230 件下回りましたが、金額では 680 億円と 12 億円上回りました。",
        (
            ("5,120 件", "承諾", "5120", "count", None),
            ("230 件", "承諾", "-230", "change", DOWN),
            ("680 億円", "承諾", "68000000000", "amount", None),
            ("12 億円", "承諾", "1200000000", "change", UP),
        ),
    ),
    Passage(
        "a reserve that is set up",
        "当協会は、責任準備金として 6 億 70 百万円を計上しました。",
        (("6 億 70 百万円", "責任準備金", "670000000", "amount", None),),
    ),
    Passage(
        "an owner outside the bracket",
        "非公開株式（貸借対照表計上額 812百万円）及び組合出資（貸借対照表計上額 90百万円）は、時価を注記していません。",
        (
            ("812百万円", "非公開株式の貸借対照表計上額", "812000000", "amount", None),
            ("90百万円", "組合出資の貸借対照表計上額", "90000000", "amount", None),
        ),
    ),
    Passage(
        "causes joined over an amount",
        "株式数の増加は、端数の買取りによる増加 350株及び決議に基づく取得による増加 4,000株です。",
        (
            ("350株", "端数の買取りによる増加", "350", "count", None),
            ("4,000株", "決議に基づく取得による増加", "4000", "count", None),
        ),
    ),
    Passage(
        "how often",
        "企画委員会は原則毎月 2 回開催し、課題を協議しています。",
        (("2 回", "企画委員会", "2", "count", None),),
    ),
    Passage(
        "a name that ends like a measure",
        "当期経常増減額は △2,345 千円となりました。",
        (("△2,345 千円", "当期経常増減額", "-2345000", "amount", None),),
    ),
)
