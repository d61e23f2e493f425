#!/usr/bin/env bash
# The Debian packages in a fresh Debian 12: package_test.sh FOLDER, as root, with debootstrap and a network.
# FOLDER holds what `make deb` made. The packages are installed with all they need, the bundled articles coded, a
# program compiled; debian/tests are what is run.
set -eu
folder=$(cd "$1" && pwd)
root=${ROOT:-$(mktemp -d)}
suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
cleanup() { umount "$root/proc" 2>/dev/null || true; [ -n "${ROOT:-}" ] || rm -rf "$root"; }
trap cleanup EXIT

[ -e "$root/bin/sh" ] || debootstrap --variant=minbase "$suite" "$root" "$mirror"
mkdir -p "$root/packages" "$root/tests" "$root/work"
cp "$folder"/*.deb "$root/packages/"
cp "$(dirname "$0")"/../debian/tests/* "$root/tests/"
mount -t proc proc "$root/proc" 2>/dev/null || true
rm -f "$root"/packages/*dbgsym*
chroot "$root" apt-get update -qq
chroot "$root" env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get install -y -qq --no-install-recommends /packages/*.deb gcc libc6-dev pkg-config python3' >/dev/null
for test in code compile; do
  chroot "$root" env AUTOPKGTEST_TMP=/work LC_ALL=C.UTF-8 sh "/tests/$test"
  echo "ok   $test"
done
chroot "$root" seimei read /usr/share/doc/seimei/examples/ja.jsonl | head -n 5
