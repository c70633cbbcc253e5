"""同 (the one named before) and それぞれ (one each) resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extractor.facts.mentions import Mention, Reading
from extractor.facts.phrases import COORDINATORS, Phrase, enclosing, run_before, text_of, trimmed
from extractor.facts.tokens import Kind, Token

_WORD = "一-鿿ァ-ヶー々A-Za-z"
#: 同 before a noun that was named in full, and not in words of their own (同期, 同意, 同社会議)
_SAME = re.compile(
    rf"(?<![一-鿿])同(?!期|四半期|月|年|日|様|程度|時|額|率|意|等|行|一|士|業|席|窓|居|盟|調|封|伴|感)(?=[一-鿿ァ-ヶA-Za-z])([{_WORD}]+)"
)


def resolved(subject: str | None, reading: Reading, index: int) -> str:
    """A subject with 同… replaced by what it stands for."""
    subject = subject or reading.memory.heading or "本文"
    if subject.endswith(("のもの", "によるもの", "に係るもの", "に対するもの")) and reading.found:
        # 「寄付金は2億円、うち法人からのものが1億円」
        bare, last = subject.removesuffix("もの"), str(reading.found[max(reading.found)].subject)
        again = any(t.subject.endswith("もの") and t.index < max(reading.found) for t in reading.topics)
        link = next(w for w in ("による", "に係る", "に対する", "の") if bare.endswith(w))
        subject = last if last.startswith(bare) else bare + (last.partition(link)[2] or last if again else last)
    match = _SAME.search(subject)
    if match is None:
        return subject
    before = "".join(t.text for t in reading.tokens[:index])
    noun = match[1]
    for text in (before, reading.memory.text):
        for length in range(len(noun), 1, -1):
            found = re.findall(rf"([一-鿿ァ-ヶー々A-Za-z・]+{re.escape(noun[:length])})", text)
            full = [f for f in found if not f.startswith("同") and len(f) > length]
            if full:
                return subject.replace("同" + noun[:length], full[-1], 1)
    return subject


def distribute(reading: Reading, index: int, mention: Mention) -> None:
    """それぞれ: the first amount is the first thing's, the second the second's."""
    tokens = reading.tokens
    near = index - 1
    while near > 0 and (tokens[near].kind in (Kind.NOUN, Kind.DATE) or tokens[near].text in ("から", "より")):
        near -= 1
    if "それぞれ" not in {t.text for t in tokens[near:index]} or mention.subject is None:
        return
    series = _series(tokens, index)
    # 「甲は3億円、乙は1億円で、それぞれ5％、2％の増」: of those whose amounts came before
    named_before = list(dict.fromkeys(m.subject for i, m in sorted(reading.found.items()) if i < index and m.subject))
    things = next((t for t in (_things(reading, near), named_before) if len(t) == len(series) > 1), [])
    for place, thing in zip(series, things, strict=False):
        reading.found[place] = replace(mention, subject=resolved(thing, reading, index), told_at=series[-1])


def _things(reading: Reading, before: int) -> list[str]:
    """The nouns joined by 、, と, 及び before a topic's は."""
    tokens = reading.tokens
    marks = [t.index for t in reading.topics if t.index <= before + 1 and t.marker in "はが"]
    if not marks:
        return []
    end, things = marks[-1], []
    while (start := _thing(tokens, end)) < end:
        first = trimmed(tokens, start, end)
        things.append(text_of(tokens, Phrase(first, first, end)))
        if start == 0 or tokens[start - 1].text not in COORDINATORS | {"、", "，", "と", "・"}:
            break
        end = start - 1
    things.reverse()
    head = things[-1].rpartition("の")[2] if things and "の" in things[-1] else None
    shared = head is not None and not any("の" in t for t in things[:-1])
    # 「新規先と既存先の承諾額」: the head is that of both
    return [t + "の" + str(head) for t in things[:-1]] + things[-1:] if shared else things


def _thing(tokens: Sequence[Token], end: int) -> int:
    """Where the noun that ends at ``end`` starts, with its の."""
    start = run_before(tokens, end)
    while start > 1 and tokens[start - 1].text == "の" and run_before(tokens, start - 1) < start - 1:
        start = run_before(tokens, start - 1)
    return start


def _series(tokens: Sequence[Token], index: int) -> list[int]:
    series, i = [index], index + 1
    while i + 1 < len(tokens) and (tokens[i].text in COORDINATORS | {"、", "，", "と"}):
        if tokens[i + 1].kind is not Kind.AMOUNT:
            break
        series.append(i + 1)
        i += 2
    return series


def remember(reading: Reading) -> None:
    """Leave for the next sentences what this one spoke of."""
    topics = [t for t in reading.topics if t.marker == "は" and t.subject and not t.mention.measured]
    topics = [t for t in topics if enclosing(reading.tokens, t.index) is None]
    named = {mention.subject for mention in reading.found.values()}
    if topics and topics[-1].located and len(named) == 1:
        reading.memory.topic = named.pop()  # 「事業承継の面では、148先のニーズを把握した。前年度の121先から…」
    elif topics:
        reading.memory.topic = resolved(topics[-1].subject, reading, topics[-1].index)
    elif reading.found:
        reading.memory.topic = reading.found[max(reading.found)].subject
    reading.memory.text = (reading.memory.text + "".join(t.text for t in reading.tokens))[-4000:]
