/* libsandbox-isolate: isolates the process that calls it. No set-up, no root; Linux 5.12 or later with user namespaces.

   What the process has open stays open, and other processes of the same user can still be reached: this keeps
   programs from what they reach by carelessness, and is no boundary against hostile ones. */

#ifndef SANDBOX_ISOLATE_H
#define SANDBOX_ISOLATE_H

#ifdef __cplusplus
extern "C" {
#endif

/* Isolates the calling process, which must have a single thread, and whatever it starts from then on; until it ends.

   PROFILES are names separated by spaces or commas, in any order:
     net  a network of its own with loopback only: 127.0.0.1, ::1 and 192.0.2.2, which is what the host's name resolves
          to; multicast 232.0.1.1 stays inside, everything else is unreachable
     shm  a /dev/shm of its own (tmpfs, 128 MiB)
     gcc, python  the system's compiler or interpreter (/usr/bin/gcc and g++, /usr/bin/python and python3) says that it
          is not allowed here, and exits with 1; others keep working

   Either way chown and its like answer 0 and do nothing, there are no new privileges (set-user-ID programs, sudo), and
   no capabilities: root has no power over the files of others.

   Returns 0; or -1, and the reason on the standard error and from sandbox_isolate_error(). The process is unchanged
   then, unless the reason says that it is partly isolated: it must end. errno, signal handlers, descriptors and the
   working directory are left alone. */
int sandbox_isolate(const char *profiles);

/* Why the last sandbox_isolate() failed, in English; NULL when it did not. Valid until the next call. */
const char *sandbox_isolate_error(void);

#ifdef __cplusplus
}
#endif

#endif
