"""Isolates the process that calls it, through libsandbox-isolate.so."""

import ctypes
import os

# What an isolated process tells its children: the mount namespace they have in common, and the profiles.
_MARK = "SANDBOX_ISOLATED"


def isolate(profiles):
    """Isolates this process and what it starts, until it ends.

    profiles is a list such as "net shm". Where this process, or one that has started it, has isolated itself by these
    before, nothing is to be done. Raises OSError, with the reason, where isolation can't be had; a process that has
    more than one thread can't be isolated.
    """
    asked = set(profiles.replace(",", " ").split())
    namespace, *given = os.environ.get(_MARK, "").split() or [""]
    if asked and asked <= set(given) and namespace == os.readlink("/proc/self/ns/mnt"):
        return

    library = ctypes.CDLL("libsandbox-isolate.so")
    library.sandbox_isolate.argtypes = [ctypes.c_char_p]
    library.sandbox_isolate_error.restype = ctypes.c_char_p
    if library.sandbox_isolate(profiles.encode()) != 0:
        raise OSError(library.sandbox_isolate_error().decode())
    os.environ[_MARK] = " ".join([os.readlink("/proc/self/ns/mnt"), *sorted(asked)])
