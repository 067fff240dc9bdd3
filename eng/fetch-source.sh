#!/usr/bin/env bash
# eng/fetch-source.sh PACKAGE: prints the folder of a Debian source package, unpacked, for tests that build real
# software. Downloads it once into ${XDG_CACHE_HOME:-~/.cache}/sandbox-tests. Needs no root and leaves the machine's apt
# configuration as it is: a copy of it, with deb turned into deb-src, is used with a state directory of our own.
set -euo pipefail

package=$1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/sandbox-tests/$package

mkdir -p "$cache"
find_unpacked() { find "$cache" -mindepth 1 -maxdepth 1 -type d -name "$package-*" | head -n 1; }

unpacked=$(find_unpacked)
if [ -n "$unpacked" ]; then
    echo "$unpacked"
    exit
fi

for tool in apt-get dpkg-source; do
    command -v $tool >/dev/null || { echo "$tool is missing (Debian's dpkg-dev has dpkg-source)" >&2; exit 1; }
done

work=$(mktemp -d "$cache/.fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/sources.d" "$work/source"

for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -e "$list" ] || sed -n 's/^deb[[:space:]]/deb-src /p' "$list" >>"$work/sources.list"
done
for list in /etc/apt/sources.list.d/*.sources; do
    [ ! -e "$list" ] || sed 's/^Types:.*/Types: deb-src/' "$list" >"$work/sources.d/$(basename "$list")"
done
touch "$work/sources.list"

export TMPDIR=$work
apt=(apt-get -q -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o "Dir::Etc::SourceList=$work/sources.list"
    -o "Dir::Etc::SourceParts=$work/sources.d" -o APT::Sandbox::User=)
# One list that can't be had (a third party's) must not stop the others, so only the last step decides.
"${apt[@]}" update >"$work/log" 2>&1 || true
(cd "$work/source" && "${apt[@]}" source "$package" >>"$work/log" 2>&1) || {
    echo "apt-get source $package failed: $(grep -m 1 '^E:' "$work/log" || tail -n 1 "$work/log")" >&2
    exit 1
}

# Renamed into place only when whole, so that an interrupted download is never taken for the package.
fetched=$(find "$work/source" -mindepth 1 -maxdepth 1 -type d | head -n 1)
mv -T "$fetched" "$cache/$(basename "$fetched")" 2>/dev/null || [ -n "$(find_unpacked)" ]
find_unpacked
