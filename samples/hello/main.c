#include "greeting.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	char text[80];

	if (greeting(text, sizeof text, argc > 1 ? argv[1] : "world") != 0) {
		fputs("hello: the name is empty or too long\n", stderr);
		return 2;
	}

	return puts(text) < 0 || fflush(stdout) != 0;
}
