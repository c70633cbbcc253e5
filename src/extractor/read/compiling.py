"""Compile ``bulk.c``: beside itself when this file is run, as scripts/setup does, or into a wheel (``hatch_build.py``).

Nothing of it runs while documents are read.  Needs nothing but a C compiler (``$CC``, else cc, gcc or clang); without one,
reading takes the plain way, which is slower and gives the same.  Imports nothing of ours: where a wheel is built there is
nothing of ours to import.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

SOURCE = Path(__file__).with_name("bulk.c")
#: no contraction: nothing here may round otherwise than the plain way does
_FLAGS = ("-O2", "-shared", "-fPIC", "-fvisibility=hidden", "-ffp-contract=off")


def library_path() -> Path:
    """Where the library made of this very source is looked for."""
    return SOURCE.with_name(f"bulk-{zlib.crc32(SOURCE.read_bytes()):08x}.so")


def compile_library(path: Path) -> bool:
    """Make the library at ``path``; False when there is no compiler, or when it cannot make one."""
    compiler = _compiler()
    if compiler is None:
        return False
    unfinished = path.with_suffix(f".{os.getpid()}")
    done = subprocess.run([*compiler, *_FLAGS, "-o", unfinished, SOURCE], check=False, stderr=subprocess.DEVNULL)
    if done.returncode == 0:
        unfinished.replace(path)
    unfinished.unlink(missing_ok=True)
    return done.returncode == 0


def _compiler() -> list[str] | None:
    if os.environ.get("CC"):
        return shlex.split(os.environ["CC"])
    found = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    return [found] if found else None


def main() -> int:
    """Compile unless it is done, and clear away what was made of earlier sources."""
    path = library_path()
    for old in SOURCE.parent.glob("bulk-*.so"):
        if old != path:
            old.unlink()
    if not path.exists() and not compile_library(path):
        print("no C compiler: PDFs are read the plain way, which is slower", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
