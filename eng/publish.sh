#!/usr/bin/env bash
# eng/publish.sh [DIR]: leaves a native run-sandbox in DIR (default artifacts/publish), compiled ahead of time: one
# file, no .NET needed where it runs. For net10.0, or for net9.0 where the registry lacks what net10.0 needs.
# Beside it: libsandbox-isolate.so and its header.
set -euo pipefail

out=$(realpath -m "${1:-$(dirname "$0")/../artifacts/publish}")
cd "$(dirname "$0")/.."

missing=()
linker=clang
if ! command -v clang >/dev/null; then
    linker=gcc
    command -v gcc >/dev/null || missing+=("clang or gcc")
fi
for need in as:binutils ld:binutils objcopy:binutils; do
    command -v "${need%%:*}" >/dev/null || missing+=("${need##*:}")
done
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
if [ ${#missing[@]} -gt 0 ]; then
    echo "eng/publish.sh: a native build needs what is not installed here: $(printf '%s\n' "${missing[@]}" | sort -u | paste -sd ,)" >&2
    echo "  hint: on Debian and Ubuntu: apt-get install clang zlib1g-dev (or gcc in the place of clang)" >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/restore
export TMPDIR=$work # the build leaves empty folders there
native=(-p:NativeTool=true "-p:CppCompilerAndLinker=$linker" -nodeReuse:false)

for framework in net10.0 net9.0; do
    # Only restore tells whether the registry has the packages; an error after that is an error of the build.
    if dotnet restore src/run-sandbox "${native[@]}" "-p:ToolTargetFramework=$framework" -v quiet >"$log" 2>&1 </dev/null; then
        echo "eng/publish.sh: publishing for $framework, linking with $linker"
        dotnet publish src/run-sandbox -c Release "${native[@]}" "-p:ToolTargetFramework=$framework" --no-restore \
            -o "$work/publish" -v quiet </dev/null
        # Nothing else: DIR may be a folder with other things in it, such as /usr/local/bin.
        install -D -m 755 "$work/publish/run-sandbox" "$out/run-sandbox"
        dotnet build src/Sandbox.Isolate -c Release -nodeReuse:false -v quiet </dev/null
        install -D -m 755 -t "$out" src/Sandbox.Isolate/bin/Release/net10.0/libsandbox-isolate.so
        install -D -m 644 -t "$out" src/Sandbox.Isolate/bin/Release/net10.0/sandbox-isolate.h
        ls -l "$out/run-sandbox" "$out/libsandbox-isolate.so"
        exit
    fi
    if ! grep -q 'error NU110[0-9]' "$log"; then
        cat "$log" >&2
        exit 1
    fi
    echo "eng/publish.sh: not for $framework: $(grep -o -m 1 'error NU110[0-9].*' "$log" | sed 's/ \[.*//')"
done
echo "eng/publish.sh: the package registry has what NativeAOT needs neither for net10.0 nor for net9.0" >&2
exit 1
