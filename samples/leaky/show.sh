#!/bin/sh
# show.sh [SANDBOX COMMAND...]: builds a copy of this folder with make, in the given sandbox or in none, and shows what
# the build got away with. {home} in the sandbox's options stands for the home directory that is at stake, a made-up one.
set -eu

# Not below /tmp, which is private in the sandbox: hidden would be too easy.
stage=$(mktemp -d /var/tmp/leaky.XXXXXX)
collector=
clean_up() {
	[ -z "$collector" ] || kill "$collector"
	rm -rf "$stage"
}
trap clean_up EXIT

mkdir -p "$stage/home/.ssh" "$stage/project"
echo 'a private key' >"$stage/home/.ssh/id_ed25519"
cp "$(dirname "$0")/Makefile" "$(dirname "$0")"/*.c "$stage/project"
cd "$stage/project"

make -s collector
started=$(./collector "$stage/received")
LEAKY_PORT=${started% *} collector=${started#* }
LEAKY_HOME=$stage/home
export LEAKY_PORT LEAKY_HOME

for word do
	shift
	case $word in *'{home}'*) word=${word%%'{home}'*}$LEAKY_HOME${word#*'{home}'} ;; esac
	set -- "$@" "$word"
done

echo "what the build says:"
"$@" make -s
./app >/dev/null

echo "what is seen outside:"
if [ -s "$stage/received" ]; then echo "  received: $(cat "$stage/received")"; else echo "  nothing was received"; fi
if [ -e "$LEAKY_HOME/.profile" ]; then echo "  .profile: $(cat "$LEAKY_HOME/.profile")"; else echo "  no .profile was written"; fi
