/* sysv make KEY | find KEY | remove KEY: a System V shared memory segment, message queue and semaphore set. */
#include "outcome.h"
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

int main(int count, char **arguments)
{
	int flags = 0;
	key_t key;

	if (count != 3)
		return 99;
	key = strtol(arguments[2], NULL, 10);
	if (!strcmp(arguments[1], "make"))
		flags = IPC_CREAT | IPC_EXCL | 0600;
	if (!strcmp(arguments[1], "remove")) {
		outcome(shmctl(shmget(key, 0, 0), IPC_RMID, NULL), "memory");
		outcome(msgctl(msgget(key, 0), IPC_RMID, NULL), "queue");
		outcome(semctl(semget(key, 0, 0), 0, IPC_RMID), "semaphores");
		return 0;
	}
	outcome(shmget(key, flags == 0 ? 0 : 4096, flags), "memory");
	outcome(msgget(key, flags), "queue");
	outcome(semget(key, flags == 0 ? 0 : 1, flags), "semaphores");
	return 0;
}
