"""Write ``src/extractor/report/assets/vega.js``: ``python scripts/make_report_assets.py``.

Vega and Vega-Lite as vl-convert bundles them, so that a report draws its charts without any network.  Tests hold the
file's versions against the vl-convert that is installed.
"""

from __future__ import annotations

from pathlib import Path

import vl_convert

ASSETS = Path(__file__).resolve().parents[1] / "src" / "extractor" / "report" / "assets"


def heading() -> str:
    """The first line of the file: what is in it."""
    return (
        f"/* Vega {vl_convert.get_vega_version()}, Vega-Lite {max(vl_convert.get_vegalite_versions())}: "
        "(c) University of Washington Interactive Data Lab, BSD-3-Clause; D3 modules: (c) Mike Bostock, ISC; "
        f"bundled by vl-convert {vl_convert.__version__} */\n"  # type: ignore[attr-defined] # its stub lacks it
    )


def main() -> None:
    """The bundle, shut into a function of its own so that its names are nobody else's."""
    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg] # its stub lacks the default
    (ASSETS / "vega.js").write_text(f"{heading()}(function(){{{bundle}}})();\n", encoding="utf-8")


if __name__ == "__main__":
    main()
