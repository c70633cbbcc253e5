"""What a worker may not do: take more memory or time than allowed, reach the network, outlive its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.limits import death_of, lacking
from extractor.model import Limits

BEGIN = "import os, sys\nfrom extractor.limits import begin_document, restrain\nfrom extractor.model import Limits\n"


def restrained(code: str, limits: str = "Limits()") -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that is bound as a worker is, and then runs ``code``."""
    source = f"{BEGIN}limits = {limits}\nrestrain(limits)\nbegin_document(limits)\n{code}"
    return subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False, timeout=60)


def test_memory_beyond_the_limit_is_refused() -> None:
    done = restrained("try:\n    bytearray(600 << 20)\nexcept MemoryError:\n    print('refused')", "Limits(memory=500)")
    assert done.stdout == "refused\n", done.stderr


@pytest.mark.parametrize(
    "call",
    [
        "socket.socket(socket.AF_INET)",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('example.com', 80)",
        "__import__('urllib.request').request.urlopen('http://127.0.0.1:9')",
    ],
)
def test_no_network_for_python(call: str) -> None:
    done = restrained(f"import socket\ntry:\n    {call}\nexcept OSError as error:\n    print(error)")
    assert "while a document is read" in done.stdout, done.stderr


def test_no_network_for_native_code_and_other_programs() -> None:
    native = "import ctypes\nlibc = ctypes.CDLL(None)\nprint(libc.socket(2, 1, 0), libc.socket(10, 2, 0), libc.socket(1, 1, 0) > 2)"
    assert restrained(native).stdout == "-1 -1 True\n"
    other = (
        "import subprocess\nprint(subprocess.run([sys.executable, '-c', 'import socket; socket.socket()']).returncode)"
    )
    assert restrained(other).stdout == "1\n"


@pytest.mark.slow
def test_processor_time_beyond_the_limit_ends_the_process() -> None:
    source = f"{BEGIN}import extractor.limits\nextractor.limits._GRACE = 0\nbegin_document(Limits(seconds=1))\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGXCPU


def test_a_worker_has_a_group_of_its_own_and_leaves_no_core() -> None:
    code = "import resource\nprint(os.getpgid(0) == os.getpid(), resource.getrlimit(resource.RLIMIT_CORE))"
    assert restrained(code).stdout == "True (0, 0)\n"


@pytest.mark.parametrize(
    ("exit_code", "code"),
    [
        (-signal.SIGXCPU, "time-exceeded"),
        (-signal.SIGABRT, "memory-exceeded"),
        (-signal.SIGSEGV, "worker-died"),
        (-signal.SIGKILL, "worker-died"),
        (7, "worker-died"),
        (None, "worker-died"),
    ],
)
def test_a_death_has_its_code(exit_code: int | None, code: str) -> None:
    assert death_of(exit_code, Limits()).code == code


def test_a_death_by_a_signal_names_it() -> None:
    assert "SIGSEGV" in death_of(-signal.SIGSEGV, Limits()).message_en


def test_this_system_holds_all_limits() -> None:
    assert lacking() == (() if sys.platform == "linux" else lacking())


CHILD = """
import os, sys, subprocess, time
from pathlib import Path
def worker(folder):
    from extractor.limits import restrain
    from extractor.model import Limits
    restrain(Limits())
    child = subprocess.Popen(["sleep", "60"])
    Path(folder, "pids.part").write_text(f"{os.getpid()} {child.pid}")
    Path(folder, "pids.part").rename(Path(folder, "pids"))
    time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone_soon(pids: list[int]) -> bool:
    until = time.monotonic() + 20
    while any(map(is_alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(is_alive, pids))


@pytest.mark.slow
@pytest.mark.parametrize("how", ["parent killed", "worker ended"])
def test_nothing_outlives_the_run(tmp_path: Path, how: str) -> None:
    (tmp_path / "odd_child.py").write_text(CHILD)
    source = (
        "import sys, time\nsys.path.insert(0, sys.argv[1])\nimport odd_child\nfrom extractor.workers import CleanContext\n"
        "process = CleanContext().Process(target=odd_child.worker, args=(sys.argv[1],))\nprocess.start()\n"
        "sys.stdin.readline()\nprocess.terminate()\nprocess.join()\nprint('ended', flush=True)\nsys.stdin.readline()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", source, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdin is not None and parent.stdout is not None
    try:
        until = time.monotonic() + 40
        while not (tmp_path / "pids").exists() and time.monotonic() < until:
            time.sleep(0.05)
        pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
        assert all(map(is_alive, pids))
        if how == "parent killed":
            os.kill(parent.pid, signal.SIGKILL)
        else:
            parent.stdin.write("\n")
            parent.stdin.flush()
            assert parent.stdout.readline() == "ended\n"
        assert gone_soon(pids)
    finally:
        parent.kill()
        parent.communicate()
