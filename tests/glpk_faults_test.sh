#!/usr/bin/env bash
# The program with a GLPK that misbehaves (glpk_faults.c): the exit code, nothing changed in out/ unless it is marked as not proven,
# nothing printed by the library. Which call is hit and all that follows from it is for tests/property/failing_glpk_property.c.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.."
: "${B:=build/release}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"

cc -std=c17 -Wall -Werror -shared -fPIC -o "$scratch/glpk_faults.so" tests/glpk_faults.c || exit 1
cp -r samples/alcts-2017 "$scratch/cohort"
rm -rf "$scratch/cohort/out"

match() {
    "$@" "$B/mentorpair" match "$scratch/cohort" --as-of 2017-05-01T12:00 --set-aside-invalid --seed 3 \
        >"$scratch/stdout" 2>"$scratch/stderr"
}

digest() {
    (cd "$scratch/cohort" && find . -type f -exec sha256sum {} + | sort -k 2)
}

# expect FAULT EXIT-CODE WORD-ON-STDERR: this fault, that exit code, nothing changed in the folder.
expect() {
    local code=0
    digest >"$scratch/before"
    match env LD_PRELOAD="$scratch/glpk_faults.so" GLPK_FAULT="$1" || code=$?
    digest >"$scratch/after"
    if [ "$code" = "$2" ] && grep -q "$3" "$scratch/stderr" && cmp -s "$scratch/before" "$scratch/after" &&
        ! grep -qi 'error detected\|glpapi' "$scratch/stdout"; then
        passed=$((passed + 1))
    else
        echo "$1: exit code $code instead of $2, or the folder has changed, or other words:"
        cat "$scratch/stdout" "$scratch/stderr"
        failed=$((failed + 1))
    fi
}

that() {
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        echo "not so: $what"
        failed=$((failed + 1))
    fi
}

faults() {
    expect abort 70 'assignment/glpk'
    expect failure 70 'the simplex returned'
    expect not-a-number 70 'is not a whole number'
    expect wrong-numbers 70 'assignment/simplex'
    expect memory 71 'memory'
}

faults
that "nothing is published without a proof" [ ! -e "$scratch/cohort/out" ]
match env
that "with GLPK itself the cohort is paired" [ -e "$scratch/cohort/out/pairing.json" ]
cp "$scratch/cohort/out/pairing.json" "$scratch/proven.json"
faults
that "the pairing before still stands" cmp -s "$scratch/proven.json" "$scratch/cohort/out/pairing.json"

code=0
match env LD_PRELOAD="$scratch/glpk_faults.so" GLPK_FAULT=time || code=$?
that "out of time is exit code 75" [ "$code" = 75 ]
that "and marked in pairing.json" grep -q '"proven": false' "$scratch/cohort/out/pairing.json"
that "and at the head of the report" grep -q '^Stopped at the time limit' <(head -n 12 "$scratch/cohort/out/cohort-report.txt")
that "the pairing before is kept" cmp -s "$scratch/proven.json" "$scratch/cohort/out.previous/pairing.json"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
