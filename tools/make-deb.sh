#!/usr/bin/env bash
# Builds the Debian packages of the committed sources into FOLDER and runs lintian over them: make-deb.sh FOLDER
# The version is that of CMakeLists.txt; the header and debian/changelog must have it too. Times in the packages are that
# of the changelog, paths are left out, so that two builds give the same bytes.
set -eu
cd "$(dirname "$0")/.."
mkdir -p "$1"
folder=$(cd "$1" && pwd)
version=$(sed -n 's/^project(seimei VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
header=$(sed -n 's/^#define SEIMEI_VERSION "\(.*\)"/\1/p' include/seimei.h)
changelog=$(sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)
if [ "$version" != "$header" ] || [ "$version" != "$changelog" ]; then
  echo "make-deb: CMakeLists.txt has version $version, include/seimei.h $header, debian/changelog $changelog" >&2
  exit 1
fi
for tool in dpkg-buildpackage dh lintian; do
  command -v $tool >/dev/null || { echo "make-deb: $tool is missing: apt-get install dpkg-dev debhelper lintian" >&2; exit 1; }
done

rm -rf "$folder/seimei-$version" "$folder"/*.deb "$folder"/*.ddeb "$folder"/*.changes "$folder"/*.buildinfo
tools/make-dist.sh "$folder" >/dev/null
tar -C "$folder" -xzf "$folder/seimei-$version.tar.gz"
cd "$folder/seimei-$version"
dpkg-buildpackage --no-sign --build=full
lintian --fail-on error,warning "../seimei_${version}_$(dpkg --print-architecture).changes"
rm -rf "$folder/seimei-$version"
ls -l "$folder"/*.deb
