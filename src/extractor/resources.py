"""Where the files that come with the package are: profiles, the JSON Schema of a document, the codebook."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def schema_folder() -> Path:
    """The folder ``schemas``: inside the package when it was installed from a wheel, else at the top of the checkout.

    Raises FileNotFoundError when neither is there, which means that the installation is incomplete.
    """
    for folder in (_PACKAGE / "schemas", _PACKAGE.parents[1] / "schemas"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder of schemas is missing beside {_PACKAGE}")
