// isolate PROFILES COMMAND [ARG...]: isolates itself, then becomes the command. Exit code 1, and the reason on the
// standard output, when that was refused, with a line more if the process is not as it was.

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox-isolate.h"

static unsigned long long namespace_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_ino : 0;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;

    unsigned long long user = namespace_of("/proc/self/ns/user");
    unsigned long long network = namespace_of("/proc/self/ns/net");
    if (sandbox_isolate(argv[1]) == 0) {
        if (sandbox_isolate_error() != NULL)
            return 3;
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        return 127;
    }

    puts(sandbox_isolate_error());
    if (namespace_of("/proc/self/ns/user") != user || namespace_of("/proc/self/ns/net") != network)
        puts("and the process has changed");
    return 1;
}
