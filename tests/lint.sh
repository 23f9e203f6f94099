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
flags=(-std=c17 -Iengine -I. "-I$B" '-DMENTORPAIR_VERSION="0"' -Wno-unknown-warning-option)
read -r -a libraries < <(pkg-config --cflags jansson libfyaml libutf8proc nettle icu-i18n icu-uc libxml-2.0)
printf '%s\0' engine/*.c engine/*/*.c reports/*.c |
    xargs -0 -n 8 -P 2 sh -c 'clang-tidy --quiet "$@" -- '"$(printf '%q ' "${flags[@]}" "${libraries[@]}")"' 2>/dev/null' _
printf '%s\0' cli/*.c |
    xargs -0 -n 8 -P 2 sh -c 'clang-tidy --quiet "$@" -- -D_GNU_SOURCE '"$(printf '%q ' "${flags[@]}" "${libraries[@]}")"' 2>/dev/null' _
echo "lint: nothing to mend"
