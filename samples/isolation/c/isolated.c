// isolated COMMAND [ARG...]: runs a command with a network and a /dev/shm of its own.

#include <sandbox-isolate.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;

    if (sandbox_isolate("net shm") != 0)
        return 125; // The reason is on the standard error, and from sandbox_isolate_error().

    execvp(argv[1], argv + 1);
    perror(argv[1]);
    return 127;
}
