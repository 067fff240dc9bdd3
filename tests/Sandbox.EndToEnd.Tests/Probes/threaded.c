// threaded PROFILES: asks for isolation from a process with two threads; prints the answer and the reason.

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "sandbox-isolate.h"

static void *wait_for_end(void *unused)
{
    pause();
    return unused;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    if (argc < 2 || pthread_create(&thread, NULL, wait_for_end, NULL) != 0)
        return 2;

    printf("%d\n", sandbox_isolate(argv[1]));
    puts(sandbox_isolate_error() ? sandbox_isolate_error() : "no reason");
    return 0;
}
