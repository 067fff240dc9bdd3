/*
 * keyring hold NAME COMMAND...: runs the command with a key of that name in its session keyring.
 * keyring find NAME: looks for it.
 */
#include "outcome.h"
#include <linux/keyctl.h>
#include <sys/syscall.h>

int main(int count, char **arguments)
{
	if (count > 3 && !strcmp(arguments[1], "hold")) {
		must(syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL), "KEYCTL_JOIN_SESSION_KEYRING");
		must(syscall(SYS_add_key, "user", arguments[2], "secret", 6, KEY_SPEC_SESSION_KEYRING), "add_key");
		execv(arguments[3], arguments + 3);
		perror(arguments[3]);
		return 99;
	}
	if (count != 3)
		return 99;
	outcome(syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_SESSION_KEYRING, "user", arguments[2], 0), "session keyring");
	outcome(syscall(SYS_request_key, "user", arguments[2], NULL, 0), "request_key");
	return 0;
}
