#!/usr/bin/env bash
# eng/recent-bubblewrap.sh DIRECTORY
# Puts Debian trixie's bubblewrap into a new directory, as DIRECTORY/bwrap, with the C library and loader it was built
# for: it has what older releases' lack (--overlay), and runs on a machine with another release without being installed.
# Prints its version; or says on standard error, and with exit code 1, why it can't be had.
set -euo pipefail

directory=$1
suite=trixie
fetch=$(dirname "$0")/fetch-package.sh

architecture=$(uname -m)
[ "$architecture" = x86_64 ] || { echo "the packages of $suite are fetched for x86_64 only, and this is $architecture" >&2; exit 1; }
libraries=usr/lib/$architecture-linux-gnu

mkdir "$directory" "$directory/lib"
# copy PACKAGE FILE...: files of a package, links followed, into lib/.
copy() {
    local package=$1 folder file
    shift
    folder=$("$fetch" binary "$package" "$suite" "$@")
    for file in "$@"; do cp -L "$folder"/$file "$directory/lib/"; done
}

copy bubblewrap usr/bin/bwrap
copy libc6 "$libraries/ld-linux-x86-64.so.2" "$libraries/libc.so.6"
copy libcap2 "$libraries/libcap.so.2*"
copy libselinux1 "$libraries/libselinux.so.1"
copy libpcre2-8-0 "$libraries/libpcre2-8.so.0*"

cat >"$directory/bwrap" <<EOF
#!/bin/sh
exec '$directory/lib/ld-linux-x86-64.so.2' --library-path '$directory/lib' '$directory/lib/bwrap' "\$@"
EOF
chmod +x "$directory/bwrap"
"$directory/bwrap" --version
