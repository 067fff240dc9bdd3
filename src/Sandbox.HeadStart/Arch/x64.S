# Where the native tool starts: in front of the C library's own entry, with the process as the kernel hands it over.

# head_start returns in the process that goes on as the tool; what the C library is to find (the stack, and %rdx, a
# function to be called at exit) is as it was.
	.section .text.tool_start, "ax", @progbits
	.globl tool_start
	.type tool_start, @function
tool_start:
	xorl	%ebp, %ebp
	movq	%rsp, %rbx
	movq	%rdx, %r12
	movq	%rbx, %rdi
	call	init_security_cookie
	movq	%rax, __security_cookie(%rip)
	movq	%rbx, %rdi
	call	head_start
	movq	%rbx, %rsp
	movq	%r12, %rdx
	jmp	runtime_start
	.size tool_start, . - tool_start

# sandbox-init, for whoever copies it into a file: byte *sandbox_init_image(void), long sandbox_init_length(void).
	.section .text.sandbox_init, "ax", @progbits
	.globl sandbox_init_image
	.type sandbox_init_image, @function
sandbox_init_image:
	leaq	image(%rip), %rax
	ret
	.size sandbox_init_image, . - sandbox_init_image

	.globl sandbox_init_length
	.type sandbox_init_length, @function
sandbox_init_length:
	movl	$(image_end - image), %eax
	ret
	.size sandbox_init_length, . - sandbox_init_length

	.section .rodata.sandbox_init, "a", @progbits
image:
	.incbin	"sandbox-init"
image_end:

	.section .note.GNU-stack, "", @progbits
