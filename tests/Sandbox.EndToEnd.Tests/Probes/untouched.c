// untouched PROFILES: isolates itself and prints what is not as it was before, of what a library has to leave alone.

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox-isolate.h"

struct state {
    int error, descriptors, dumpable, parent;
    mode_t mask;
    sigset_t signals;
    struct sigaction child, pipe;
    char directory[4096];
};

static volatile sig_atomic_t signals_seen;

static void see(int number)
{
    signals_seen += number != 0;
}

static int count_descriptors(void)
{
    DIR *directory = opendir("/proc/self/fd");
    int count = 0;
    while (directory && readdir(directory))
        count++;
    if (directory)
        closedir(directory);
    return count;
}

static void look(struct state *state)
{
    memset(state, 0, sizeof *state);
    state->error = errno;
    state->descriptors = count_descriptors();
    state->dumpable = prctl(PR_GET_DUMPABLE);
    state->parent = getppid();
    state->mask = umask(0);
    umask(state->mask);
    sigprocmask(SIG_BLOCK, NULL, &state->signals);
    sigaction(SIGCHLD, NULL, &state->child);
    sigaction(SIGPIPE, NULL, &state->pipe);
    if (!getcwd(state->directory, sizeof state->directory))
        strcpy(state->directory, strerror(errno));
}

int main(int argc, char **argv)
{
    struct sigaction action = { .sa_handler = see };
    struct state before, after;
    sigset_t some;

    sigaction(SIGCHLD, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&some);
    sigaddset(&some, SIGUSR2);
    sigprocmask(SIG_SETMASK, &some, NULL);
    umask(077);

    errno = ENOTTY;
    look(&before);
    errno = ENOTTY;
    int answer = sandbox_isolate(argc > 1 ? argv[1] : "");
    look(&after);

    if (answer != 0)
        puts("isolated: no");
    if (after.error != ENOTTY)
        printf("errno: %d\n", after.error);
    if (after.descriptors != before.descriptors)
        printf("descriptors: %d, before %d\n", after.descriptors, before.descriptors);
    if (after.dumpable != before.dumpable)
        printf("dumpable: %d\n", after.dumpable);
    if (after.parent != before.parent || after.mask != before.mask)
        puts("parent or umask");
    if (memcmp(&after.signals, &before.signals, sizeof after.signals) != 0)
        puts("signal mask");
    if (after.child.sa_handler != before.child.sa_handler || after.pipe.sa_handler != before.pipe.sa_handler)
        puts("signal handlers");
    if (signals_seen)
        printf("signals: %d\n", (int)signals_seen);
    if (strcmp(after.directory, before.directory) != 0)
        printf("directory: %s\n", after.directory);
    if (waitpid(-1, NULL, __WALL) != -1 || errno != ECHILD)
        puts("a child is left");
    return 0;
}
