#!/bin/sh
# check.sh [SANDBOX COMMAND...]: builds the tests of a copy of this folder and runs them, in the given sandbox or in none,
# and shows what reached the internet. That is made up: it is the loopback of a sandbox around all this, with an address
# set aside for examples (RFC 5737), so that nothing is sent anywhere. RUN_SANDBOX names the run-sandbox that makes it,
# and LEAKY_STAGE the directory to work in, /var/tmp by default.
set -eu

if [ -z "${LEAKY_HOST-}" ]; then
	# In a sandbox that is to hold another, root is another user.
	identity=
	[ "$(id -u)" -ne 0 ] || identity="--uid 1000 --gid 1000"
	exec "${RUN_SANDBOX:-run-sandbox}" $identity --spec "$(dirname "$0")/internet.json" --env LEAKY_HOST=203.0.113.7 -- sh "$0" "$@"
fi

stage=$(mktemp -d "${LEAKY_STAGE:-/var/tmp}/leaky.XXXXXX")
collector=
clean_up() {
	[ -z "$collector" ] || kill "$collector"
	rm -rf "$stage"
}
trap clean_up EXIT

mkdir "$stage/project"
cp "$(dirname "$0")/Makefile" "$(dirname "$0")"/*.c "$stage/project"
cd "$stage/project"
make -s collector tests
started=$(./collector "$stage/received" "$LEAKY_HOST")
LEAKY_PORT=${started% *} collector=${started#* }
export LEAKY_PORT

code=0
"$@" ./tests || code=$?

if [ -s "$stage/received" ]; then echo "what the internet heard: $(cat "$stage/received")"; else echo "the internet heard nothing"; fi
exit "$code"
