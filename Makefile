# oxivirt: what there is to make.
#
#   make            build (cargo build --release)
#   make install    PREFIX=/usr/local LIBDIR=PREFIX/lib LIBEXECDIR=PREFIX/libexec DESTDIR=
#   make demo       a real Linux saved and restored; installs what the machine lacks
#   make check      everything that is tested; likewise. SUITES="unit e2e" for some of it
#   make bench      figures
#   make guests     the test guests, in target/guests
#   make stage      an installation in target/stage, which the checks use
#
# CARGO and the PATH to its compiler come from target/toolchain.mk where scripts/setup found one.

-include target/toolchain.mk
CARGO      ?= cargo
PREFIX     ?= /usr/local
LIBDIR     ?= $(PREFIX)/lib
LIBEXECDIR ?= $(PREFIX)/libexec
INCLUDEDIR ?= $(PREFIX)/include
DATADIR    ?= $(PREFIX)/share
DESTDIR    ?=
INSTALL    ?= install

# The release of libvirt whose interface this is; libvirt numbers the file 0.(major * 1000 + minor).(release).
LIBVIRT_VERSION := 11.3.0
SO_VERSION      := 0.11003.0
RELEASE         := target/release
STAGE           := $(CURDIR)/target/stage
LIBRARIES       := libvirt libvirt-qemu libvirt-lxc libvirt-admin

# The library looks for its supervisor in ../libexec and ../../libexec; tell it only of another place, as
# a build with a changed environment is a build anew.
ifneq ($(LIBEXECDIR),$(PREFIX)/libexec)
export OXIVIRT_LIBEXECDIR := $(LIBEXECDIR)
endif

all:
	$(CARGO) build --release

# Not made by install itself, which often runs as root, who has no cargo.
$(RELEASE)/libvirt.so:
	@echo 'nothing is built: run make first' >&2; false

install: $(RELEASE)/libvirt.so
	$(INSTALL) -d '$(DESTDIR)$(LIBDIR)/pkgconfig' '$(DESTDIR)$(LIBEXECDIR)' '$(DESTDIR)$(INCLUDEDIR)/libvirt'
	@set -e; for lib in $(LIBRARIES); do \
	    built=$(RELEASE)/$$(echo $$lib | tr - _).so; \
	    test -e $$built || continue; \
	    echo "$$lib.so.$(SO_VERSION) -> $(DESTDIR)$(LIBDIR)"; \
	    $(INSTALL) -m 755 $$built '$(DESTDIR)$(LIBDIR)'/$$lib.so.$(SO_VERSION).new; \
	    mv -f '$(DESTDIR)$(LIBDIR)'/$$lib.so.$(SO_VERSION).new '$(DESTDIR)$(LIBDIR)'/$$lib.so.$(SO_VERSION); \
	    ln -sf $$lib.so.$(SO_VERSION) '$(DESTDIR)$(LIBDIR)'/$$lib.so.0; \
	    ln -sf $$lib.so.0 '$(DESTDIR)$(LIBDIR)'/$$lib.so; \
	done
	$(INSTALL) -m 755 $(RELEASE)/oxivirt-supervisor '$(DESTDIR)$(LIBEXECDIR)'/oxivirt-supervisor.new
	mv -f '$(DESTDIR)$(LIBEXECDIR)'/oxivirt-supervisor.new '$(DESTDIR)$(LIBEXECDIR)'/oxivirt-supervisor
	@set -e; for header in include/libvirt/*.h; do \
	    test -e $$header || continue; $(INSTALL) -m 644 $$header '$(DESTDIR)$(INCLUDEDIR)/libvirt'; done
	$(INSTALL) -d '$(DESTDIR)$(DATADIR)/libvirt/api'
	$(INSTALL) -m 644 api/*.xml '$(DESTDIR)$(DATADIR)/libvirt/api'
	@set -e; for in in pkgconfig/*.pc.in; do \
	    test -e $$in || continue; \
	    sed -e 's|@prefix@|$(PREFIX)|g' -e 's|@libdir@|$(LIBDIR)|g' -e 's|@includedir@|$(INCLUDEDIR)|g' \
	        -e 's|@datadir@|$(DATADIR)|g' -e 's|@version@|$(LIBVIRT_VERSION)|g' $$in \
	        > '$(DESTDIR)$(LIBDIR)'/pkgconfig/$$(basename $$in .in); done
	@test -n '$(DESTDIR)' || echo 'If the loader is to find it: run ldconfig, or set LD_LIBRARY_PATH=$(LIBDIR).'

uninstall:
	rm -f '$(DESTDIR)$(LIBEXECDIR)'/oxivirt-supervisor
	for lib in $(LIBRARIES); do rm -f '$(DESTDIR)$(LIBDIR)'/$$lib.so '$(DESTDIR)$(LIBDIR)'/$$lib.so.0 \
	    '$(DESTDIR)$(LIBDIR)'/$$lib.so.$(SO_VERSION) '$(DESTDIR)$(LIBDIR)'/pkgconfig/$$lib.pc; done
	for api in api/*.xml; do rm -f '$(DESTDIR)$(DATADIR)'/libvirt/api/$$(basename $$api); done
	for header in include/libvirt/*.h; do rm -f '$(DESTDIR)$(INCLUDEDIR)'/libvirt/$$(basename $$header); done

stage: all
	@$(MAKE) --no-print-directory install DESTDIR= PREFIX='$(STAGE)' LIBDIR='$(STAGE)/lib' LIBEXECDIR='$(STAGE)/libexec' \
	    INCLUDEDIR='$(STAGE)/include' DATADIR='$(STAGE)/share' >target/stage.log || { cat target/stage.log; false; }

guests:
	$(MAKE) -C tests/guest
	tests/linux/build

# setup leaves target/toolchain.mk, so what needs it runs in a second make.
demo:
	@scripts/setup demo
	@$(MAKE) --no-print-directory stage
	@scripts/demo $(DEMO)

check:
	@scripts/setup check
	@$(MAKE) --no-print-directory check-only

check-only:
	@CARGO='$(CARGO)' scripts/check $(SUITES)

bench:
	@scripts/setup demo
	@$(MAKE) --no-print-directory stage
	@CARGO='$(CARGO)' scripts/bench $(BENCH)

clean:
	$(CARGO) clean

.PHONY: all install uninstall stage guests demo check check-only bench clean
