# make demo      see it work: builds, starts the emulator, plans and applies assistants/
# make test      unit tests and end-to-end tests
# make interop   the official Python client; reports, schemas, scripts and pipelines against what others wrote
# make chaos     kills and faults at every point, random sequences: Tests/Chaos/README.md
# make lint      formatting
# make fuzz      SECONDS of made-up input, an hour unless given: Tests/Fuzzing/README.md
# make bench     requests, times and memory beside what is physically possible
# make install   asst and asst-emulator to PREFIX/bin

PREFIX ?= /usr/local
SECONDS ?= 3600
SWIFT_FLAGS = --explicit-target-dependency-import-check error
RELEASE = swift build -c release --static-swift-stdlib --scratch-path .build-release

.PHONY: demo build test interop chaos lint fuzz bench install prepare prepare-tests release release-asst

demo: prepare
	swift build $(SWIFT_FLAGS) --product asst
	swift build $(SWIFT_FLAGS) --product asst-emulator
	examples/demo "$$(swift build --show-bin-path)"

prepare:
	@.ci/prepare

prepare-tests:
	@.ci/prepare --tests

build: prepare-tests
	swift build $(SWIFT_FLAGS) --build-tests

test: prepare-tests
	swift test $(SWIFT_FLAGS)

interop: build
	Tests/Interop/run "$$(swift build --show-bin-path)/asst-emulator"

chaos: build
	Tests/Chaos/chaos "$$(swift build --show-bin-path)"

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

fuzz: prepare
	Tests/Fuzzing/fuzz $(SECONDS)

release-asst: prepare
	$(RELEASE) --product asst

release: release-asst
	$(RELEASE) --product asst-emulator

bench: release
	Tests/Benchmarks/bench "$$($(RELEASE) --show-bin-path)"

install: release
	install -d $(DESTDIR)$(PREFIX)/bin
	install "$$($(RELEASE) --show-bin-path)/asst" "$$($(RELEASE) --show-bin-path)/asst-emulator" \
	  $(DESTDIR)$(PREFIX)/bin
