"""python3 -m unittest, pytest, or pytest -n 2: tests with a network and a /dev/shm of their own."""

import errno
import os
import socket
import unittest

import sandbox_isolate


def setUpModule():
    # Before the first test, and the first thread. Under pytest conftest.py has done it.
    sandbox_isolate.isolate("net shm")


class ServerTest(unittest.TestCase):
    def test_a_fixed_port_is_free(self):
        with socket.create_server(("", 8080)) as server:
            with socket.create_connection((socket.gethostname(), 8080)) as client:
                self.assertEqual(client.getsockname()[0], server.accept()[1][0])

    def test_a_fixed_name_in_shared_memory_is_free(self):
        self.assertEqual(os.listdir("/dev/shm"), [])

    def test_nothing_reaches_the_network(self):
        with self.assertRaises(OSError) as unreachable:
            socket.create_connection(("198.51.100.1", 80), timeout=5)
        self.assertEqual(unreachable.exception.errno, errno.ENETUNREACH)
