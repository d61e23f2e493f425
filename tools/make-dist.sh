#!/usr/bin/env bash
# Packs the committed sources: make-dist.sh FOLDER gives FOLDER/seimei-VERSION.tar.gz, the same bytes for the same commit.
set -eu
cd "$(dirname "$0")/.."
version=$(sed -n 's/^project(seimei VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
mkdir -p "$1"
git archive --format=tar --prefix="seimei-$version/" HEAD | gzip -9n > "$1/seimei-$version.tar.gz"
echo "$1/seimei-$version.tar.gz"
