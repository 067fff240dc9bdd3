#include "version.h"

#include <stdio.h>

int main(void)
{
	puts("leaky " VERSION);
	return 0;
}
