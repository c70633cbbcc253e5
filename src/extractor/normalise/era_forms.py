"""The forms in which points in time are printed, for ``eras`` to read: on narrowed text."""

from __future__ import annotations

import re
from typing import NamedTuple

_KANJI = "[一二三四五六七八九十〇]{1,3}"
_NUMBER = rf"(?:[0-9]{{1,2}}|{_KANJI})"
_ERA = r"明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿]"
_YEAR = (
    rf"(?:(?P<era>{_ERA})\s*(?P<ey>元|{_NUMBER})|(?<![0-9.,])(?P<wy>(?:19|20)[0-9]{{2}})|(?P<same>同|翌)"
    rf"|(?<![0-9.,/第])(?P<by>元|[0-9]{{1,2}}))"
)
_LETTER = r"(?<![A-Za-z0-9.-])(?P<letter>[RHSTM])\.?\s?(?P<ly>元|[0-9]{1,2})"
_PART = (
    r"(?P<part>(?:(?P<of>[当前])?第\s*(?P<q>[1-4一二三四])\s*四半期(?P<cum>\s*(?:連結)?累計)?(?:連結)?(?:会計)?(?:期間)?"
    r"|上半?期|下半?期|中間期))"
)
_MONTH = rf"(?P<m>{_NUMBER})\s*月"
_DAY = rf"(?:(?P<d>{_NUMBER})\s*日(?!間)|(?P<last>末日?|晦日))"

_DIGITS, _ERAS, _LETTERS, _KANJI_NUMBERS = "0123456789", "明大昭平令㍾㍽㍼㍻㋿", "RHSTM", "一二三四五六七八九十〇"
#: what a year begins with
_BEGIN = _ERAS + _DIGITS + "同翌元"


class Form(NamedTuple):
    """A form of a point in time: the characters that it may begin with, of which texts one must stand behind that, and how it is read."""

    name: str
    begins: frozenset[str]
    needs: tuple[str, ...]
    pattern: re.Pattern[str]


#: the forms of a point in time, tried in this order at each place
FORMS: tuple[Form, ...] = tuple(
    Form(name, frozenset(begins), needs, re.compile(pattern))
    for name, begins, needs, pattern in (
        ("fiscal", _BEGIN, ("年度",), rf"{_YEAR}\s*(?:会計|事業)?年度(?!間)(?:\s*(?P<yearend>末))?(?:\s*{_PART})?"),
        ("fiscal", _LETTERS, ("年度",), rf"{_LETTER}\s*年度(?:\s*(?P<yearend>末))?(?:\s*{_PART})?"),
        ("fiscal", "F", ("FY",), r"(?<![A-Za-z])FY\s?'?(?P<fy>(?:19|20)?[0-9]{2})(?![0-9])"),
        ("term", _BEGIN, ("月",), rf"{_YEAR}\s*年\s*{_MONTH}\s*(?:決算期?|期)(?!間|首|末)(?:\s*{_PART})?"),
        (
            "term",
            _DIGITS + _LETTERS,
            ("期",),
            rf"(?:{_LETTER}|(?<![0-9.,/])(?P<wy>20[0-9]{{2}}|[0-9]{{2}}))\s*[./]\s*(?P<m>[0-9]{{1,2}})\s*月?期",
        ),
        (
            "years",
            _ERAS + _DIGITS,
            ("~",),
            rf"(?:(?P<era>{_ERA})\s*(?P<ey>元|{_NUMBER})|(?<![0-9.,])(?P<wy>(?:19|20)[0-9]{{2}}))\s*年\s*~\s*"
            r"(?P<until>[0-9]{1,2})\s*年(?!間|度|超|以|\s*[0-9]{1,2}\s*月)",
        ),
        ("date", _BEGIN, ("月",), rf"{_YEAR}\s*年\s*{_MONTH}(?!間)\s*(?:{_DAY})?"),
        ("date", _LETTERS, ("月",), rf"{_LETTER}\s*年\s*{_MONTH}\s*(?:{_DAY})?"),
        (
            "date",
            _LETTERS,
            (".", "/", "-"),
            rf"{_LETTER}\s?[./-]\s?(?P<m>[0-9]{{1,2}})(?:\s?[./-]\s?(?P<d>[0-9]{{1,2}})"
            rf"|\s?(?P<last>末))?(?![0-9A-Za-z])",
        ),
        (
            "date",
            _DIGITS,
            ("/", "-", "."),
            r"(?<![0-9.,/-])(?P<wy>(?:19|20)[0-9]{2})(?:/|-|\.)"
            r"(?P<m>[0-9]{1,2})(?:[/.-](?P<d>[0-9]{1,2}))(?![0-9,.]*[0-9])",
        ),
        (
            "date",
            _DIGITS,
            ("/",),
            r"(?<![0-9.,/-])(?P<wy>(?:19|20)[0-9]{2})/(?P<m>[0-9]{1,2})\s?(?P<last>末)?(?![0-9/])",
        ),
        (
            "year",
            _ERAS + _DIGITS,
            ("年",),
            rf"(?:(?P<era>{_ERA})\s*(?P<ey>元|{_NUMBER})|(?<![0-9.,])(?P<wy>(?:19|20)[0-9]{{2}}))\s*年(?!間"
            rf"|超|以[上下内])",
        ),
        ("letter", _LETTERS, tuple(_LETTERS), rf"{_LETTER}(?![0-9A-Za-z.,%/-])(?!\s*年)"),
        (
            "span",
            _DIGITS + _KANJI_NUMBERS,
            ("~",),
            rf"(?<![0-9.,/])(?P<m>{_NUMBER})\s*月?\s*~\s*(?P<m2>{_NUMBER})\s*月(?:期(?!間))?",
        ),
        (
            "monthday",
            _DIGITS + _KANJI_NUMBERS,
            ("月",),
            rf"(?<![0-9.,/か箇カヵヶケ])(?P<m>{_NUMBER})\s*月(?!間|数|額|例|刊|次"
            rf"|謝)\s*(?:{_DAY})?(?:期(?!間)|決算)?",
        ),
        (
            "clock",
            _DIGITS,
            (":", "時"),
            r"(?<![0-9.,:])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])|(?<![0-9.,])[0-9]{1,2}\s*時(?!間|価"
            r"|点)(?:\s*[0-9]{1,2}\s*分|半)?",
        ),
        ("loneday", _DIGITS, ("日",), r"(?<![0-9.,])[0-9]{1,2}\s*日(?!間|目|分|本|当|数|程|平均|以[上内]|営業|[前後])"),
        ("ordinal", "第", ("第",), rf"第\s*(?:[0-9]+|{_KANJI})\s*(?:事業年度|期(?!間|待|首|末|限)|事業期)"),
        (
            "part",
            "当前第上下中",
            ("期",),
            rf"{_PART}(?:(?<=四半期)|(?<=期間)|(?<=会計)|(?<=累計)|(?<=連結)|(?=末|決算|実績|累計|計画"
            rf"|[^一-龥]|\Z))",
        ),
        (
            "relative",
            "当本今前昨一翌次来",
            ("期", "度"),
            r"(?<!対)(?:(?P<r0>当|本|今)|(?P<rm>前(?:(?<!その前)の(?=(?:事業|会計)?年度|期))?|昨)|(?P<rmm>前々|一昨)|(?P<rp>翌|次|来))"
            r"(?:(?:連結会計|事業|会計)?年度(?!比|実績比|対比|同期|増減|並|水準|同)|期(?![一-龥])|期(?=末|実績))",
        ),
    )
)
#: of which texts one must stand in what any form is found in
NEEDS = frozenset().union(*(form.needs for form in FORMS))
#: where any form may begin; digits are followed by what makes a time of them
ANY = re.compile(
    "[元年月期度時同翌当本今前昨次来一上下中第:FRHSTM明大昭平令㍾㍽㍼㍻㋿二三四五六七八九十]"
    r"|[0-9](?=[0-9]*\s*[年月日時会事./~:-])",
)
