"""What a check looks at."""

from __future__ import annotations

from msgspec import Struct, field

from extractor.model import Document
from extractor.profile import Profile
from extractor.proof import Proof


class Case(Struct, frozen=True, gc=False):
    """A document, the profile that it was read with, and what was proved of its figures (with other documents or alone)."""

    document: Document
    profile: Profile
    proof: Proof = field(default_factory=Proof)
