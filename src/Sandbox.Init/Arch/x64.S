# What C# cannot say on x86-64: where the process starts, the system call instruction, and a child on a stack of its
# own. Each function has its own section, so --gc-sections drops what an output does not use. AT&T syntax; "as" alone
# assembles this (no preprocessor).

	.equ SYS_clone, 56
	.equ SYS_exit, 60
	.equ SYS_exit_group, 231
	.equ SYS_clone3, 435

# The kernel enters here with argc, argv, envp and the auxiliary vector on the stack, and %rsp 16-byte aligned.
# The cookie is drawn before the first method that has a stack buffer runs.
	.section .text._start, "ax", @progbits
	.globl _start
	.type _start, @function
_start:
	xorl	%ebp, %ebp
	movq	%rsp, %rbx
	movq	%rbx, %rdi
	call	init_security_cookie
	movq	%rax, __security_cookie(%rip)
	movq	%rbx, %rdi
	call	init_main
	movl	%eax, %edi
	movl	$SYS_exit_group, %eax
	syscall
	ud2
	.size _start, . - _start

# long raw_syscall(long number, long a1, long a2, long a3, long a4, long a5, long a6)
# The answer is the kernel's, -errno included.
	.section .text.raw_syscall, "ax", @progbits
	.globl raw_syscall
	.hidden raw_syscall
	.type raw_syscall, @function
raw_syscall:
	movq	%rdi, %rax
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rcx, %rdx
	movq	%r8, %r10
	movq	%r9, %r8
	movq	8(%rsp), %r9
	syscall
	ret
	.size raw_syscall, . - raw_syscall

# long clone_with_stack(ulong flags, void *stack_top, int (*fn)(void *), void *arg, int *parent_tid, int *child_tid)
# The child never returns into the caller's frame, which is what makes CLONE_VM sound: fn and arg travel on the child's
# own stack, and the child exits with what fn returns.
	.section .text.clone_with_stack, "ax", @progbits
	.globl clone_with_stack
	.hidden clone_with_stack
	.type clone_with_stack, @function
clone_with_stack:
	andq	$-16, %rsi
	subq	$16, %rsi
	movq	%rdx, (%rsi)
	movq	%rcx, 8(%rsi)
	movq	%r8, %rdx
	movq	%r9, %r10
	xorl	%r8d, %r8d
	movl	$SYS_clone, %eax
	syscall
	testq	%rax, %rax
	jz	1f
	ret
1:	xorl %ebp, %ebp
	popq	%rax
	popq	%rdi
	call	*%rax
	movl	%eax, %edi
	movl	$SYS_exit, %eax
	syscall
	ud2
	.size clone_with_stack, . - clone_with_stack

# long clone3_with_stack(struct clone_args *args, long size, int (*fn)(void *), void *arg)
# The same by clone3; args say where the stack is, which the kernel has the child begin at the end of.
	.section .text.clone3_with_stack, "ax", @progbits
	.globl clone3_with_stack
	.hidden clone3_with_stack
	.type clone3_with_stack, @function
clone3_with_stack:
	movq	%rcx, %r8
	movl	$SYS_clone3, %eax
	syscall
	testq	%rax, %rax
	jz	1f
	ret
1:	xorl	%ebp, %ebp
	movq	%r8, %rdi
	call	*%rdx
	movl	%eax, %edi
	movl	$SYS_exit, %eax
	syscall
	ud2
	.size clone3_with_stack, . - clone3_with_stack

# Called by the prologue of a method with a frame of several pages: touches each of them, so that the stack cannot step
# over its guard page. %r11 is the frame's lowest address; only %rax may change.
	.section .text.RhpStackProbe, "ax", @progbits
	.globl RhpStackProbe
	.hidden RhpStackProbe
	.type RhpStackProbe, @function
RhpStackProbe:
	movq	%rsp, %rax
1:	subq	$4096, %rax
	testl	%eax, (%rax)
	cmpq	%r11, %rax
	ja	1b
	ret
	.size RhpStackProbe, . - RhpStackProbe

# The compiler keeps this word between a stack buffer and the return address and compares it before returning.
# The value here is what a shared object, which has no _start, lives with.
	.section .data.__security_cookie, "aw", @progbits
	.globl __security_cookie
	.hidden __security_cookie
	.type __security_cookie, @object
	.balign 8
__security_cookie:
	.quad 0x2b992ddfa23249d6
	.size __security_cookie, 8

	.section .note.GNU-stack, "", @progbits
