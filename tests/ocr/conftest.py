"""The folder of scripts holds what scans pages: tests use the same scanner as ``scripts/scan-twins``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
