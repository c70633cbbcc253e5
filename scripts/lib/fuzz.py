"""Called by scripts/fuzz: damages pages of the samples at random and reads them, each in a worker with limits."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from mutants import Ending, endings, mutant, pages_of_samples

from extractor.model import Limits


def main() -> int:
    """Read the mutants, print what became of them; 1 when one met a fault of ours."""
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("--mutants", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20.0, help="that a mutant may take")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the mutants that met a fault there")
    asked = parser.parse_args()
    pages = pages_of_samples()
    print(f"{len(pages)} pages to damage", flush=True)
    begin, counts, slowest, faults = time.monotonic(), Counter[str](), 0.0, list[Ending]()
    limits = Limits(asked.jobs, asked.seconds, 2500, 50)
    for done, ending in enumerate(endings(range(asked.seed, asked.seed + asked.mutants), pages, limits), 1):
        counts[ending.code] += 1
        slowest = max(slowest, ending.seconds)
        if ending.fault is not None:
            faults.append(ending)
            print(f"mutant {ending.number}: {ending.code}: {ending.fault}", flush=True)
        if done % 1000 == 0:
            print(f"{done} mutants, {time.monotonic() - begin:.0f} s: {dict(counts.most_common())}", flush=True)
    print(f"{asked.mutants} mutants in {time.monotonic() - begin:.0f} s, the slowest {slowest:.1f} s")
    print(f"{dict(counts.most_common())}; faults of ours: {len(faults)}")
    if asked.keep and faults:
        asked.keep.mkdir(parents=True, exist_ok=True)
        for ending in faults:
            (asked.keep / f"{ending.number}.pdf").write_bytes(mutant(ending.number, pages))
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
