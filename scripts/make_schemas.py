"""Write ``schemas/documents/NAME.schema.json`` for every profile: ``python scripts/make_schemas.py``.

Tests hold the files against the profiles.
"""

from __future__ import annotations

import json

from extractor.profile import available_profiles, document_schema, load_profile
from extractor.resources import schema_folder


def main() -> None:
    """Every profile's schema, each in its file."""
    folder = schema_folder() / "documents"
    folder.mkdir(exist_ok=True)
    for name in available_profiles():
        text = json.dumps(document_schema(load_profile(name)), ensure_ascii=False, indent=1)
        (folder / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
