#!/usr/bin/env bash
# eng/vm-test.sh [--tool RUN-SANDBOX] [SUITE...]: runs the suites in tests/vm on other kernels than this machine's, as root
# and as an ordinary user. Boots Debian's kernels in an emulated machine (no KVM, no network, no disk) with the native
# run-sandbox, which is built unless one is given, and what it links to. libsandbox-isolate.so is taken from the tool's
# directory, where eng/publish.sh leaves it. Last line: N passed, N failed, N skipped.
set -euo pipefail

# KERNEL-SUITE-OF-DEBIAN SUITES...; "-" is the suite of this machine. What needs .NET has a machine to itself.
machines=(
    "- initramfs default profiles bwrap sysctls isolate limits"
    "- conformance"
    "bullseye old-kernel"
)
time_limit=1200 # seconds a machine may take; it takes some 150 where little else runs
memory=2G

cd "$(dirname "$0")/.."
tool=
if [ "${1:-}" = --tool ]; then
    tool=$(realpath "$2")
    shift 2
fi
selected=("$@")

passed=0 failed=0 skipped=0
finish() {
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}
skip() {
    echo "skipped $1: $2"
    skipped=$((skipped + 1))
}

work=$(mktemp -d)
emulator=
clean_up() {
    [ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true
    wait
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# install_program FILE TARGET: into the tree, with the libraries it links to.
install_program() {
    install -D "$(realpath "$1")" "$tree$2"
    install_libraries "$1"
}
install_libraries() {
    local library
    for library in $(ldd "$1" 2>/dev/null | sed -nE 's|.*[[:space:]](/(usr/)?lib[^ ]*) .*|\1|p'); do
        [ -e "$tree$library" ] || install -D "$(realpath "$library")" "$tree$library"
    done
}
# pack TREE: as an archive of the kind the kernel unpacks; several in a row are unpacked over each other.
pack() (cd "$1" && find . | "$busybox" cpio -o -H newc --quiet)

# What all machines have; each adds its kernel's modules.
make_tree() {
    local program
    tree=$work/tree
    mkdir -p "$tree"/{bin,dev,etc,new,proc,root,run,sys,tmp,usr/bin}
    busybox=$(eng/fetch-package.sh binary busybox-static - bin/busybox 2>"$work/why")/bin/busybox || return 1
    install "$busybox" "$tree/bin/busybox"
    install_program "$tool" /usr/bin/run-sandbox
    for program in bwrap cat ldd make stat tail; do install_program "$(command -v $program)" "/usr/bin/$program"; done
    install_program "$(command -v dash)" /bin/sh
    install_program "$(command -v bash)" /bin/bash
    if [ -e "$library" ]; then
        install -D "$library" "$tree/usr/lib/libsandbox-isolate.so"
        "$(command -v gcc || command -v clang)" -I "$(dirname "$library")" -o "$work/isolated" samples/isolation/c/isolated.c \
            "$library" 2>"$work/why" || return 1
        install_program "$work/isolated" /usr/bin/isolated
    fi
    install tests/vm/init "$tree/init"
    cp -r tests/vm "$tree/tests"
    printf '%s\n' root:x:0:0::/root:/bin/sh tester:x:1000:1000::/home/tester:/bin/sh >"$tree/etc/passwd"
    printf '%s\n' root:x:0: tester:x:1000: >"$tree/etc/group"
    echo 127.0.0.1 localhost >"$tree/etc/hosts"
    pack "$tree" >"$work/base.cpio"
}

# What the conformance tests need: .NET and themselves, as the solution's build left them.
make_conformance_tree() {
    local tree=$work/conformance tests=tests/Sandbox.Conformance.Tests/bin/Release/net10.0 dotnet file
    [ -e "$tests" ] || { echo "$tests is not built" >"$work/why"; return 1; }
    dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
    mkdir -p "$tree/dotnet/shared"
    cp -r "$tests" "$tree/conformance"
    cp -r "$dotnet/dotnet" "$dotnet/host" "$tree/dotnet"
    cp -r "$dotnet/shared/Microsoft.NETCore.App" "$tree/dotnet/shared"
    for file in "$tree"/dotnet/shared/*/*/*.so "$tree/dotnet/dotnet"; do install_libraries "$file"; done
    pack "$tree" >"$work/conformance.cpio"
}

# boot KERNEL-SUITE SUITE...: one machine, its suites, and what came of them.
boot() {
    local kernel_suite=$1 kernel results=$work/results console=$work/console modules=$work/modules
    shift
    kernel=$(eng/fetch-package.sh binary linux-image-amd64 "$kernel_suite" 'boot/vmlinuz-*' \
        'lib/modules/*/kernel/drivers/block/brd.ko' 2>"$work/why") || {
        skip "the suites $* on the kernel of $kernel_suite" "$(tail -n 1 "$work/why")"
        return
    }
    rm -rf "$modules" && mkdir -p "$modules/lib/modules"
    cp "$kernel"/lib/modules/*/kernel/drivers/block/brd.ko "$modules/lib/modules"
    pack "$modules" | cat "$work/base.cpio" - >"$work/initramfs"
    if [[ " $* " == *" conformance "* ]]; then cat "$work/conformance.cpio" >>"$work/initramfs"; fi

    printf '\n== %s: %s\n' "$(basename "$kernel"/boot/vmlinuz-* | sed s/vmlinuz-/Linux\ /)" "$*"
    : >"$results"
    timeout --kill-after=10 "$time_limit" qemu-system-x86_64 -accel tcg -cpu max -smp 2 -m "$memory" -nodefaults -display none \
        -no-reboot -serial "file:$console" -serial "file:$results" -kernel "$kernel"/boot/vmlinuz-* \
        -initrd "$work/initramfs" -append "console=ttyS0 panic=-1 suites=\"$*\"" </dev/null 2>"$work/why" &
    emulator=$!
    wait "$emulator" || true
    emulator=
    sed -i 's/\r$//' "$results"
    grep -v '^end$' "$results" || true
    passed=$((passed + $(grep -c '^ok ' "$results" || true)))
    failed=$((failed + $(grep -c '^not ok ' "$results" || true)))
    skipped=$((skipped + $(grep -c '^skipped ' "$results" || true)))
    # A machine that stopped before its last case has failed, however far it came.
    if ! grep -q '^end$' "$results"; then
        echo "not ok the machine stopped or took more than $time_limit seconds; its last words:"
        tail -n 30 "$console" "$work/why" | sed 's/^/    /'
        failed=$((failed + 1))
    fi
}

[ "$(uname -m)" = x86_64 ] || { skip "virtual machines" "they are emulated for x86-64 only"; finish; }
for need in qemu-system-x86_64:qemu-system-x86 make:make bwrap:bubblewrap; do
    command -v "${need%%:*}" >/dev/null && continue
    skip "virtual machines" "${need%%:*} is not installed (Debian: ${need##*:})"
    finish
done
if [ -z "$tool" ]; then
    eng/publish.sh "$work/publish" >"$work/why" 2>&1 || { cat "$work/why"; skip "virtual machines" "the tool can't be built natively"; finish; }
    tool=$work/publish/run-sandbox
fi
library=$(dirname "$tool")/libsandbox-isolate.so
make_tree || { skip "virtual machines" "$(tail -n 1 "$work/why")"; finish; }
for machine in "${machines[@]}"; do
    read -r kernel_suite suites <<<"$machine"
    wanted=()
    for suite in $suites; do
        [ ${#selected[@]} -eq 0 ] || [[ " ${selected[*]} " == *" $suite "* ]] || continue
        if [ "$suite" = isolate ] && [ ! -e "$library" ]; then
            skip "the suite isolate" "$library is not there"
            continue
        fi
        [ "$suite" != conformance ] || make_conformance_tree || { skip "the suite conformance" "$(tail -n 1 "$work/why")"; continue; }
        wanted+=("$suite")
    done
    [ ${#wanted[@]} -eq 0 ] || boot "$kernel_suite" "${wanted[@]}"
done
finish
