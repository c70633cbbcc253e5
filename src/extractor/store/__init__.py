"""What was made of documents, kept in the output folder, so that a later run goes on where this one ended."""

from __future__ import annotations

from extractor.store.encoding import Unreadable, decode, encode
from extractor.store.folder import Store
from extractor.store.index import Entry, Index
from extractor.store.keys import group_key, result_key, run_key

__all__ = ["Entry", "Index", "Store", "Unreadable", "decode", "encode", "group_key", "result_key", "run_key"]
