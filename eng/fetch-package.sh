#!/usr/bin/env bash
# eng/fetch-package.sh source PACKAGE
# eng/fetch-package.sh binary PACKAGE SUITE FILE-PATTERN...
# Prints a folder with a Debian source package, unpacked, or with some files of a binary package, of this machine's
# suite (-) or another (bullseye), for tests that need real software without installing it. Downloads it once into
# ${XDG_CACHE_HOME:-~/.cache}/sandbox-tests. Needs no root and leaves the machine's apt configuration as it is: a copy
# of it, with the type and the suite replaced, is used with a state directory of our own.
set -euo pipefail

kind=$1 package=$2 suite=${3:--}
patterns=("${@:4}")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/sandbox-tests/$package
[ "$suite" = - ] || cache+=@$suite

mkdir -p "$cache"
find_unpacked() {
    local folder pattern
    folder=$(find "$cache" -mindepth 1 -maxdepth 1 -type d -not -name '.*' | head -n 1)
    # A folder from before a pattern was added lacks a file.
    for pattern in "${patterns[@]}"; do compgen -G "$folder/$pattern" >/dev/null || return 0; done
    echo "$folder"
}

unpacked=$(find_unpacked)
if [ -n "$unpacked" ]; then
    echo "$unpacked"
    exit
fi

for tool in apt-get dpkg-deb; do
    command -v $tool >/dev/null || { echo "$tool is missing, so this is no Debian to fetch $package from" >&2; exit 1; }
done
[ "$kind" != source ] || command -v dpkg-source >/dev/null || { echo "dpkg-source is missing (package dpkg-dev)" >&2; exit 1; }

work=$(mktemp -d "$cache/.fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/sources.d" "$work/download"

type=deb
[ "$kind" != source ] || type=deb-src
own_suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
replace=()
[ "$suite" = - ] || replace=(-e "s/\b$own_suite\b/$suite/g")
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -e "$list" ] || sed -n "${replace[@]}" -e "s/^deb[[:space:]]/$type /p" "$list" >>"$work/sources.list"
done
for list in /etc/apt/sources.list.d/*.sources; do
    [ ! -e "$list" ] || sed "${replace[@]}" -e "s/^Types:.*/Types: $type/" "$list" >"$work/sources.d/$(basename "$list")"
done
touch "$work/sources.list"

export TMPDIR=$work
own=(-q -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o "Dir::Etc::SourceList=$work/sources.list"
    -o "Dir::Etc::SourceParts=$work/sources.d" -o APT::Sandbox::User=)
# One list that can't be had (a third party's) must not stop the others, so only the last step decides.
apt-get "${own[@]}" update >"$work/log" 2>&1 || true

# download WORD...: what apt-get downloads for these words, into download/.
download() {
    (cd "$work/download" && apt-get "${own[@]}" "$@" >>"$work/log" 2>&1) || {
        echo "apt-get $* failed: $(grep -m 1 '^E:' "$work/log" || tail -n 1 "$work/log")" >&2
        exit 1
    }
}

if [ "$kind" = source ]; then
    download source "$package"
    fetched=$(find "$work/download" -mindepth 1 -maxdepth 1 -type d | head -n 1)
else
    # linux-image-amd64 is empty: it depends on the image of the day, which has its version in the name.
    image=$(apt-cache "${own[@]}" depends "$package" 2>>"$work/log" | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p')
    download download "${image:-$package}"
    archive=$(find "$work/download" -name '*.deb')
    fetched=$work/$(basename "$archive" .deb)
    mkdir "$fetched"
    dpkg-deb --fsys-tarfile "$archive" | tar -x -C "$fetched" --wildcards "${patterns[@]/#/./}"
fi

# Renamed into place only when whole, so that an interrupted download is never taken for the package.
find "$cache" -mindepth 1 -maxdepth 1 -type d -not -name '.*' -exec rm -rf {} +
mv -T "$fetched" "$cache/$(basename "$fetched")" 2>/dev/null || [ -n "$(find_unpacked)" ]
find_unpacked
