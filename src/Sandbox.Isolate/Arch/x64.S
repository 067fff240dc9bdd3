# What a shared object needs besides what it shares with sandbox-init: the symbols GNU Make looks for in a loaded
# object, and calls to functions that only GNU Make has. They are weak, so that any other program can load the object.

# Make loads nothing without it (GNU make manual, "Loading Dynamic Objects"). The licence of this project, MIT, is.
	.section .data.plugin_is_GPL_compatible, "aw", @progbits
	.globl plugin_is_GPL_compatible
	.type plugin_is_GPL_compatible, @object
	.balign 4
plugin_is_GPL_compatible:
	.long 1
	.size plugin_is_GPL_compatible, 4

	.weak gmk_add_function
	.weak gmk_alloc
	.weak gmk_eval

# void make_add_function(const char *name, gmk_func_ptr function, unsigned min, unsigned max, unsigned flags)
	.section .text.make_add_function, "ax", @progbits
	.globl make_add_function
	.hidden make_add_function
	.type make_add_function, @function
make_add_function:
	jmp	*gmk_add_function@GOTPCREL(%rip)
	.size make_add_function, . - make_add_function

# char *make_alloc(unsigned length)
	.section .text.make_alloc, "ax", @progbits
	.globl make_alloc
	.hidden make_alloc
	.type make_alloc, @function
make_alloc:
	jmp	*gmk_alloc@GOTPCREL(%rip)
	.size make_alloc, . - make_alloc

# void make_eval(const char *makefile, const gmk_floc *where)
	.section .text.make_eval, "ax", @progbits
	.globl make_eval
	.hidden make_eval
	.type make_eval, @function
make_eval:
	jmp	*gmk_eval@GOTPCREL(%rip)
	.size make_eval, . - make_eval

# int is_make(void)
	.section .text.is_make, "ax", @progbits
	.globl is_make
	.hidden is_make
	.type is_make, @function
is_make:
	xorl	%eax, %eax
	cmpq	$0, gmk_add_function@GOTPCREL(%rip)
	setne	%al
	ret
	.size is_make, . - is_make
