#!/usr/bin/env bash
# Golden cases: each folder tests/golden/<case>/ is run in a fresh copy of itself and must give exactly what it holds.
#   cmd      lines of arguments for mentorpair, run one after the other
#   exit     the exit codes, one a line
#   stdout   all that they print there; stderr likewise
#   out/     files that must stand in out/ afterwards (others may); left out when nothing is to be compared
#   files    all files that were not there before, sorted; left out when nothing is to be compared
# Everything else in the folder is input. --accept [PATTERN]: shows the differences and takes the new output over.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
: "${B:=build/release}"
accept=0 pattern=
if [ "${1:-}" = --accept ]; then
    accept=1 pattern=${2:-}
fi
program=$(readlink -f "$B/mentorpair")
[ -x "$program" ] || { echo "there is no $B/mentorpair: run make"; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0 taken=0

# run CASE: leaves exit, stdout, stderr, files and the folder itself in $scratch/is and $scratch/run.
run() {
    local case=$1 line code
    rm -rf "$scratch/run" "$scratch/is"
    mkdir -p "$scratch/run" "$scratch/is"
    (cd "$case" && tar -cf - --exclude=./cmd --exclude=./exit --exclude=./stdout --exclude=./stderr --exclude=./out --exclude=./files .) |
        tar -xf - -C "$scratch/run"
    (cd "$scratch/run" && find . ! -type d | LC_ALL=C sort) >"$scratch/before"
    touch "$scratch/is/exit" "$scratch/is/stdout" "$scratch/is/stderr"
    while IFS= read -r line || [ -n "$line" ]; do
        code=0
        (
            cd "$scratch/run" || exit 1
            eval "set -- $line"
            exec env -i PATH="$PATH" LC_ALL=C ASAN_OPTIONS="${ASAN_OPTIONS:-}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" \
                LSAN_OPTIONS="${LSAN_OPTIONS:-}" "$program" "$@"
        ) </dev/null >>"$scratch/is/stdout" 2>>"$scratch/is/stderr" || code=$?
        echo "$code" >>"$scratch/is/exit"
    done <"$case/cmd"
    (cd "$scratch/run" && find . ! -type d | LC_ALL=C sort) | LC_ALL=C comm -13 "$scratch/before" - >"$scratch/is/files"
    if [ -d "$scratch/run/out" ]; then
        cp -r "$scratch/run/out" "$scratch/is/out"
    fi
}

# The parts of a case that are compared, and what is under out/ of them.
parts() {
    local case=$1
    printf '%s\n' exit stdout stderr
    if [ -e "$case/files" ]; then echo files; fi
    if [ -d "$case/out" ]; then (cd "$case" && find out -type f | LC_ALL=C sort); fi
}

for case in tests/golden/*/; do
    case=${case%/}
    [ -e "$case/cmd" ] || continue
    if [ -n "$pattern" ] && [[ $case != *$pattern* ]]; then
        continue
    fi
    run "$case"
    same=1
    while IFS= read -r part; do
        touch "$scratch/empty"
        old=$case/$part new=$scratch/is/$part
        [ -e "$old" ] || old=$scratch/empty
        [ -e "$new" ] || new=$scratch/empty
        if ! cmp -s "$old" "$new"; then
            same=0
            echo "$case/$part differs (- expected, + now):"
            diff -u "$old" "$new" | tail -n +3 | head -n 60
            if [ $accept -eq 1 ]; then
                cp "$new" "$case/$part"
            fi
        fi
    done < <(parts "$case")
    if [ $same -eq 1 ]; then
        passed=$((passed + 1))
    elif [ $accept -eq 1 ]; then
        taken=$((taken + 1))
    else
        failed=$((failed + 1))
    fi
done
if [ $accept -eq 1 ]; then
    echo "$taken cases taken over, $passed as they were"
else
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ]
fi
