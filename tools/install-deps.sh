#!/usr/bin/env bash
# Installs what building and running needs on Debian and Ubuntu: install-deps.sh [--page|--test|--dev]
# --page adds Node.js, which bundles the page of seimei serve; --test also pandas, R's readr and PostgreSQL, which the tests of
# the exports load files with, Chromium for the tests of the page, and what the Python package is built with; --dev the tools
# of `make check` and `make fuzz` too. Nothing is done where all is there already.
set -eu

packages="cmake ninja-build gcc make pkg-config libmecab-dev mecab-ipadic-utf8 libjson-c-dev libicu-dev zlib1g-dev
libsqlite3-dev libxml2-dev libbrotli-dev libcurl4-openssl-dev libmicrohttpd-dev libcmocka-dev python3"
case ${1:-} in --test | --dev) packages="$packages python3-pandas r-cran-readr postgresql sqlite3 chromium fonts-noto-cjk
python3-dev python3-venv" ;; esac
# Node.js from elsewhere counts too, and brings npm.
if [ -n "${1:-}" ]; then
  command -v node >/dev/null || packages="$packages nodejs"
  command -v npm >/dev/null || packages="$packages npm"
fi
[ "${1:-}" = --dev ] && packages="$packages clang clang-tidy clang-format cppcheck"

missing=
for package in $packages; do
  case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true) in
    *" installed") ;;
    *) missing="$missing $package" ;;
  esac
done
if [ -z "$missing" ]; then
  echo "install-deps: everything is there"
  exit 0
fi

sudo=
if [ "$(id -u)" != 0 ]; then sudo=sudo; fi
echo "install-deps: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# shellcheck disable=SC2086
$sudo apt-get install -y -qq --no-install-recommends $missing
