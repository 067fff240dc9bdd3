#!/usr/bin/env bash
# eng/test.sh [TEST OPTIONS]: builds the solution and runs every test against this machine's kernel, as root and again as
# an ordinary user, for the two are held back by different parts of the kernel; and what every back-end must hold as root
# in a container. Not root: once, as whoever you are.
# Beside them, what a user sees of the native tool (eng/publish.sh), and tests/vm on other kernels, in virtual machines
# (eng/vm-test.sh). Options go to the test programs, e.g. --filter 'FullyQualifiedName~Network'; then there is no native tool
# and there are no virtual machines. Last line: N passed, N failed, N skipped.
set -euo pipefail

# What the tests use, each as FILE-OR-COMMAND:DEBIAN-PACKAGE. Missing ones are installed when run as root.
needs=(
    as:binutils
    bwrap:bubblewrap
    gcc:gcc
    g++:g++
    libtool:libtool-bin
    /usr/include/stdio.h:libc6-dev
    /usr/include/linux/seccomp.h:linux-libc-dev
    make:make
    python3:python3
    /usr/lib/python3/dist-packages/pytest:python3-pytest
    /usr/lib/python3/dist-packages/xdist:python3-pytest-xdist
    strace:strace
    dpkg-source:dpkg-dev
    setpriv:util-linux
    useradd:passwd
    qemu-system-x86_64:qemu-system-x86
    /usr/include/zlib.h:zlib1g-dev
)
test_user=sandbox-tests
# What Docker leaves to root in a container by default: CAP_SYS_ADMIN is not among them, so chroot serves another way.
container_capabilities=-all,+chown,+dac_override,+fsetid,+fowner,+mknod,+net_raw,+setgid,+setuid,+setfcap,+setpcap
container_capabilities+=,+net_bind_service,+sys_chroot,+kill,+audit_write
test_projects=(Sandbox.Tests Sandbox.Conformance.Tests Sandbox.EndToEnd.Tests)
configuration=Release
time_limit=45m # a run that hangs is ended and counted as failed

repo=$(cd "$(dirname "$0")/.." && pwd)
cd "$repo"

# A fixed PATH: what is found must not depend on whose shell this was started from.
dotnet_root=$(dirname "$(readlink -f "$(command -v dotnet)")")
export PATH=$dotnet_root:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export DOTNET_ROOT=$dotnet_root DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1

say() { printf '\n== %s\n' "$*"; }

install_missing() {
    local need missing=()
    for need in "${needs[@]}"; do
        command -v "${need%%:*}" >/dev/null || [ -e "${need%%:*}" ] || missing+=("${need##*:}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        say "not installed, so the tests that need them are skipped: ${missing[*]}"
        return 0
    fi
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q update && apt-get -q install -y --no-install-recommends "${missing[@]}" \
        || say "could not install them; the tests that need them are skipped"
}

# A copy that any user can read and nobody changes: the tracked files and the built programs.
stage_files() {
    mkdir "$stage/repo" "$stage/bin" "$stage/logs" "$stage/tmp" "$stage/results"
    if git -C "$repo" rev-parse --git-dir >/dev/null 2>&1; then
        git -C "$repo" ls-files -z --cached --others --exclude-standard
    else
        find . \( -name bin -o -name obj -o -name artifacts -o -name .git \) -prune -o -type f -print0
    fi | while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done \
        | tar -c --null --files-from=- | tar -x -C "$stage/repo"
    cp -r "src/run-sandbox/bin/$configuration/net10.0" "$stage/bin/run-sandbox"
    cp -r "samples/build-tool/bin/$configuration/net10.0" "$stage/bin/build-tool"
    cp -r "src/Sandbox.Isolate/bin/$configuration/net10.0" "$stage/bin/Sandbox.Isolate"
    for project in "${test_projects[@]}"; do
        cp -r "tests/$project/bin/$configuration/net10.0" "$stage/bin/$project"
    done

    local lua
    if lua=$(eng/fetch-package.sh source lua5.4 2>"$stage/logs/fetch"); then
        cp -r "$lua" "$stage/lua"
        export SANDBOX_TEST_LUA_SOURCE=$stage/lua
    else
        export SANDBOX_TEST_LUA_UNAVAILABLE
        SANDBOX_TEST_LUA_UNAVAILABLE=$(tail -n 1 "$stage/logs/fetch")
    fi
    # Beside the one that is installed: another version, which can more.
    if eng/recent-bubblewrap.sh "$stage/bubblewrap" >"$stage/logs/bubblewrap" 2>&1; then
        export SANDBOX_TEST_BUBBLEWRAP=$stage/bubblewrap
    else
        export SANDBOX_TEST_BUBBLEWRAP_UNAVAILABLE
        SANDBOX_TEST_BUBBLEWRAP_UNAVAILABLE=$(tail -n 1 "$stage/logs/bubblewrap")
    fi
    chmod -R u=rwX,go=rX "$stage"
    export SANDBOX_REPO=$stage/repo SANDBOX_TOOL=$stage/bin/run-sandbox/run-sandbox
    export SANDBOX_BUILD_TOOL=$stage/bin/build-tool/build-tool
    export SANDBOX_ISOLATE_LIBRARY=$stage/bin/Sandbox.Isolate/libsandbox-isolate.so
}

# delegate USER: makes a cgroup (version 2) that is a user's, as a session manager would, into $group; the tests as that user
# run in it. Where there is no such tree, or nothing may be made in it, the tests that need a group are skipped.
group=
delegate() {
    local mount path
    mount=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/self/mounts)
    path=$mount$(sed -n 's/^0:://p' /proc/self/cgroup)/sandbox-tests.$$
    [ -n "$mount" ] && mkdir "$path" 2>/dev/null || return 0
    chown "$1:" "$path" "$path"/cgroup.{procs,threads,subtree_control}
    group=$path
}

stage=$(mktemp -d /var/tmp/sandbox-tests.XXXXXX)
runners=()
clean_up() {
    local runner
    for runner in "${runners[@]}"; do kill -- "-$runner" 2>/dev/null || true; done
    wait
    rm -rf "$stage"
    [ -z "$group" ] || find "$group" -depth -type d -exec rmdir {} + || true
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# projects_of RUN: which test projects are run: a run is a user, "container", or "native".
projects_of() {
    case $1 in
    container) echo Sandbox.Conformance.Tests ;;
    native) echo Sandbox.EndToEnd.Tests ;;
    *) echo "${test_projects[*]}" ;;
    esac
}

# run_tests RUN [TEST OPTIONS]: the test projects, one after the other, each into its own log.
run_tests() {
    local run=$1 user=$1 home project command
    shift
    case $run in container | native) user=$(id -un) ;; esac
    home=$(getent passwd "$user" | cut -d: -f6)
    mkdir "$stage/tmp/$run" "$stage/results/$run"
    # Whoever started this may ignore signals (nohup, a job in the background), and what is tested would inherit that.
    command=(env --default-signal -u XDG_RUNTIME_DIR -u XDG_CACHE_HOME -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u MAIL
        "HOME=$home" "USER=$user" "LOGNAME=$user" "TMPDIR=$stage/tmp/$run")
    if [ "$user" != "$(id -un)" ]; then
        chown "$user:" "$stage/tmp/$run" "$stage/results/$run"
        command=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --init-groups "${command[@]}")
    fi
    [ "$run" != container ] || command=(setpriv "--bounding-set=$container_capabilities" --inh-caps=-all "${command[@]}")
    # Mounts are shared, as systemd has them: where they are private, one that leaks into the host's tree is not seen.
    [ "$(id -u)" -ne 0 ] || command=(unshare --mount --propagation shared "${command[@]}")
    for project in $(projects_of "$run"); do
        (
            cd "$stage/tmp/$run"
            [ "$user" = "$(id -un)" ] || [ -z "$group" ] || echo "$BASHPID" >"$group/cgroup.procs"
            code=0
            "${command[@]}" dotnet exec "$stage/bin/$project/$project.dll" --progress off --no-ansi --show-stdout Failed \
                --results-directory "$stage/results/$run" --timeout "$time_limit" "$@" </dev/null >"$stage/logs/$run.$project" 2>&1 || code=$?
            echo "$code" >"$stage/logs/$run.$project.code"
        )
    done
}

# run_native: makes the native tool, which takes a minute the other runs need not wait for, and then what is about it.
run_native() {
    local tool=()
    if TMPDIR=$stage/build eng/publish.sh "$stage/native" >"$stage/logs/publish" 2>&1 </dev/null; then
        chmod -R u=rwX,go=rX "$stage/native"
        tool=(--tool "$stage/native/run-sandbox")
        SANDBOX_TOOL=$stage/native/run-sandbox run_tests native &
    fi
    TMPDIR=$stage/tmp eng/vm-test.sh "${tool[@]}" >"$stage/logs/machines" 2>&1 </dev/null || true # its log tells
    wait
}

# count NAME LOG: a figure of the summary a test run ends with; nothing when it did not get that far.
count() { sed -n "s/^  $1: \([0-9][0-9]*\)\$/\1/p" "$2" | tail -n 1; }

# report_machines: the figures of the last line of eng/vm-test.sh, into p, f and s; what was skipped and what failed.
report_machines() {
    local log=$stage/logs/machines
    read -r p f s < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' "$log") || true
    p=${p:-0} f=${f:-1} s=${s:-0} # without a last line it broke off
    say "virtual machines: $p passed, $f failed, $s skipped"
    sed -n 's/^skipped //p' "$log"
    [ "$f" -eq 0 ] || cat "$log"
}

report() {
    local run project log code p f s passed=0 failed=0 skipped=0
    for run in "${runs[@]}"; do
        for project in $(projects_of "$run"); do
            log=$stage/logs/$run.$project
            if [ "$run" = native ] && [ ! -e "$stage/native" ]; then
                say "$project as native: not run, for there is no native tool"
                cat "$stage/logs/publish"
                skipped=$((skipped + 1))
                continue
            fi
            code=$(cat "$log.code" 2>/dev/null || echo "none")
            p=$(count succeeded "$log") f=$(count failed "$log") s=$(count skipped "$log")
            p=${p:-0} f=${f:-0} s=${s:-0}
            # A run that broke off has failed, whatever it counted before; 8 is "no test matched the filter".
            if [ "$code" != 0 ] && [ "$f" -eq 0 ] && ! { [ "$code" = 8 ] && [ "$filtered" = yes ]; }; then
                echo "$project as $run ended with exit code $code" >>"$log"
                f=1
            fi
            say "$project as $run: $p passed, $f failed, $s skipped"
            # Each skipped test, with the reason that stands on the line after its name.
            awk '/^skipped / { sub(/ \([0-9hms ]+\)$/, ""); name = $0; getline; sub(/^ +/, ""); print name ": " $0 }' "$log"
            [ "$f" -eq 0 ] || cat "$log"
            passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
        done
    done
    if [ "$filtered" = no ]; then
        report_machines
        passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    fi
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ] && [ $((passed + skipped)) -gt 0 ]
}

filtered=no
[ $# -eq 0 ] || filtered=yes
runs=("$(id -un)")
install_missing
if [ "$(id -u)" -eq 0 ]; then
    runs+=("$test_user" container)
    # Kept afterwards: another run may be using it, and the next one will.
    id "$test_user" >/dev/null 2>&1 || useradd --create-home --shell /bin/bash "$test_user" || id "$test_user" >/dev/null
fi

say "building"
mkdir "$stage/build"
# The build leaves empty folders in its temporary directory, so it gets one that goes away.
TMPDIR=$stage/build dotnet build Sandbox.sln -c "$configuration" -nodeReuse:false -v quiet </dev/null || {
    say "the build failed, so no test ran"
    echo "0 passed, 0 failed, 0 skipped"
    exit 1
}
stage_files
if [ "$(id -u)" -eq 0 ] && ! setpriv "--reuid=$test_user" "--regid=$(id -g "$test_user")" --init-groups \
    test -x "$dotnet_root/dotnet" -a -r "$SANDBOX_REPO/Sandbox.sln"; then
    echo "eng/test.sh: $test_user can't run $dotnet_root/dotnet: make it readable for all" >&2
    exit 1
fi

[ ${#runs[@]} -eq 1 ] || delegate "$test_user"

# Side by side: each run has its own temporary directory, and may look only at what it made itself.
say "testing as ${runs[*]}"
[ ${#runs[@]} -gt 1 ] || echo "not root, so not as root and not as a second user"
set -m # a process group for each, so that ending this script ends all they started
for run in "${runs[@]}"; do
    run_tests "$run" "$@" &
    runners+=($!)
done
if [ "$filtered" = no ]; then
    run_native &
    runners+=($!)
    runs+=(native)
fi
set +m
wait "${runners[@]}" || true # what failed is in the logs
runners=()
report
