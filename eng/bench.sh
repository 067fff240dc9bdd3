#!/usr/bin/env bash
# eng/bench.sh [DIR]: measures the library and the native tool against the kernel's own cost and against bubblewrap, side
# by side, and prints a table (benchmarks/compare.py). The curves are left in DIR/curves (default artifacts/bench). Root,
# because the memory of helpers can't be read otherwise. On a machine that does nothing else: some 10 minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${1:-artifacts/bench}")

missing=()
for need in gcc:gcc bwrap:bubblewrap python3:python3 ipcs:util-linux as:binutils; do
    command -v "${need%%:*}" >/dev/null || missing+=("${need##*:}")
done
if [ "$(id -u)" -ne 0 ]; then
    echo "eng/bench.sh: start it as root: the memory of processes that can't be traced is measured" >&2
    exit 1
fi
if [ ${#missing[@]} -gt 0 ]; then
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}"
fi

mkdir -p "$out"
for program in yardstick spawner; do
    gcc -O2 -Wall -Wextra -Werror -o "$out/$program" "benchmarks/yardstick/$program.c"
done
eng/publish.sh "$out/publish"
dotnet build benchmarks/Sandbox.Benchmarks -c Release -nodeReuse:false -v quiet -o "$out/benchmarks"
if lua=$(eng/fetch-package.sh source lua5.4); then
    export LUA_SOURCE=$lua
fi
export DOTNET_TieredPGO=0
python3 benchmarks/compare.py "$out"
