# make -f shell.mk: each recipe in a sandbox of its own, without a library. make itself is outside.

RUN_SANDBOX ?= run-sandbox
SHELL := $(RUN_SANDBOX)
.SHELLFLAGS := -- /bin/sh -c

test:
	@echo "network devices: $$(tail -n +3 /proc/net/dev | cut -d: -f1 | xargs)"
	@test "$$(tail -n +3 /proc/net/dev | wc -l)" -eq 1
	@echo inside >/tmp/isolation-sample

.PHONY: test
