"""Digits that state no amount: references, numbering, names, note marks.

Two sets: ``SURE`` forms are told by their own shape and go before amounts; ``REST`` forms are tried on what neither
dates nor amounts took.  All work on narrowed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_letters
from typing import Literal, NamedTuple

from msgspec import Struct

from extractor.normalise.labels import split_numbering

NonAmountKind = Literal["date", "heading", "name", "note-mark"]


class NonAmount(Struct, frozen=True, gc=False):
    """``text[start:end]`` holds digits that are no amount; ``kind`` is their fate in ``tokens``."""

    start: int
    end: int
    kind: NonAmountKind


class Form(NamedTuple):
    """A form of digits that are no amount: their fate, and of which characters one must stand in the text, if of any.

    ``led``: it begins with a number, so that there is no need to look for it elsewhere.
    """

    kind: NonAmountKind
    needs: frozenset[str]
    pattern: re.Pattern[str]
    led: bool

    @classmethod
    def of(cls, kind: str, needs: str, pattern: str) -> Form:
        compiled = re.compile(pattern, re.MULTILINE)
        return cls(kind, frozenset(needs), compiled, pattern.startswith(_LED))  # type: ignore[arg-type]


#: what stands before the first digit of a number, in the forms that begin with one; and where numbers begin
_LED, _NUMBER = "(?<![0-9.,])", re.compile(r"[0-9](?<![0-9.,][0-9])")

#: what makes the digits before it an amount after all
_MEASURED = r"(?!\s*(?:%|円|件|社|人|名|ポイント|倍|か所|企業|先|[億万千兆])|[0-9]|[,.][0-9])"
_COUNTED = r"(?:件|回|社|年|人|名|店|期|番|度|つ|か所|カ所|ヶ所|日|週|か月|ヶ月|枚|本|段階|代|世代|号)"
_EACH = r"(?:リットル|k?g|k?m|坪|室|床|席|頭|冊|枚|本|点|米?ドル|ユーロ|株|人|件|社|先|企業|口|戸|世帯|時間|日|か月|ヶ月|カ月|年|店舗?|単元|名|事業所|㎡|台|回)"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴➀-➓⑴-⒇⒈-⒛"

SURE: tuple[Form, ...] = tuple(
    Form.of(kind, needs, pattern)
    for kind, needs, pattern in (
        ("name", "hw@", r"https?://[!-~]+|www\.[!-~]+|[A-Za-z0-9._-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
        (
            "name",
            "-(",
            r"〒?\s*(?<![0-9-])[0-9]{3}-[0-9]{4}(?![0-9-])"
            r"|(?<![0-9-])\(?0[0-9]{1,4}\)?[-(]\s?[0-9]{1,4}[-)]\s?[0-9]{3,4}(?![0-9])",
        ),
        (
            "note-mark",
            "注",
            rf"\(\s*注\s*[0-9]{{1,2}}\s*\)|\(\s*注\s*\)\s?[0-9]{{1,2}}\.?{_MEASURED}"
            rf"|注\s?[0-9]{{1,2}}{_MEASURED}[.)]?",
        ),
        ("note-mark", "※*¹²³⁰⁴⁵⁶⁷⁸⁹", rf"\(?\s*[※*]\s?[0-9]{{1,2}}(?:(?=\s)|{_MEASURED})\s*\)?|[¹²³⁰⁴-⁹]+\)?"),
        (
            "heading",
            "条項号章節編款目表図部報",
            r"第\s*[0-9]+\s*(?:条|項(?!目)|号(?:議案)?|章|節|編|款|目|表|図|部(?!門)|報)"
            r"(?:の\s*[0-9]+(?![0-9,.]|\s*[%円件社人名]))*",
        ),
        (
            "heading",
            "表紙添図式料考",
            rf"(?:別表|別紙|別添|別図|図表|図|表|様式|付表|附表|資料|参考)"
            rf"第?\s?(?<!\s)[0-9]{{1,3}}(?:[-―.][0-9]{{1,3}})*{_MEASURED}",
        ),
        # set in wide steps, alone or before a title: 別 表 6, 第 5 4 号; 第.6号 has a speck of dirt
        ("heading", "別", r"(?<!\S)別\s*[表紙添図]\s*第?\s*[0-9]{1,3}(?=\s|\Z)"),
        ("heading", "号", r"第\s*[0-9](?:\s[0-9])+\s*号|第\s?[.・][0-9]+\s?号"),
        # broken off at the end of a line: 補正予算(第1 / 号)
        ("heading", "第", r"第\s?[0-9]{1,3}\s*\Z"),
        # the next item of a list that ran into the one before it: 「…の内訳２．法定実効税率」
        ("heading", ".", r"(?<=[一-龥ぁ-ん。)])[0-9]{1,2}\.(?=[一-龥ァ-ヶ]{2})(?![百千万億兆])"),
        # a code: no amount begins with nought (0.5 and 021,101 apart)
        ("name", "0", r"(?<![0-9.,/+△-])0[0-9]{2,}(?![0-9.,%]|\s?[円件人名社])"),
        ("heading", "追", r"(?<=追加の)\s?[0-9]{1,2}(?=[)\s]|\Z)"),
        ("heading", ",", r"^\s*[0-9]{1,2},(?=[一-龥ァ-ヶぁ-ん])"),
        (
            "heading",
            "pP",
            r"(?<![A-Za-z])(?:[pP]{1,2}\.\s?|[pP](?=[0-9]))"
            r"[0-9]{1,4}(?:\s?[-~]\s?[0-9]{1,4})?(?![0-9A-Za-z%])",
        ),
        # a part of the document called by its number and title: 5「役員の状況」に記載
        ("heading", "「", r"(?<![0-9.,])[0-9]{1,2}(?=「[^「」\n]{2,30}」(?:に記載|に示|を参照|をご覧|のとおり))"),
        ("note-mark", "※*", r"\(\s*[※*]\s*\)\s?[0-9]{1,2}(?=[.、])(?![.,][0-9])"),
        ("heading", ".、", r"^\s*[0-9]{1,2}[.、](?![0-9])"),
        # a numbering that ran into 「1株当たり」
        ("heading", ".", rf"^\s*[0-9]{{1,2}}\.1\s*{_EACH}\s*(?:当\s*た?\s*り|あた?り)"),
        ("heading", "", rf"[{_CIRCLED}]"),
        ("heading", "第", r"第\s?[0-9]{1,2}(?=[ 【](?:[一-龥ァ-ヶ]))"),
        (
            "name",
            "第",
            r"第\s*[0-9]+(?:\s*(?:回|次|位|種|類|版|代|段階|弾|世代|巻|地区|者))?"
            r"(?=[A-Za-z0-9一-龥ァ-ヶぁ-ん、。）)」])",
        ),
        ("name", "目", rf"(?<![0-9.,])[0-9]{{1,4}}\s?{_COUNTED}目"),
        # a stretch of time in which something happens: 「今後5年間で300億円」
        (
            "date",
            "四今過直先向",
            r"(?<=四半期の)3\s?(?:か月|ヶ月|カ月|ヵ月)間?(?=[でには、])|(?:今後|過去|直近|この先|向こう)の?\s?[0-9]{1,2}\s?(?:年間?|か年|カ年|ヶ年|か月間?|ヶ月間?|カ月間?|期間?)"
            r"(?=で|に|[にわ]わた|の間)",
        ),
        ("date", "間", r"(?<![0-9.,])[0-9]{1,2}\s?(?:年間|か月間|ヶ月間|カ月間)(?=で(?:[0-9]|[一-龥]))"),
        ("date", "前", r"(?<![0-9.,])[0-9]{1,2}\s?年前"),
        # by when something happens: 「決算日後5年内における」
        ("date", "内", r"(?<![0-9.,])[0-9]{1,2}\s?(?:年|か月|ヶ月|カ月|ヵ月|日)内(?=[にのでを])"),
        # kinds of guarantees and companies that are called by their share
        ("name", "保子", r"(?<![0-9.,])(?:100|80)\s?%(?=保証(?!料)|子会社)"),
        # what a rule demands, and one of many
        ("name", "分", r"(?<![0-9.,])100\s?分の\s?[0-9]{1,2}(?=\s?(?:以上|以下|未満|を超え|を下回))"),
        (
            "name",
            "分",
            r"(?<![0-9.,])[0-9]{1,2}\s?分の\s?[0-9]{1,2}(?=\s?以上(?:を有する|をもっ|の(?:多数|賛成|同意|出席|議決)))",
        ),
        # what rules reckon with: 「30分の1に相当する額」「50銭以上1円未満の端数」「金額×2/3」
        ("name", "分", r"(?<![0-9.,])[0-9]{1,3}\s?分の\s?[0-9]{1,3}(?=\s?(?:に相当する(?:金?額|割合)|を乗じて))"),
        ("name", "銭", r"(?<![0-9.,])[0-9]{1,2}\s?銭(?=(?:未満|以上)[^。]{0,8}の端数)"),
        ("name", "×xX", r"(?<=[×xX])\s?[0-9]{1,2}\s?/\s?[0-9]{1,2}(?![0-9.,/])"),
        ("date", "間", r"(?<![0-9.,年])[0-9]{1,2}\s?月間(?=[のにで])"),
        # members by their seats: 「16 小平花子議員、17 …」
        (
            "name",
            "員",
            r"(?:(?<=\A)|(?<=[、\s]))[0-9]{1,2}\s(?=(?![名人])[一-龥ァ-ヶぁ-んー]{2,10}(?:議員|委員)(?:、|\s|\Z))",
        ),
        # a share in words: 「3社に1社」
        ("name", "に", r"(?<![0-9.,])[0-9]{1,2}\s?([社人先件組台戸]|世帯|企業)に\s?1\s?\1"),
        ("name", "つ", r"(?<=の)\s?1つ(?=[でとにをが、。])"),
        # how long a state has lasted: 「3年ぶりに」「5期連続の増収」
        (
            "name",
            "ぶ振続",
            r"(?<![0-9.,])[0-9]{1,3}\s?(?:年度?|期|事業年度|四半期|か月|ヶ月|カ月|月|回|日)\s?(?:ぶり|振り|連続)",
        ),
        (
            "name",
            "当あつご毎平",
            rf"(?<![0-9.,])(?:1\s*{_EACH}\s*)?1\s*{_EACH}\s*(?:当\s*た?\s*り|あた?り|につき|ごと|毎|平均)",
        ),
        ("name", "株口", r"(?<![0-9.,])1\s?[株口](?=\s?[0-9][0-9,.]*\s?円)"),
        # round the clock; the side of an exchange rate that is one
        (
            "name",
            "時ルユポ民",
            r"(?<![0-9.,])24\s?時間\s?365\s?日|(?<![0-9.,])1\s?(?:米?ドル|ユーロ|英?ポンド|人民元)(?=\s?[=は]?\s?[0-9][0-9.,]*)",
        ),
        ("name", "部", r"(?<![0-9.,])[0-9]部(?=上場|市場|銘柄)"),
        # an event or a product with its year: Robot Week 2016
        ("name", " ", r"(?<=[A-Za-z] )(?:19|20)[0-9]{2}(?![0-9.,年])(?=\s?[一-龥ぁ-んァ-ヶ、。」』)])"),
        ("name", "oy対", r"(?<![0-9.,])[0-9]{1,4}\s?(?:on|to|対|by)\s?[0-9]{1,4}(?![0-9.,])"),
        ("name", "歳才丁番世代", r"(?<![0-9.,])[0-9]{1,3}\s?(?:歳代|才(?![能気])|丁目|番地|世紀|年代|歳児)"),
        # an age that is a class (65歳以上); an average of ages (41.3歳) is an amount
        ("name", "歳", r"(?<![0-9.,])(?<!年齢[はが、:])(?<!年齢)(?<!平均)[0-9]{1,3}\s?歳(?!\s?[0-9])"),
        ("name", "歳", r"(?<![0-9.,])[0-9]{1,3}\s?歳(?=以上|以下|未満|を超え|代|から|~)"),
        (
            "name",
            ascii_letters + "№",
            rf"(?<![A-Za-z])(?:No\.|NO\.|№)\s?[0-9]+|(?<![A-Za-z$])(?!(?:US|FY)\b)"
            rf"[A-Za-z]+-?[0-9]+(?:\.[0-9]+)?[A-Za-z]*{_MEASURED}",
        ),
    )
)

REST: tuple[Form, ...] = tuple(
    Form.of(kind, needs, pattern)
    for kind, needs, pattern in (
        # behind a figure such a bracket is a memo figure; the last of a line it may be one
        ("heading", "(", r"(?<![0-9%円件人名社])(?<![0-9%円件人名社] )\((?:1?[0-9]|20)\)(?=\s?[^\s0-9()△%])"),
        # a day broken off at the end of a line, or set in wide steps: 令和2年4月1 / 日, 3 月 3 1 日
        ("date", "月", r"(?:(?<=年[0-9]月)|(?<=年[0-9]{2}月))[0-9]{1,2}\s*\Z|(?<=月 )[0-3](?= [0-9] ?日)"),
        ("heading", "条項章節ペ頁", r"(?<![0-9.,])[0-9]{1,4}\s?(?:条(?![件例約])|項(?!目)|章|節(?![約電])|ページ|頁)"),
        (
            "name",
            "番号位級次代部",
            r"(?<![0-9.,])[0-9]{1,4}\s?(?:番(?:館|号)?(?![一-龥])|号(?:室|店|館|機|棟|線)?(?![一-龥])"
            r"|位(?![一-龥])|位(?=程度|以[上下内])|級|次(?![一-龥])|代(?![一-龥])|部上場)",
        ),
        (
            "name",
            "業制証画プ助フ運",
            r"(?<![0-9.,])[0-9]{3,4} ?[一-龥ァ-ヶー]{1,10}?(?:事業|制度|保証|計画|プラン|プロジェクト"
            r"|補助金|ファンド|フォーラム|運動)",
        ),
        ("name", ascii_letters, r"(?<![0-9.,A-Za-z])[0-9]{1,4}[A-Za-z]+[0-9]*(?![0-9A-Za-z])"),
        (
            "name",
            "-",
            r"(?<![0-9.,A-Za-z-])[0-9]{1,4}(?:-[0-9]{1,4}){1,3}(?![0-9.,A-Za-z%-])(?!\s*[%円件社人名倍億万千])",
        ),
    )
)


def matches(forms: Sequence[Form], text: str) -> Iterator[NonAmount]:
    """Every match of ``forms`` in narrowed ``text``; they may overlap, the earlier form goes first."""
    there = frozenset(text)
    numbers = [found.start() for found in _NUMBER.finditer(text)]
    for kind, needs, pattern, led in forms:
        if needs and needs.isdisjoint(there):
            continue
        for found in _led_matches(pattern, text, numbers) if led else pattern.finditer(text):
            if found.end() > found.start():
                yield NonAmount(found.start(), found.end(), kind)


def _led_matches(pattern: re.Pattern[str], text: str, numbers: Iterable[int]) -> Iterator[re.Match[str]]:
    """What ``finditer`` finds of a pattern that begins where ``numbers`` do."""
    end = 0
    for at in numbers:
        if at >= end and (found := pattern.match(text, at)) is not None:
            yield found
            end = found.end()


#: the highest bare number that is taken for a numbering in running text
_HIGHEST = 30


def numbering(text: str) -> Iterator[NonAmount]:
    """The numbering at the head of each line that goes on in words, bare numbers before a space among it.

    What might as well be a figure (``94.5 令和``, ``388 その他``, ``(53)`` alone on its line) is left.
    """
    start = 0
    for line in text.split("\n"):
        mark, rest = split_numbering(line)
        if mark is not None and rest and not _may_be_figure(mark):
            at = start + line.index(mark)
            yield NonAmount(at, at + len(mark), "heading")
        start += len(line) + 1


def _may_be_figure(mark: str) -> bool:
    digits = re.sub(r"[^0-9]", "", mark)
    return (mark.count(".") == 1 and not mark.endswith(".")) or (digits != "" and int(digits) > _HIGHEST)
