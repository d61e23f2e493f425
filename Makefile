# Short names for what CMake does. BUILD is the folder of the build, ARGS goes to the command of `make run`.
# `make run` and `make test` first install what is missing (tools/install-deps.sh says what).
BUILD ?= build
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 20
ARGS ?= read articles/ja.jsonl
CONFIGURE = cmake -S . -B $(BUILD) -G Ninja -DCMAKE_INSTALL_PREFIX=$(PREFIX)

deps = tools/install-deps.sh

.PHONY: all run test test-clickhouse pictures bench wheel fuzz asan tsan install dist deb test-packages check format clean

all: $(BUILD)/build.ninja
	@cmake --build $(BUILD)

$(BUILD)/build.ninja:
	@$(CONFIGURE)

run:
	@$(deps)
	@$(MAKE) --no-print-directory all
	@$(BUILD)/seimei $(ARGS)

test:
	@$(deps) --test
	@$(MAKE) --no-print-directory all
	@ctest --test-dir $(BUILD) --output-on-failure -j 2

# sql/clickhouse in ClickHouse, whose wheel (chdb, PyPI) is too large for every run of the tests.
test-clickhouse:
	@$(deps) --test
	@$(MAKE) --no-print-directory all
	@tests/sql_test.py $(BUILD) clickhouse

# Takes the pictures of the page that README.md shows, in Chromium, from the bundled articles.
pictures:
	@$(deps) --test
	@$(MAKE) --no-print-directory all
	@node --preserve-symlinks --preserve-symlinks-main $(BUILD)/web/test/run.mjs $(BUILD) --source . --only pictures
	@mkdir -p docs/images
	@for name in reader positions; do cp $(BUILD)/docs/images/readme-$$name.png docs/images/$$name.png; done

# A Python wheel with all that it needs.
wheel:
	@$(deps) --test
	@tools/make-wheel.sh $(BUILD)/dist $(BUILD)/wheel

bench: all
	@cmake --build $(BUILD) --target bench

# The tests under sanitizers.
asan tsan:
	@cmake --preset $@ && cmake --build --preset $@ && ctest --preset $@

# Builds the fuzzers with clang and runs each for FUZZ_SECONDS.
fuzz:
	@cmake -S . -B $(BUILD)/fuzz -G Ninja -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Release -DSEIMEI_FUZZ=ON \
	  -DSEIMEI_TESTS=OFF
	@cmake --build $(BUILD)/fuzz
	@tools/run-fuzzers.sh $(BUILD)/fuzz $(FUZZ_SECONDS)

install: $(BUILD)/build.ninja
	@$(CONFIGURE)
	@cmake --build $(BUILD)
	@cmake --install $(BUILD)

# The source as a tarball, and the Debian packages, of what is committed.
dist:
	@tools/make-dist.sh $(BUILD)/dist

deb:
	@tools/make-deb.sh $(BUILD)/deb

# Installs the packages in a fresh Debian 12 (as root: debootstrap) and runs debian/tests there.
test-packages: deb
	@tests/package_test.sh $(BUILD)/deb

# Layers, clang-tidy, cppcheck.
check: $(BUILD)/build.ninja
	@tools/check.sh $(BUILD)

format:
	@clang-format -i $$(git ls-files '*.c' '*.h')

clean:
	@cmake --build $(BUILD) --target clean
