"""No network in a worker: whatever a document makes our libraries do, nothing leaves the machine.

Python's own sockets are refused on every system by an audit hook, which cannot be taken away again; on Linux the kernel
refuses to make Internet sockets for native code, too (seccomp), and for all programs that the worker starts.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct
import sys
from typing import Any

_INTERNET = (socket.AF_INET, socket.AF_INET6)

#: <linux/prctl.h>, <linux/seccomp.h>, <linux/filter.h>
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_LOAD_WORD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
#: offsets into struct seccomp_data: the number of the call, the architecture, the low half of the first argument
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
#: AUDIT_ARCH and the number of socket(2), by machine; both are little-endian
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def forbid_network() -> None:
    """From now on this process gets no Internet sockets."""
    sys.addaudithook(_refuse)
    if sys.platform == "linux" and platform.machine() in _MACHINES:
        _filter_calls(*_MACHINES[platform.machine()])


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.__new__" and arguments[1] in _INTERNET:
        raise PermissionError(errno.EACCES, "no network while a document is read")
    if event == "socket.getaddrinfo":
        raise PermissionError(errno.EACCES, "no names are looked up while a document is read")


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _filter_calls(architecture: int, socket_call: int) -> None:
    """Refuse socket(AF_INET, …) and socket(AF_INET6, …); a kernel without seccomp leaves the audit hook."""
    steps = [
        (_LOAD_WORD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 0, 5, architecture),  # of another architecture: let it be
        (_LOAD_WORD, 0, 0, _NUMBER),
        (_JUMP_IF_EQUAL, 0, 3, socket_call),
        (_LOAD_WORD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_IF_EQUAL, 2, 0, int(socket.AF_INET)),
        (_JUMP_IF_EQUAL, 1, 0, int(socket.AF_INET6)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)
