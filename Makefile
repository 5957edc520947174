# SPDX-License-Identifier: MIT
#
# An application needs none of this: it compiles cr_impl.c. Here are the command, the demo, the tests and the checks.
#
#	make            build/cr (the command), build/savegame (the demo)
#	make test       all tests, at most 5 minutes       make soak      the long loops
#	make demo       plays the demo by script           make bench     figures beside their limits
#	make check      the rules of this code base        make split     every part compiled alone
#	make dist       dist/cr.h, dist/cr_impl.c          make fuzz      the readers under random input
#	make blobs gen  make the committed, generated files again; check-blobs, check-gen compare them
#	make install    DESTDIR, PREFIX                    make test-teeth  a test must fail for each step left out

B = build
CC = cc
AR = ar
CFLAGS = -O2 -g
# Compression of saves, where the library is there; an application sets the same two, or none.
LZ4 := $(shell printf '\043include <lz4.h>\nint main(void) { return !LZ4_versionNumber(); }' | \
	$(CC) -x c -o /dev/null - -llz4 2>/dev/null && echo yes)
LZ4_FLAG = $(if $(LZ4),-DCR_WITH_LZ4)
LIBS = -lprotobuf-c -lcap $(if $(LZ4),-llz4)
PREFIX = /usr/local
JOBS = $(shell nproc)

STRICT = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wstrict-prototypes -Werror
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
VERSION = $(shell sed -n 's/^\#define CR_VERSION_[MP][AIJONRTCH]* //p' cr.h | paste -sd.)

all: $(B)/cr $(B)/savegame

# == the kit and its examples ==========================================================================================

$(B)/cr_impl.o: cr_impl.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LZ4_FLAG) -MMD -MP -c -o $@ cr_impl.c

$(B)/cr $(B)/savegame: $(B)/%: examples/%.c cr.h $(B)/cr_impl.o
	$(CC) $(CFLAGS) -I. -MMD -MP -o $@ $< $(B)/cr_impl.o $(LDFLAGS) $(LIBS) -lpthread

$(B)/libcr.a: $(B)/cr_impl.o
	rm -f $@
	$(AR) rcs $@ $<

$(B)/cr.pc: cr.h Makefile
	@mkdir -p $(@D)
	printf '%s\n' 'prefix=$(PREFIX)' 'Name: cr' 'Description: checkpoint and restore of programs' \
		'Version: $(VERSION)' 'Cflags: -I$${prefix}/include' 'Libs: -L$${prefix}/lib -lcr $(LIBS)' >$@

install: $(B)/cr $(B)/libcr.a $(B)/cr.pc
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/lib/pkgconfig
	install -m 755 $(B)/cr $(DESTDIR)$(PREFIX)/bin/cr
	install -m 644 cr.h $(DESTDIR)$(PREFIX)/include/cr.h
	install -m 644 $(B)/libcr.a $(DESTDIR)$(PREFIX)/lib/libcr.a
	install -m 644 $(B)/cr.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/cr.pc

# == tests =============================================================================================================

# The tests include cr_impl.c, so that they reach inside; subjects are programs that know nothing of the kit.
SUBJECTS = $(patsubst test/subject/%.c,$(B)/subject/%,$(wildcard test/subject/*.c))

$(B)/test: test.c Makefile
	@mkdir -p $(@D)
	$(CC) -O1 -g -Wall -Wextra -Wno-format-truncation -Wno-stringop-truncation -Wno-maybe-uninitialized $(LZ4_FLAG) -DT_TREE='"$(CURDIR)"' -MMD -MP -o $@ test.c $(LDFLAGS) $(LIBS) -lpthread

$(B)/asan/test: test.c Makefile
	@mkdir -p $(@D)
	$(CC) -O1 -g $(SANITIZE) $(LZ4_FLAG) -DT_TREE='"$(CURDIR)"' -MMD -MP -o $@ test.c $(LDFLAGS) $(LIBS) -lpthread

$(B)/subject/%: test/subject/%.c Makefile
	@mkdir -p $(@D)
	$(CC) -O2 -g -static -o $@ $< -lpthread

# Each reader has its fuzzer, test/fuzz_NAME.c, which starts from the files in test/NAME/.
FUZZERS = $(patsubst test/%.c,$(B)/%,$(wildcard test/fuzz_*.c))
FUZZ_INPUTS = 1000000

$(B)/fuzz_%: test/fuzz_%.c Makefile
	@mkdir -p $(@D)
	$(CC) -O1 -g $(SANITIZE) $(LZ4_FLAG) -MMD -MP -o $@ $< $(LDFLAGS) $(LIBS) -lpthread

test-parts: $(B)/test $(B)/asan/test $(SUBJECTS) $(FUZZERS) $(B)/demo all

test: test-parts
	$(B)/test

soak: test-parts
	$(B)/test --soak

test-teeth: test-parts
	$(B)/test --teeth

$(B)/demo: examples/demo.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -o $@ $<

demo: $(B)/savegame $(B)/demo
	$(B)/demo $(B)/savegame

$(B)/bench: test/bench.c cr.h $(B)/cr_impl.o
	$(CC) $(CFLAGS) -I. -o $@ $< $(B)/cr_impl.o $(LDFLAGS) $(LIBS) -lpthread

bench: $(B)/bench $(B)/cr
	$(B)/bench

fuzz: $(FUZZERS)
	for f in $(FUZZERS); do n=$${f##*/fuzz_}; $$f -n $(FUZZ_INPUTS) test/$$n/* || exit 1; done

# == checks and generated files ========================================================================================

check:
	@tool/check.sh

# A part alone sees only what its header lets it see; this finds what it uses without saying so.
PARTS = $(shell find impl -name '*.c' | LC_ALL=C sort)
SPLIT = $(patsubst %.c,$(B)/split/%.o,$(PARTS))

$(B)/split/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(STRICT) -O0 -MMD -MP -c -o $@ $<

split: $(SPLIT)
	ld -r -o $(B)/split.o $(filter-out $(B)/split/impl/kernel/arch_%.o,$(SPLIT))
	@echo "$(words $(SPLIT)) parts compile alone"

dist:
	CC='$(CC)' tool/dist.sh

blobs:
	tool/blob.sh parasite
	tool/blob.sh restorer

check-blobs:
	tool/blob.sh parasite check
	tool/blob.sh restorer check

gen:
	tool/gen.sh

check-gen:
	tool/gen.sh check

clean:
	rm -rf $(B) dist

-include $(B)/*.d $(B)/asan/*.d $(shell find $(B)/split -name '*.d' 2>/dev/null)

.PHONY: all install test-parts test soak test-teeth demo bench fuzz check split dist blobs check-blobs gen check-gen clean
.DELETE_ON_ERROR:
