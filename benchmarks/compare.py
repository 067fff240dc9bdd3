#!/usr/bin/env python3
"""compare.py WORK: measures the library and the tool against the kernel's own cost and against bubblewrap.

Called by eng/bench.sh, which has built everything into WORK. The contenders take turns in small blocks, so that whatever
else the machine does hits all of them; ratios are those of two blocks of the same turn. Prints a table in Markdown and
writes the curves as SVG to WORK/curves.
"""
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

import curves

WORK = os.path.abspath(sys.argv[1])
TOOL = f"{WORK}/publish/run-sandbox"
BWRAP_VIEW = [
    "bwrap", "--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--ro-bind", "/", "/", "--proc", "/proc",
    "--dev", "/dev", "--tmpfs", "/dev/shm", "--tmpfs", "/tmp",
]

# What every contender has to deliver before it is measured: a faster but weaker sandbox is none.
CHECK = """
echo "network: $(cut -d: -f1 -s /proc/net/dev | tr -d ' \\n')"
echo "processes: $(ls -d /proc/[0-9]* | wc -l | awk '{ print ($1 < 8) ? "own" : "the host'\\''s" }')"
echo "capabilities: $(grep CapEff /proc/self/status | cut -f2)"
echo "system: $(touch /usr/written 2>/dev/null && echo writable || echo read-only)"
echo "tmp: $(ls -A /tmp | grep -v '^bench' | wc -l) entries"
echo "devices: $(ls /dev/null /dev/zero /dev/random /dev/sda /dev/mem 2>/dev/null | wc -l)"
echo "filters: $(grep Seccomp: /proc/self/status | cut -f2)"
echo "ipc: $(ipcs -m 2>/dev/null | grep -c 0x || true)"
"""


class Server:
    """A contender that stays and answers a line for each line."""

    def __init__(self, *command, environment=None):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=DIRECTORY, env=environment)

    def ask(self, request):
        self.begin(request)
        return self.answer(request)

    def begin(self, request):
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()

    def answer(self, request):
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"compare.py: {self.process.args[0]} did not answer {request!r}")
        return answer.split()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


class Pair:
    """Two servers that start one after the other each, so two at a time; answers "many N 2" as a spawner does."""

    def __init__(self, first, second):
        self.servers = first, second

    def ask(self, request):
        _, count, _ = request.split()
        begin = time.monotonic()
        for server in self.servers:
            server.begin(f"one {int(count) // 2}")
        for server in self.servers:
            server.answer(request)
        return [int(count) / (time.monotonic() - begin)]


def kernel(*options):
    """The kernel's own cost, by hand."""
    return Server(f"{WORK}/yardstick", *options, "/bin/true")


def library(**settings):
    return Server("dotnet", f"{WORK}/benchmarks/Sandbox.Benchmarks.dll", "measure", environment={**os.environ, **settings})


def spawner(*command):
    return Server(f"{WORK}/spawner", *command)


def bwrap(*command, binds=()):
    return [*BWRAP_VIEW, "--bind", DIRECTORY, DIRECTORY, *binds, "--chdir", DIRECTORY, "--", *command]


def tool(*command, options=()):
    return [TOOL, *options, "--", *command]


def warm_up(host):
    """A host that stays has compiled its hot methods; that takes some thousand calls and, in the background, a while."""
    host.ask("one 2500")


def take_turns(requests, rounds):
    """
    The answers to each request, as a list of numbers for each round; the first round is not counted. A request is a server and
    what it is asked. Each goes first every second time: the kernel may still be at work for the one before.
    """
    turns = list(requests.items())
    blocks = {name: [] for name in requests}
    for turn in range(rounds + 1):
        turns.reverse()
        for name, (server, request) in turns:
            answer = [float(word) for word in server.ask(request)]
            if turn > 0:
                blocks[name].append(answer)
    return blocks


def flat(blocks):
    return [value for block in blocks for value in block]


def ratio(blocks, others):
    """By pairs: a machine that gets slower for a while is so for both."""
    return median([median(block) / median(other) for block, other in zip(blocks, others)])


def median(values):
    return statistics.median(values)


def spread(values):
    """Median, with the quartiles."""
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle:.2f} ({low:.2f}-{high:.2f})"


def milliseconds(values):
    return [value / 1000 for value in values]


def check_views():
    views = {
        "run-sandbox": subprocess.run(tool("sh", "-c", CHECK), capture_output=True, text=True, cwd=DIRECTORY, check=True).stdout,
        "bwrap": subprocess.run(bwrap("sh", "-c", CHECK), capture_output=True, text=True, cwd=DIRECTORY, check=True).stdout,
    }
    with Server(f"{WORK}/yardstick", "/bin/sh", "-c", f"({CHECK}) >{DIRECTORY}/view") as yardstick:
        yardstick.ask("one 1")
    with open(f"{DIRECTORY}/view", encoding="utf-8") as file:
        views["yardstick"] = file.read()
    # It has no filter of its own, and would read one from a descriptor, which is at its end after the first start: it is
    # measured without, which is in its favour.
    views["bwrap"] = re.sub("(?m)^filters: .*$", re.search("(?m)^filters: .*$", views["run-sandbox"])[0], views["bwrap"])
    if len(set(views.values())) != 1:
        raise SystemExit("compare.py: the contenders do not deliver the same isolation:\n"
                         + "\n".join(f"{name}:\n{view}" for name, view in views.items()))
    return views["run-sandbox"]


def pss(process_ids):
    """Kibibytes of memory, shared pages divided among their users (proc_pid_smaps(5))."""
    total = 0
    for pid in process_ids:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    return total


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return file.read().split()


def helper_memory():
    """Of 20 that run at once, each: the library's helper, the tool as it stays, and bubblewrap."""
    count = 20
    with library() as host:
        monitors = host.ask(f"hold {count}")
        ours = pss(monitors + [child for monitor in monitors for child in children(monitor)]) / count
        host.ask("drop")
    figures = [ours]
    for command in (tool("sleep", "1000"), bwrap("sleep", "1000")):
        running = [subprocess.Popen(command, cwd=DIRECTORY) for _ in range(count)]
        try:
            inner = [wait_for_child(wait_for_child(process.pid) and process.pid) for process in running]
            figures.append(pss([process.pid for process in running] + inner) / count)
        finally:
            for process in running:
                process.kill()
                process.wait()
    return figures


def wait_for_child(pid):
    """The init: once it has a child, the command runs."""
    while True:
        for child in children(pid):
            if children(child):
                return child


class Build:
    """Builds with a command as prefix: seconds of `make -j2` of lua."""

    def __init__(self, source, prefix):
        self.source, self.prefix = source, prefix

    def ask(self, targets):
        with tempfile.TemporaryDirectory(dir=DIRECTORY) as build:
            subprocess.run(["cp", "-r", f"{self.source}/.", build], check=True)
            subprocess.run(["sync"], check=True)
            begin = time.monotonic()
            subprocess.run([*self.prefix, "make", "-j2", targets], cwd=build, check=True, capture_output=True)
            return [time.monotonic() - begin]


class Table:
    """What was measured, a row for each pair of contenders."""

    def __init__(self):
        self.rows = []

    def add(self, what, goal, ours, other, value):
        self.rows.append(f"| {what} | {ours} | {other} | {value:.2f} | {goal} |")
        print(self.rows[-1], file=sys.stderr)

    def times(self, what, goal, ours, name, others):
        self.add(what, goal, spread(milliseconds(flat(ours))), f"{name} {spread(milliseconds(flat(others)))}", ratio(ours, others))

    def figures(self, what, goal, ours, name, others):
        self.add(what, goal, spread(flat(ours)), f"{name} {spread(flat(others))}", ratio(ours, others))

    def __str__(self):
        return "| what | ours | against | ratio | goal |\n|---|---|---|---|---|\n" + "\n".join(self.rows)


def measure_starts(table, host, calm, ours, theirs):
    """One after the other, and two at a time."""
    with kernel() as yardstick, kernel() as second, kernel("--vfork") as by_vfork:
        one = take_turns({
            "kernel": (yardstick, "one 20"), "library": (host, "one 20"), "vfork": (by_vfork, "one 20"), "calm": (calm, "one 20"),
        }, 40)
        table.times("library, resident host, ms", "at most 1.0", one["library"], "kernel by hand", one["kernel"])
        table.times("the same, host whose pool does not spin", "at most 1.0", one["calm"], "kernel by hand", one["kernel"])
        table.times("kernel by hand, command by vfork, ms", "", one["vfork"], "by fork", one["kernel"])

        one = take_turns({"cold": (host, "one 20"), "warm": (host, "warm 20")}, 15)
        table.times("library, sandbox that is ready, ms", "at most 0.4", one["warm"], "cold", one["cold"])

        one = take_turns({"tool": (ours, "one 20"), "bwrap": (theirs, "one 20")}, 15)
        table.times("native tool, whole process, ms", "at most 0.7", one["tool"], "bwrap", one["bwrap"])

        two = "many 100 2"
        many = take_turns({
            "kernel": (Pair(yardstick, second), two), "library": (host, two), "calm": (calm, two), "tool": (ours, two),
            "bwrap": (theirs, two),
        }, 15)
        table.figures("library, two at a time, per second", "at least 2", many["library"], "bwrap", many["bwrap"])
        table.figures("the same, host whose pool does not spin", "at least 2", many["calm"], "bwrap", many["bwrap"])
        table.figures("native tool, two at a time, per second", "at least 2", many["tool"], "bwrap", many["bwrap"])
        table.figures("kernel by hand, two at a time, per second", "", many["kernel"], "bwrap", many["bwrap"])


def measure_growth(table, host, theirs):
    """By the number of mounts, of those that run at once, and by the host's memory."""
    binds = [word for i in range(800) for word in ("--ro-bind", "/usr/share", f"/tmp/binds/{i}")]
    with spawner(*bwrap("/bin/true", binds=binds)) as bound:
        many = take_turns({"library": (host, "binds 3 800"), "bwrap": (bound, "one 1")}, 3)
    table.times("library, 800 binds, ms", "at most 0.1", many["library"], "bwrap", many["bwrap"])

    with library() as large:
        warm_up(large)
        large.ask("heap 4000")
        host.ask("heap 10")
        one = take_turns({"small": (host, "one 20"), "large": (large, "one 20")}, 15)
    table.times("library, host with a heap of 4 GB, ms", "flat", one["large"], "10 MB", one["small"])

    curves.draw(
        f"{WORK}/curves/concurrency.svg", "Starts per second, by how many run at once", "at once", "per second",
        {"library": [(n, median([float(host.ask(f"many 200 {n}")[0]) for _ in range(3)])) for n in (1, 2, 8, 64, 256)],
         "bubblewrap": [(n, median([float(theirs.ask(f"many 200 {n}")[0]) for _ in range(3)])) for n in (1, 2, 8, 64, 256)]})
    curves.draw(
        f"{WORK}/curves/mounts.svg", "Milliseconds, by the number of bind mounts", "mounts", "ms",
        {"library": [(n, median(milliseconds(map(float, host.ask(f"binds 5 {n}"))))) for n in (1, 10, 100, 1000, 10000)]})
    heap = []
    for megabytes in (10, 100, 1000, 4000):
        host.ask(f"heap {megabytes}")
        heap.append((megabytes, median(milliseconds(map(float, host.ask("one 100"))))))
    host.ask("heap 0")
    curves.draw(f"{WORK}/curves/heap.svg", "Milliseconds, by the host's heap", "MB", "ms", {"library": heap})


def main():
    view = check_views()
    table = Table()
    with library() as host, library(DOTNET_ThreadPool_UnfairSemaphoreSpinLimit="0") as calm, \
            spawner(*tool("/bin/true")) as ours, spawner(*bwrap("/bin/true")) as theirs:
        warm_up(host)
        warm_up(calm)
        measure_starts(table, host, calm, ours, theirs)
        measure_growth(table, host, theirs)

    helper, stays, bubblewrap = helper_memory()
    table.add("helper of the library, 20 running, KB each", "at most 120 KB", f"{helper:.0f}", f"bwrap {bubblewrap:.0f}", helper / bubblewrap)
    table.add("native tool, 20 running, KB each", "", f"{stays:.0f}", f"bwrap {bubblewrap:.0f}", stays / bubblewrap)
    if source := os.environ.get("LUA_SOURCE"):
        builds = take_turns({"inside": (Build(source, tool()), "linux"), "outside": (Build(source, []), "linux")}, 16)
        table.figures("make -j2 of lua, s", "at most 1.02", builds["inside"], "outside", builds["outside"])

    print(f"Each contender delivers:\n\n```\n{view.strip()}\n```\n\n{table}")


with tempfile.TemporaryDirectory(prefix="bench", dir="/var/tmp") as DIRECTORY:
    main()
