/* handle PATH: its file handle in the form breakout takes (name_to_handle_at(2)). */
#include "outcome.h"
#include <fcntl.h>

int main(int count, char **arguments)
{
	struct { struct file_handle head; unsigned char bytes[128]; } handle = { .head.handle_bytes = 128 };
	int mount_id;

	if (count != 2)
		return 99;
	must(name_to_handle_at(AT_FDCWD, arguments[1], &handle.head, &mount_id, 0), arguments[1]);
	printf("%d:", handle.head.handle_type);
	for (unsigned i = 0; i < handle.head.handle_bytes; i++)
		printf("%02x", handle.head.f_handle[i]);
	putchar('\n');
	return 0;
}
