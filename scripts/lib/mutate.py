"""See ``scripts/mutate``."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from extractor import extract
from extractor.across import publishers
from extractor.batch.results import outcome_of
from extractor.exact import Fraction
from extractor.model import Document, Outcome, Record, Severity, Status, Trust
from extractor.profile import Profile, load_profile
from extractor.proof import Proof, prove
from extractor.proof.mutate import Tally, mutated
from extractor.store import Store
from extractor.validate import run_checks, with_trust

#: changes of one place are drawn with this seed
SEED = 20260401


def main() -> int:
    parser = argparse.ArgumentParser(description="How much of what may be wrong would be noticed.")
    parser.add_argument("inputs", nargs="+", metavar="OUT|PDF", help="output folders of extractor run, or PDFs")
    parser.add_argument("--anew", type=int, default=0, metavar="N", help="prove anew with N numbers of each changed")
    asked = parser.parse_args()
    documents = [o.document for o in outcomes_of(asked.inputs) if o.document is not None]
    profiles = {name: load_profile(name) for name in {d.profile for d in documents}}
    alone: list[dict[Trust, Tally]] = []
    for document in documents:
        begin = time.process_time()
        proof = prove([document], profiles)
        tallies = mutated(proof, trusts_of([document], proof))
        alone.append(tallies)
        tell(document.source.file, tallies, time.process_time() - begin)
        if asked.anew:
            print(f"  changed and proved anew: {proved_anew(document, profiles, asked.anew)}")
    if len(documents) > 1:
        tell("all, each alone", summed(alone))
    together = [dict(t) for t in _together(documents, profiles)]
    if together:
        tell("all years of a publisher together", summed(together))
    return int(any((t := tallies[Trust.PROVED]).noticed < t.changes for tallies in (*alone, *together)))


def outcomes_of(inputs: Sequence[str]) -> Iterator[Outcome]:
    """The outcomes of PDFs, read now, and those that output folders keep, as each was by itself."""
    for name in inputs:
        if Path(name).is_dir():
            store = Store(Path(name))
            yield from (outcome_of(entry, store, settled=False) for entry in store.index().entries)
        else:
            yield extract(name)


def trusts_of(documents: Iterable[Document], proof: Proof) -> dict[str, Trust]:
    """What the relations alone make of each figure."""
    return {r.record_id: r.trust for d in documents for r in with_trust(d, (), proof).records}


def _together(documents: Sequence[Document], profiles: Mapping[str, Profile]) -> Iterator[dict[Trust, Tally]]:
    for members in publishers(Outcome("", d.source, Status.OK, document=d) for d in documents):
        if len(members) > 1:
            proof = prove(members, profiles)
            yield mutated(proof, trusts_of(members, proof))


def summed(several: Iterable[Mapping[Trust, Tally]]) -> dict[Trust, Tally]:
    found = dict.fromkeys(Trust, Tally())
    for tallies in several:
        for trust, tally in tallies.items():
            found[trust] += tally
    return found


def tell(name: str, tallies: Mapping[Trust, Tally], seconds: float | None = None) -> None:
    whole = sum(tallies.values(), Tally())
    took = f"  {seconds:.1f} s" if seconds is not None else ""
    print(
        f"{name}: {whole.figures} figures, {whole.noticed}/{whole.changes} changes noticed ({_per_cent(whole)}){took}"
    )
    for trust, tally in tallies.items():
        if tally.figures:
            share = tally.figures / whole.figures
            print(f"  {trust.value:<10}{tally.figures:>7} ({share:.1%}), noticed {_per_cent(tally)}", flush=True)


def _per_cent(tally: Tally) -> str:
    return "-" if tally.share is None else f"{tally.share:.1%}"


def proved_anew(document: Document, profiles: Mapping[str, Profile], count: int) -> str:
    """What becomes of ``count`` figures, each changed in one way, when everything is found out anew."""
    rng = random.Random(SEED)  # noqa: S311 - no secret
    proof = prove([document], profiles)
    names = [r for r in document.records if r.record_id in proof.figures]
    became: Counter[str] = Counter()
    for record in rng.sample(names, min(count, len(names))):
        figure = proof.figures[record.record_id]
        _, steps = rng.choice(list(figure.altered()))
        changed = _with(document, record, Fraction(steps) * figure.step / figure.value if figure.value else None, steps)
        again = prove([changed], profiles)
        findings = run_checks(changed, profiles[document.profile], again)
        now = next(r for r in with_trust(changed, findings, again).records if r.record_id == record.record_id)
        told = any(record.record_id in f.record_ids for f in findings if f.equation and f.severity is not Severity.INFO)
        became["told" if told else now.trust.value] += 1
    return ", ".join(f"{name} {n}" for name, n in became.most_common())


def _with(document: Document, record: Record, factor: Fraction | None, steps: object) -> Document:
    quantity = record.quantity
    assert quantity.value is not None
    if factor is None:
        value = Decimal(str(steps)) * (quantity.step or 1)
        changed = replace(
            quantity, raw=f"{value:,}", value=value, value_base=value if quantity.value_base == 0 else None
        )
    else:
        ratio = Decimal(factor.numerator) / Decimal(factor.denominator)
        value = (quantity.value * ratio).quantize(Decimal((0, (1,), int(quantity.value.as_tuple().exponent))))
        base = quantity.value_base * value / quantity.value if quantity.value_base is not None else None
        changed = replace(quantity, raw=f"{value:,}", value=value, value_base=base)
    records = tuple(replace(r, quantity=changed) if r.record_id == record.record_id else r for r in document.records)
    return replace(document, records=records)


if __name__ == "__main__":
    sys.exit(main())
