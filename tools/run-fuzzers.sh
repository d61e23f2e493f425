#!/usr/bin/env bash
# Runs every fuzzer of a build for some seconds: run-fuzzers.sh BUILD SECONDS.
# What is found stays in BUILD/corpus/<name>; a crash stops the script and leaves its input in BUILD/crashes.
set -eu
build=$1
seconds=$2
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$build/crashes"
for fuzzer in "$build"/fuzzers/*_fuzz; do
  [ -x "$fuzzer" ] || continue
  name=$(basename "$fuzzer" _fuzz)
  echo "fuzzing $name for $seconds seconds"
  mkdir -p "$build/corpus/$name"
  seeds=$here/tests/fuzz/corpus/$name
  [ -d "$seeds" ] || seeds=
  # All stages at once have so many features that libFuzzer's count of how often each was met takes most of the time; and
  # short texts reach what long ones do.
  options=
  [ "$name" = pipeline ] && options="-entropic=0 -max_len=250"
  # shellcheck disable=SC2086
  "$fuzzer" $options -max_total_time="$seconds" -artifact_prefix="$build/crashes/$name-" -verbosity=0 -print_final_stats=1 \
    "$build/corpus/$name" $seeds
done
