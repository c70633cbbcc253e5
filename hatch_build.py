"""Building a wheel: with ``bulk.c`` compiled where there is a C compiler, else for any machine, in Python alone."""

from __future__ import annotations

import importlib.util
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

READ = Path("src", "extractor", "read")


class CompiledLoops(BuildHookInterface):
    """Adds the compiled library to a wheel, which then is one for this kind of machine."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """An editable install takes what ``scripts/setup`` leaves in the tree."""
        if version == "editable":
            return
        spec = importlib.util.spec_from_file_location("compiling", Path(self.root, READ, "compiling.py"))
        compiling = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(compiling)
        name = compiling.library_path().name
        self._folder = tempfile.TemporaryDirectory(prefix="extractor-build-")  # gone when the build ends
        library = Path(self._folder.name, name)
        if compiling.compile_library(library):
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"
            build_data["force_include"][str(library)] = f"extractor/read/{name}"
