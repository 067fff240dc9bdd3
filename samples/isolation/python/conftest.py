"""pytest: isolates the process the tests run in, before the first one."""

import sandbox_isolate


def pytest_configure(config):
    # pytest-xdist: the workers are children of a process that is isolated.
    if not hasattr(config, "workerinput"):
        sandbox_isolate.isolate("net shm")
