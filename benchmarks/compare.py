#!/usr/bin/env python3
"""compare.py WORK: measures the library and the tool against the kernel's own cost and against bubblewrap.

Called by eng/bench.sh, which has built everything into WORK. The contenders take turns in small blocks, so that whatever
else the machine does hits all of them. Prints a table in Markdown and writes the curves as SVG to WORK/curves.
"""
import contextlib
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

    def __init__(self, *command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=DIRECTORY)

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


def library():
    return Server("dotnet", f"{WORK}/benchmarks/Sandbox.Benchmarks.dll", "measure")


def spawner(*command):
    return Server(f"{WORK}/spawner", *command)


def bwrap(*command, binds=()):
    return [*BWRAP_VIEW, "--bind", DIRECTORY, DIRECTORY, *binds, "--chdir", DIRECTORY, "--", *command]


def tool(*command, options=()):
    return [TOOL, *options, "--", *command]


def warm_up(host):
    """A host that stays has compiled its hot methods; that takes some thousand calls and, in the background, a while."""
    host.ask("one 2500")


def take_turns(servers, request, rounds):
    """The answers of each server, as numbers, after as many rounds of the same request; the first round is not counted."""
    figures = {name: [] for name in servers}
    for turn in range(rounds + 1):
        for name, server in servers.items():
            answer = [float(word) for word in server.ask(request)]
            if turn > 0:
                figures[name] += answer
    return figures


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


def real_build(rounds):
    """Seconds of `make -j2` of lua, inside and outside, in pairs."""
    source = os.environ.get("LUA_SOURCE")
    if not source:
        return None
    figures = {"outside": [], "inside": []}
    ways = [("outside", []), ("inside", tool())]
    for turn in range(rounds + 1):
        # Each goes first every second time.
        ways.reverse()
        for name, prefix in ways:
            with tempfile.TemporaryDirectory(dir=DIRECTORY) as build:
                subprocess.run(["cp", "-r", f"{source}/.", build], check=True)
                subprocess.run(["sync"], check=True)
                begin = os.times().elapsed
                subprocess.run([*prefix, "make", "-j2", "linux"], cwd=build, check=True, capture_output=True)
                if turn > 0:
                    figures[name].append(os.times().elapsed - begin)
    return figures


def main():
    rows = []

    def row(what, goal, ours, other, ratio):
        rows.append(f"| {what} | {ours} | {other} | {ratio:.2f} | {goal} |")
        print(rows[-1], file=sys.stderr)

    view = check_views()
    with contextlib.ExitStack() as stack:
        yardstick, second = (stack.enter_context(kernel()) for _ in range(2))
        by_vfork = stack.enter_context(kernel("--vfork"))
        host = stack.enter_context(library())
        ours = stack.enter_context(spawner(*tool("/bin/true")))
        theirs = stack.enter_context(spawner(*bwrap("/bin/true")))

        warm_up(host)
        one = take_turns({"kernel": yardstick, "library": host, "vfork": by_vfork}, "one 20", 40)
        row("library, resident host, ms", "at most 1.0", spread(milliseconds(one["library"])),
            f"kernel by hand {spread(milliseconds(one['kernel']))}", median(one["library"]) / median(one["kernel"]))
        row("the same", "", spread(milliseconds(one["library"])),
            f"by hand with vfork {spread(milliseconds(one['vfork']))}", median(one["library"]) / median(one["vfork"]))

        cold, warm = [], []
        for turn in range(16):
            answers = [float(word) for word in host.ask("one 20")], [float(word) for word in host.ask("warm 20")]
            if turn > 0:
                cold += answers[0]
                warm += answers[1]
        row("library, sandbox that is ready, ms", "at most 0.4", spread(milliseconds(warm)),
            f"cold {spread(milliseconds(cold))}", median(warm) / median(cold))

        one = take_turns({"tool": ours, "bwrap": theirs}, "one 20", 15)
        row("native tool, whole process, ms", "at most 0.7", spread(milliseconds(one["tool"])),
            f"bwrap {spread(milliseconds(one['bwrap']))}", median(one["tool"]) / median(one["bwrap"]))

        many = take_turns(
            {"kernel": Pair(yardstick, second), "library": host, "tool": ours, "bwrap": theirs}, "many 100 2", 10)
        row("library, two at a time, per second", "at least 2", spread(many["library"]), f"bwrap {spread(many['bwrap'])}",
            median(many["library"]) / median(many["bwrap"]))
        row("native tool, two at a time, per second", "at least 2", spread(many["tool"]), f"bwrap {spread(many['bwrap'])}",
            median(many["tool"]) / median(many["bwrap"]))
        row("kernel by hand, two at a time, per second", "", spread(many["kernel"]), f"bwrap {spread(many['bwrap'])}",
            median(many["kernel"]) / median(many["bwrap"]))

        binds = [word for i in range(800) for word in ("--ro-bind", "/usr/share", f"/tmp/binds/{i}")]
        with spawner(*bwrap("/bin/true", binds=binds)) as bound:
            ours800 = [float(word) for word in host.ask("binds 10 800")][1:]
            theirs800 = [float(word) for word in bound.ask("one 3")][1:]
            row("library, 800 binds, ms", "at most 0.1", spread(milliseconds(ours800)),
                f"bwrap {median(milliseconds(theirs800)):.0f}", median(ours800) / median(theirs800))

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
        row("library, host with 4 GB heap against 10 MB, ms", "flat", f"{heap[-1][1]:.2f}", f"{heap[0][1]:.2f}",
            heap[-1][1] / heap[0][1])

    helper, stays, bubblewrap = helper_memory()
    row("helper of the library, 20 running, KB each", "at most 120 KB", f"{helper:.0f}", f"bwrap {bubblewrap:.0f}", helper / bubblewrap)
    row("native tool, 20 running, KB each", "", f"{stays:.0f}", f"bwrap {bubblewrap:.0f}", stays / bubblewrap)
    if build := real_build(16):
        # By pairs: a machine that gets slower for a while is so for both.
        row("make -j2 of lua, s, ratio by pairs", "at most 1.02", spread(build["inside"]), f"outside {spread(build['outside'])}",
            median([inside / outside for inside, outside in zip(build["inside"], build["outside"])]))

    print("Each contender delivers:\n\n```\n" + view.strip() + "\n```\n")
    print("| what | ours | against | ratio | goal |\n|---|---|---|---|---|\n" + "\n".join(rows))


with tempfile.TemporaryDirectory(prefix="bench", dir="/var/tmp") as DIRECTORY:
    main()
