#!/usr/bin/env bash
# Runs every test there is and closes with "N passed, N failed". Tests are found by their place, there is no list to edit:
#   tests/unit/<folder>/<unit>_test.c      cmocka programs; each of their tests counts
#   tests/property/<name>_property.c       programs that take a seed and a factor for their length
#   tests/fuzz/<door>.c                    replayed over tests/fuzz/corpus/<door>/
#   tests/*_test.py, tests/*_test.sh       scripts whose last line is "N passed, N failed"
#   tests/golden_run.sh, tests/bad_run.sh  the same, over tests/golden/ and tests/bad/
# B says the build folder, T a pattern for names, LONG a factor for property tests, SEED their seed (default: today's date, printed).
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.."
: "${B:=build/release}" "${T:=}" "${LONG:=1}" "${SEED:=$(date +%Y%m%d)}"
export B LONG SEED PYTHONDONTWRITEBYTECODE=1
case $B in
*asan*) export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1 LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0 ;;
esac
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# counted NAME PASSED FAILED: adds up and says a line.
counted() {
    passed=$((passed + $2))
    failed=$((failed + $3))
    if [ "$3" -gt 0 ]; then
        printf 'FAILED  %-50s %s passed, %s failed\n' "$1" "$2" "$3"
        sed 's/^/    /' "$scratch/log" | tail -n 60
    else
        printf 'ok      %-50s %s passed  %s s\n' "$1" "$2" "$4"
    fi
}

wanted() {
    [ -z "$T" ] || [[ $1 == *$T* ]]
}

# run NAME KIND COMMAND…
run() {
    local name=$1 kind=$2 code=0 ok bad begun=$SECONDS
    shift 2
    wanted "$name" || return 0
    "$@" >"$scratch/log" 2>&1 </dev/null || code=$?
    if [ $code -eq 77 ] && [ "$kind" = lines ]; then # it cannot run with this build, and says why
        printf 'left out %-50s %s\n' "$name" "$(tail -n 1 "$scratch/log")"
        return 0
    fi
    case $kind in
    cmocka)
        ok=$(grep -c '^\[       OK \]' "$scratch/log")
        bad=$(grep -c '^\[  FAILED  \] [a-zA-Z_0-9]*$' "$scratch/log")
        [ "$bad" -eq 0 ] || bad=$((bad > 1 ? bad / 2 : bad)) # cmocka names each twice
        ;;
    lines)
        read -r ok bad < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p' "$scratch/log" | tail -n 1)
        : "${ok:=0}" "${bad:=0}"
        ;;
    program)
        ok=$((code == 0)) bad=0
        ;;
    esac
    # A program that ends badly, or that ran no test, has failed whatever it printed.
    if [ "$bad" -eq 0 ] && { [ $code -ne 0 ] || [ "$ok" -eq 0 ]; }; then
        bad=1
        echo "(ended with exit code $code)" >>"$scratch/log"
    fi
    counted "$name" "$ok" "$bad" $((SECONDS - begun))
}

echo "Seed of the property tests: $SEED"
for source in tests/unit/*/*_test.c; do
    run "${source%.c}" cmocka "$B/${source%.c}"
done
for source in tests/property/*_property.c; do
    [ -e "$source" ] && run "${source%.c}" program "$B/${source%.c}" "$SEED" "$LONG"
done
for source in tests/fuzz/*.c; do
    [ -e "$source" ] || continue
    door=$(basename "$source" .c)
    run "tests/fuzz/$door" program "$B/${source%.c}" tests/fuzz/corpus/"$door"/*
done
for script in tests/golden_run.sh tests/bad_run.sh tests/*_test.sh; do
    [ -e "$script" ] && run "$script" lines bash "$script"
done
for script in tests/*_test.py; do
    [ -e "$script" ] && run "$script" lines python3 "$script"
done
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
