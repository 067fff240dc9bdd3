# The first bytes of sandbox-spawn: int spawn_entry(SpawnRequest *request)

	.section .text.spawn_entry, "ax", @progbits
	.globl spawn_entry
	.type spawn_entry, @function
spawn_entry:
	jmp	spawn
	.size spawn_entry, . - spawn_entry

	.section .note.GNU-stack, "", @progbits
