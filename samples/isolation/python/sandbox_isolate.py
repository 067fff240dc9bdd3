"""Isolates the process that calls it, through libsandbox-isolate.so."""

import ctypes


def isolate(profiles):
    """Isolates this process and what it starts, until it ends.

    profiles is a list such as "net shm". Raises OSError, with the reason, where that can't be had; a process that has
    more than one thread can't be isolated.
    """
    library = ctypes.CDLL("libsandbox-isolate.so")
    library.sandbox_isolate.argtypes = [ctypes.c_char_p]
    library.sandbox_isolate_error.restype = ctypes.c_char_p
    if library.sandbox_isolate(profiles.encode()) != 0:
        raise OSError(library.sandbox_isolate_error().decode())
