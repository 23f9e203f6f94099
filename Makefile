# mentorpair: everything that can be done with the source is a target here; `make help` lists them.
# Out-of-tree builds: build/<variant>/, variants release, debug, asan, clang (make VARIANT=asan).
# SPDX-License-Identifier: GPL-3.0-or-later

VERSION := 0.1.0
VARIANT ?= release
B := build/$(VARIANT)
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

# ---- what it is built with -------------------------------------------------------------------------------------
# Packages of Debian 12; the README says what each is for.
BUILD_PACKAGES := gcc libc6-dev make pkg-config libcsv-dev libglpk-dev libjansson-dev libfyaml-dev libutf8proc-dev \
                  nettle-dev libicu-dev libxml2-dev libcairo2-dev libpango1.0-dev libqpdf-dev libxlsxwriter-dev fonts-noto-core fonts-noto-cjk fonts-dejavu-core tzdata
TEST_PACKAGES := poppler-utils qpdf libreoffice-calc-nogui python3-openpyxl chromium chromium-driver python3-selenium libcmocka-dev clang clang-tidy cppcheck libclang-rt-14-dev mandoc python3 python3-yaml \
                 python3-jsonschema locales util-linux bsdutils zsh fish
# npm fetches axe-core for the browser tests; from wherever it comes, one is enough.
TEST_PACKAGES += $(if $(shell command -v npm),,npm)
BENCH_PACKAGES := python3 python3-scipy python3-numpy
PICTURE_PACKAGES := python3 poppler-utils chromium
PKGS := jansson libfyaml libutf8proc nettle icu-i18n icu-uc libxml-2.0 cairo cairo-pdf pangocairo pangoft2 fontconfig libqpdf xlsxwriter

CC := gcc
CFLAGS_release := -O2 -g
CFLAGS_debug := -O0 -g3
CFLAGS_clang := -O3 -g
CFLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS_asan := -fsanitize=address,undefined
# Doors that libFuzzer knocks at; -DFUZZING takes their own main out.
CFLAGS_fuzz := -O1 -g -DFUZZING -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS_fuzz := -fsanitize=fuzzer,address,undefined
ifneq ($(filter clang fuzz,$(VARIANT)),)
CC := clang
endif
WARNINGS := -Wall -Wextra -Wconversion -Wshadow -Wpedantic -Wstrict-prototypes -Wmissing-prototypes
HARDENING := -fstack-protector-strong -fPIE $(if $(filter release clang,$(VARIANT)),-D_FORTIFY_SOURCE=2)
ifeq ($(CC),gcc)
HARDENING += $(if $(filter release,$(VARIANT)),-fstack-clash-protection -fcf-protection)
endif
# gcc and clang read the same headers; a warning is an error here and in the automatic checks.
CFLAGS := -std=c17 $(WARNINGS) -Werror $(HARDENING) $(CFLAGS_$(VARIANT)) $(EXTRA_CFLAGS)
LDFLAGS := -pie -Wl,-z,relro,-z,now,-z,noexecstack $(LDFLAGS_$(VARIANT))
# Asked when a recipe runs, not when make starts: `make deps` must work where pkg-config is still missing.
PKG_CFLAGS = $$(pkg-config --cflags $(PKGS))
PKG_LIBS = $$(pkg-config --libs $(PKGS)) -lcsv -lglpk -lm
CPPFLAGS := -DMENTORPAIR_VERSION='"$(VERSION)"' -Iengine -I. -I$(B)

ENGINE_C := $(sort $(wildcard engine/*.c engine/*/*.c))
REPORTS_C := $(sort $(wildcard reports/*.c))
CLI_C := $(sort $(wildcard cli/*.c))
ENGINE_ASSETS := $(sort $(wildcard engine/*/assets/*))
REPORTS_ASSETS := $(sort $(wildcard reports/assets/*))
ENGINE_O := $(ENGINE_C:%.c=$(B)/%.o) $(ENGINE_ASSETS:%=$(B)/%.asset.o)
REPORTS_O := $(REPORTS_C:%.c=$(B)/%.o) $(REPORTS_ASSETS:%=$(B)/%.asset.o)
CLI_O := $(CLI_C:%.c=$(B)/%.o)
CLI_LIB_O := $(filter-out $(B)/cli/main.o,$(CLI_O))
ENGINE_A := $(B)/libmentorpair.a

UNIT_C := $(sort $(wildcard tests/unit/*/*_test.c))
PROPERTY_C := $(sort $(wildcard tests/property/*_property.c))
FUZZ_C := $(sort $(wildcard tests/fuzz/*.c))
UNIT := $(UNIT_C:%.c=$(B)/%)
PROPERTY := $(PROPERTY_C:%.c=$(B)/%)
FUZZ := $(FUZZ_C:%.c=$(B)/%)

# ---- daily ------------------------------------------------------------------------------------------------------
.PHONY: all
all: $(B)/mentorpair ## builds build/release/mentorpair

.PHONY: help
help: ## lists these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | while IFS=$$'\t' read -r t h; do printf '  make %-15s %s\n' "$$t" "$$h"; done

.PHONY: demo
demo: ## installs what is missing, builds, pairs the sample cohort and says where to look
	@$(MAKE) --no-print-directory deps-build
	@$(MAKE) --no-print-directory all
	@echo
	@echo '$$ mentorpair match samples/alcts-2017 --as-of 2017-05-01T12:00 --set-aside-invalid'
	@build/release/mentorpair match samples/alcts-2017 --as-of 2017-05-01T12:00 --set-aside-invalid
	@echo
	@echo '$$ mentorpair verify samples/alcts-2017'
	@build/release/mentorpair verify samples/alcts-2017
	@echo
	@echo 'Look at samples/alcts-2017/out/cohort-report.pdf, or cohort-report.html in a browser.'
	@echo 'Here the program is build/release/mentorpair; make install puts it on your path, with its manual.'

.PHONY: test
test: ## installs what the tests need, builds, runs every test (T=pattern: only those whose name matches)
	@$(MAKE) --no-print-directory deps
	@$(MAKE) --no-print-directory test-run

.PHONY: test-run
test-run: all test-programs
	@B=$(B) T='$(T)' tests/run.sh

.PHONY: test-programs
test-programs: $(UNIT) $(PROPERTY) $(FUZZ) $(B)/tests/dump_table

.PHONY: lint
lint: ## include rule, symbols of the engine, clang-tidy, cppcheck, clang without a warning (about 3 minutes)
	@$(MAKE) --no-print-directory all
	@$(MAKE) --no-print-directory VARIANT=clang all
	@B=$(B) tests/lint.sh

.PHONY: format
format: ## formats the C sources
	clang-format -i $$(git ls-files '*.c' '*.h')

.PHONY: golden-accept
golden-accept: all ## shows how the golden cases differ from what stands, and takes the new output over
	@B=$(B) tests/golden_run.sh --accept

# ---- deeper -----------------------------------------------------------------------------------------------------
.PHONY: asan
asan: ## every test again under the address and undefined-behaviour sanitizers (about 5 minutes)
	@$(MAKE) --no-print-directory VARIANT=asan test-run

.PHONY: property
property: all test-programs ## the property tests at ten times their usual length (about 25 minutes)
	@B=$(B) LONG=10 T='property' tests/run.sh

.PHONY: fuzz
fuzz: ## fuzzes one door: make fuzz T=table SECONDS=60 (tests/fuzz/ has the doors); what it finds goes to build/fuzz/finds/
	@[ -e 'tests/fuzz/$(T).c' ] || { echo "Which door? T is one of: $(notdir $(FUZZ_C:.c=))" >&2; exit 1; }
	@$(MAKE) --no-print-directory VARIANT=fuzz build/fuzz/tests/fuzz/$(T)
	@tests/fuzz_run.sh '$(T)' '$(or $(SECONDS),60)'

.PHONY: bench
bench: ## time and memory beside scipy (about 5 minutes; SIZES="50 200"); KIND=hard: awkward cohorts; KIND=goals: other goals
	@PACKAGES='$(BUILD_PACKAGES) $(BENCH_PACKAGES)' tests/install_missing.sh
	@$(MAKE) --no-print-directory all $(B)/tests/measure
	@B=$(B) KIND='$(KIND)' SIZES='$(SIZES)' python3 tests/bench.py

.PHONY: pictures
pictures: ## pictures of every page, of every state of a report, in build/pictures/ to look at (about 2 minutes; T=state chooses)
	@PACKAGES='$(BUILD_PACKAGES) $(PICTURE_PACKAGES)' tests/install_missing.sh
	@$(MAKE) --no-print-directory all
	@B=$(B) python3 tests/pictures.py $(T)

# ---- products ---------------------------------------------------------------------------------------------------
.PHONY: man
man: $(B)/mentorpair.1 ## builds the manual page
$(B)/mentorpair.1: $(B)/mentorpair
	$< --man-page > $@

.PHONY: completions
completions: $(B)/mentorpair ## builds the completions for bash, zsh and fish
	for s in bash zsh fish; do $< --completion $$s > $(B)/mentorpair.$$s; done

.PHONY: schema
schema: $(B)/mentorpair ## writes the JSON Schemas of program.yaml and pairing.json into build/
	$< --schema program > $(B)/program.schema.json
	$< --schema pairing > $(B)/pairing.schema.json

.PHONY: example
example: all ## makes the published example and the sample's schema anew, after a change of what they hold
	@B=$(B) tests/example_test.sh --accept

PREFIX ?= /usr/local
.PHONY: install
install: all man completions schema ## installs program, manual, completions and schemas below PREFIX (default /usr/local)
	install -D -m 755 $(B)/mentorpair $(DESTDIR)$(PREFIX)/bin/mentorpair
	install -D -m 644 $(B)/mentorpair.1 $(DESTDIR)$(PREFIX)/share/man/man1/mentorpair.1
	install -D -m 644 $(B)/mentorpair.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/mentorpair
	install -D -m 644 $(B)/mentorpair.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_mentorpair
	install -D -m 644 $(B)/mentorpair.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/mentorpair.fish
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/mentorpair $(B)/program.schema.json $(B)/pairing.schema.json

.PHONY: dist
dist: ## packs the committed source as build/mentorpair-VERSION.tar.gz
	mkdir -p build
	git archive --prefix=mentorpair-$(VERSION)/ -o build/mentorpair-$(VERSION).tar.gz HEAD

.PHONY: deps
deps: ## installs what building and testing need and this machine lacks (Debian packages)
	@PACKAGES='$(BUILD_PACKAGES) $(TEST_PACKAGES)' tests/install_missing.sh

.PHONY: deps-build
deps-build: ## installs only what building needs
	@PACKAGES='$(BUILD_PACKAGES)' tests/install_missing.sh

.PHONY: clean
clean: ## removes build/
	rm -rf build

# ---- rules ------------------------------------------------------------------------------------------------------
.PHONY: FORCE
# Everything is built again when the compiler or its flags change.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS)' | cmp -s - $@ || echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS)' > $@

# One clear message for a missing library instead of a page of compiler errors.
$(B)/libraries: $(B)/flags
	@command -v pkg-config >/dev/null || { echo "pkg-config is missing. Install what building needs with: make deps-build" >&2; exit 1; }
	@for p in $(PKGS); do pkg-config --exists "$$p" || { echo "The library $$p is missing. Install what building needs with: make deps-build" >&2; exit 1; }; done
	@for h in csv.h glpk.h; do echo "#include <stdio.h>"$$'\n'"#include <$$h>" | $(CC) -E -x c - >/dev/null 2>&1 || { echo "The header $$h is missing. Install what building needs with: make deps-build" >&2; exit 1; }; done
	@touch $@

$(B)/%.o: %.c $(B)/libraries
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(CPPFLAGS) $(if $(filter cli/%,$<),-D_GNU_SOURCE) $(CFLAGS) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<

# An embedded file F becomes asset_<its name, other characters than letters and digits as _> and …_length.
$(B)/%.asset.c: %
	@mkdir -p $(@D)
	@name=$$(basename $< | sed 's/[^A-Za-z0-9]/_/g'); { echo '#include "base/assets.h"'; \
	  echo "const char asset_$${name}[] = {"; od -An -v -td1 -w24 $< | sed 's/  *\(-\{0,1\}[0-9][0-9]*\)/\1,/g'; echo '0};'; \
	  echo "const size_t asset_$${name}_length = sizeof asset_$${name} - 1;"; } > $@
$(B)/%.asset.o: $(B)/%.asset.c $(B)/libraries engine/base/assets.h
	@$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
.PRECIOUS: $(B)/%.asset.c $(B)/%.o

$(ENGINE_A): $(ENGINE_O)
	@rm -f $@
	@ar rcs $@ $^

$(B)/mentorpair: $(CLI_O) $(REPORTS_O) $(ENGINE_A)
	@echo "  LINK  $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(CLI_O) $(REPORTS_O) $(ENGINE_A) $(PKG_LIBS)

$(B)/tests/%_test: $(B)/tests/%_test.o $(CLI_LIB_O) $(REPORTS_O) $(ENGINE_A)
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(if $(findstring unit/cli,$@),$(CLI_LIB_O)) $(if $(filter unit/cli unit/reports,$(findstring unit/cli,$@) $(findstring unit/reports,$@)),$(REPORTS_O)) $(ENGINE_A) -lcmocka $(PKG_LIBS)
$(B)/tests/property/%: $(B)/tests/property/%.o $(ENGINE_A)
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(ENGINE_A) $(PKG_LIBS)
$(B)/tests/dump_table: $(B)/tests/dump_table.o $(ENGINE_A)
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(ENGINE_A) $(PKG_LIBS)
$(B)/tests/measure: $(B)/tests/measure.o
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $<
$(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(REPORTS_O) $(ENGINE_A)
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(REPORTS_O) $(ENGINE_A) $(PKG_LIBS)

-include $(shell find $(B) -name '*.d' 2>/dev/null)
