"""pytest, also with pytest-xdist: isolates the process the tests run in, before the first one."""

import sandbox_isolate


def pytest_configure(config):
    # With pytest-xdist this is the controller, before it starts its workers: they are isolated as its children, and for
    # them nothing is to be done.
    sandbox_isolate.isolate("net shm")
