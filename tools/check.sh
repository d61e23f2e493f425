#!/usr/bin/env bash
# Static checks of the source: check.sh BUILD (a configured build folder, for its compile_commands.json).
# A tool that is not installed is named and passed over; a finding makes the exit status 1.
set -u
build=$1
cd "$(dirname "$0")/.."
failed=0

python3 tools/check-layers.py || failed=1

sources=$(git ls-files 'src/*.c' 'tools/*.c' 'bindings/*.c')
if command -v clang-tidy >/dev/null; then
  echo "clang-tidy"
  # Only files that the build knows have a command line.
  known=$(for f in $sources; do grep -q "\"file\": \".*/$f\"" "$build/compile_commands.json" && echo "$f"; done)
  # shellcheck disable=SC2086
  [ -z "$known" ] || printf '%s\n' $known | xargs -P 2 -n 4 clang-tidy -p "$build" --quiet 2>/dev/null || failed=1
else
  echo "clang-tidy is not installed: passed over"
fi

if command -v cppcheck >/dev/null; then
  echo "cppcheck"
  cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr --error-exitcode=1 -j 2 -Iinclude -Isrc \
    --suppress=missingIncludeSystem --suppress=internalAstError src tools || failed=1
else
  echo "cppcheck is not installed: passed over"
fi
exit $failed
