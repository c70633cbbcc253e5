"""What a user names as input, to the files it stands for: paths, folders, globs, lists of them, and URLs (fsspec)."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.errors import InputListFaulty, NoInput, RemoteNotReachable

#: lists may name lists, but not in circles
_DEEPEST_LIST = 5


def expand(inputs: Sequence[str]) -> tuple[str, ...]:
    """Files, folders (every PDF below them), globs, ``@lists`` and URLs to file names, each once.

    Sorted within a folder or glob; a list keeps its order.  A folder that may not be looked into stands for itself, so
    that it is told as unread.  Raises NoInput for a folder, glob or list without any PDF, InputListFaulty for a list
    that cannot be read and RemoteNotReachable for a URL that cannot be looked at; a file that does not exist is left
    for its Outcome to tell.
    """
    files = dict.fromkeys(file for item in inputs for file in _files_or_error(item, 0))
    if not files:
        raise NoInput("nothing")
    return tuple(files)


def is_remote(file: str) -> bool:
    """Whether a name is a URL (``s3://…``, ``https://…``) and no path; one that exists as a path is one."""
    scheme, mark, _ = file.partition("://")
    return bool(mark) and scheme.isalnum() and not os.path.lexists(file)


def _files_or_error(item: str, depth: int) -> list[str]:
    found = list(_files_of(item, depth))
    if not found:
        raise NoInput(item)
    return found


def _files_of(item: str, depth: int) -> Iterator[str]:
    if os.path.isdir(item):  # noqa: PTH112 - Path.is_dir raises where the folder above may not be entered
        yield from _pdfs_below(item)
    elif os.path.lexists(item):
        yield item
    elif item.startswith("@"):
        yield from _listed(item[1:], depth)
    elif is_remote(item):
        yield from _remote_files(item)
    elif not glob.has_magic(item):
        yield item
    else:
        for found in sorted(glob.glob(item, recursive=True)):  # noqa: PTH207 - pathlib has no globs from the root
            yield from _pdfs_below(found) if Path(found).is_dir() else [found]


def _pdfs_below(folder: str) -> list[str]:
    """Links to folders are not followed: they may lead in circles."""
    found: list[Path] = []
    unread: list[str] = []
    for above, _, names in os.walk(folder, onerror=lambda error: unread.append(error.filename)):
        found.extend(path for name in names if (path := Path(above, name)).suffix.lower() == ".pdf" and path.is_file())
    return sorted([*map(str, found), *unread])


def _listed(name: str, depth: int) -> Iterator[str]:
    """The inputs that a text file names, one on each line; ``#`` begins a remark."""
    if depth >= _DEEPEST_LIST:
        raise InputListFaulty(f"{name}: lists within lists")
    try:
        lines = Path(name).read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise InputListFaulty(f"{name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputListFaulty(f"{name}: byte {error.start}: UTF-8") from error
    for line in map(str.strip, lines):
        if line and not line.startswith("#"):
            yield from _files_or_error(line, depth + 1)


# --- URLs -------------------------------------------------------------------------------------------------------------


def file_system(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path of the URL in it.

    Raises RemoteNotReachable where the driver of such URLs is not installed (``pip install disclosure-extractor[s3]``).
    """
    import fsspec  # noqa: PLC0415 - most runs read local files only

    try:
        system, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError, OSError) as error:
        raise RemoteNotReachable(f"{url}: {error}") from error
    return system, path


def _remote_files(url: str) -> Iterator[str]:
    """A URL of one file, of a folder (every PDF below it) or with a glob."""
    system, path = file_system(url)
    try:
        if "*" in path:  # a question mark begins the query of an address
            found = [name for name in system.glob(path) if name.lower().endswith(".pdf")]
        elif not path.lower().endswith(".pdf") and system.isdir(path):
            found = [name for name in system.find(path) if name.lower().endswith(".pdf")]
        else:
            found = [path]
    except Exception as error:  # each driver has errors of its own
        raise RemoteNotReachable(f"{url}: {type(error).__name__}: {error}") from error
    yield from sorted(map(system.unstrip_protocol, found))
