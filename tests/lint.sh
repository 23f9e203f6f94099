#!/usr/bin/env bash
# What the compiler does not see: who may include whom, what the engine may ask of the system, clang-tidy, cppcheck.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail
cd "$(dirname "$0")/.."
: "${B:=build/release}"

python3 tests/lint_house.py "$B/libmentorpair.a"

echo "cppcheck"
cppcheck --quiet --std=c11 --language=c --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
    --suppress=missingIncludeSystem --suppress=unknownMacro -DMENTORPAIR_VERSION='"0"' -Iengine -I. engine reports cli

echo "clang-tidy"
# Those of the build.
read -r -a packages < <(sed -n "s/^PKGS := //p" Makefile)
flags=(-std=c17 -Iengine -I. "-I$B" '-DMENTORPAIR_VERSION="0"' -Wno-unknown-warning-option)
read -r -a libraries < <(pkg-config --cflags "${packages[@]}")
# A file at a time, so that both processors have work to the end and what fails is named, even where clang-tidy itself breaks down.
tidy() {
    # shellcheck disable=SC2016 # the inner shell expands it
    printf '%s\0' "$@" | xargs -0 -I FILE -P 2 sh -c \
        'clang-tidy --quiet "$@" 2>/dev/null || { echo "clang-tidy: $1 is at fault (exit code $?)"; exit 1; }' \
        _ FILE -- "${flags[@]}" "${libraries[@]}"
}
result=0
tidy engine/*.c engine/*/*.c reports/*.c || result=1
flags+=(-D_GNU_SOURCE)
tidy cli/*.c || result=1
[ "$result" = 0 ] || exit 1
echo "lint: nothing to mend"
