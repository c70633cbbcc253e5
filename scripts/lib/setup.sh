# shellcheck shell=bash
# Usage: source "$(dirname "${BASH_SOURCE[0]}")/lib/setup.sh"
# Goes to the project's root and defines set_up. Needs Python 3.11+ and its pip; nothing is written outside the project
# but uv's cache of downloads.

uv_version=0.13.9

unset CDPATH VIRTUAL_ENV
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit
export UV_PROJECT_ENVIRONMENT="$root/.venv"
export UV_COMPILE_BYTECODE=1 # once here, not in every process that starts
export PATH="$root/.tools/bin:$PATH"

# uv, at the pinned version, into .tools: PyPI has it as a wheel that holds the program.
install_uv() {
  local found
  found=$(.tools/bin/uv --version 2>/dev/null || true)
  [[ "$found " == "uv $uv_version "* ]] && return
  # --target is what an externally managed Python (PEP 668) allows, and it needs neither venv nor ensurepip; the
  # variables undo what a user's pip configuration may ask for and --target cannot do.
  local install=(install --quiet --upgrade --only-binary :all: "uv==$uv_version")
  if python3 -m pip --version >/dev/null 2>&1; then
    PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_ROOT_USER_ACTION=ignore python3 -m pip "${install[@]}" --target .tools
  elif python3 -m venv .tools >/dev/null 2>&1; then
    .tools/bin/python -m pip "${install[@]}"
  else
    echo "Python 3.11 or later with pip is needed (Debian: apt-get install python3-pip)" >&2
    return 1
  fi
}

# The locked dependencies and the project itself (editable), into .venv; its C loops where there is a compiler.
set_up() {
  install_uv
  uv sync --locked
  .venv/bin/python src/extractor/read/compiling.py
  .venv/bin/python -m compileall -q src/extractor # uv compiles what it installs, and an editable project stays where it is
}
