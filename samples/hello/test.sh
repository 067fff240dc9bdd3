#!/bin/sh
# Checks what hello prints and how it exits.
failed=0

check() { # check EXPECTED-OUTPUT EXPECTED-STATUS [ARG...]
	output=$1 status=$2
	shift 2
	actual=$(./hello "$@" 2>/dev/null)
	code=$?
	if [ "$actual" != "$output" ] || [ "$code" -ne "$status" ]; then
		echo "FAIL: hello $*: '$actual', status $code; expected '$output', status $status"
		failed=1
	fi
}

check 'Hello, world!' 0
check 'Hello, Ada!' 0 Ada
check '' 2 ''
check '' 2 "$(printf '%0100d' 0)"

[ "$failed" -eq 0 ] && echo "all tests passed"
exit "$failed"
