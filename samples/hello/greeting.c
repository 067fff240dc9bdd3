#include "greeting.h"

#include <stdio.h>

int greeting(char *buffer, size_t size, const char *name)
{
	int length;

	if (*name == '\0')
		return -1;

	length = snprintf(buffer, size, "Hello, %s!", name);
	return length >= 0 && (size_t)length < size ? 0 : -1;
}
