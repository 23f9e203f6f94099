#!/usr/bin/env bash
# Malformed input by name: every tests/bad/<fault>.<csv|yaml|json> is checked beside sound files, and must give exactly the findings in
# <fault>.findings (what goes to stderr), the exit code in its first line, and write nothing. The name says which part the file plays:
#   mentors-*.csv, applications-*.csv, decisions-*.csv, past-*.csv|json, previous-*.csv|json, program-*.yaml; any other .csv: mentees
# The sound files stand in tests/bad/sound/. --accept [PATTERN]: shows the differences and takes the new findings over.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
: "${B:=build/release}"
accept=0 pattern=
if [ "${1:-}" = --accept ]; then
    accept=1 pattern=${2:-}
fi
program=$(readlink -f "$B/mentorpair") || { echo "there is no $B/mentorpair: run make"; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0 taken=0

# place FILE: puts it among the sound files under the name that its part has.
place() {
    local file=$1 name
    name=$(basename "$file")
    case $name in
    mentors-*.csv) cp "$file" mentors.csv ;;
    applications-*.csv) rm -f mentors.csv mentees.csv && cp "$file" applications.csv ;;
    decisions-*.csv) cp "$file" decisions.csv ;;
    past-*) mkdir -p past && cp "$file" "past/past.${name##*.}" ;;
    previous-*) cp "$file" "previous.${name##*.}" ;;
    program-*.yaml) cp "$file" program.yaml ;;
    *) cp "$file" mentees.csv ;;
    esac
}

for file in tests/bad/*.csv tests/bad/*.yaml tests/bad/*.json; do
    [ -e "$file" ] || continue
    if [ -n "$pattern" ] && [[ $file != *$pattern* ]]; then
        continue
    fi
    expected=${file%.*}.findings
    rm -rf "$scratch/run"
    cp -r tests/bad/sound "$scratch/run"
    full=$(readlink -f "$file")
    (cd "$scratch/run" && place "$full")
    options=(--as-of 2017-05-01T12:00)
    for previous in "$scratch"/run/previous.*; do
        [ -e "$previous" ] && options+=(--previous "$(basename "$previous")")
    done
    before=$(cd "$scratch/run" && find . -exec stat -c '%n %s %Y' {} + | sort)
    code=0
    (cd "$scratch/run" && timeout 60 "$program" check . "${options[@]}" --quiet) >"$scratch/stdout" 2>"$scratch/stderr" </dev/null || code=$?
    { echo "exit $code" && cat "$scratch/stderr"; } >"$scratch/is"
    after=$(cd "$scratch/run" && find . -exec stat -c '%n %s %Y' {} + | sort)
    good=1
    if [ -s "$scratch/stdout" ] || [ "$before" != "$after" ]; then
        echo "$file: check --quiet printed on stdout, or wrote something"
        good=0
    fi
    [ -e "$expected" ] || [ $accept -eq 0 ] || : >"$expected"
    if ! cmp -s "$expected" "$scratch/is"; then
        echo "$expected differs (- expected, + now):"
        diff -u "$expected" "$scratch/is" 2>&1 | tail -n +3 | head -n 40
        if [ $accept -eq 1 ]; then
            cp "$scratch/is" "$expected"
            taken=$((taken + 1))
            continue
        fi
        good=0
    fi
    if [ $good -eq 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
if [ $accept -eq 1 ]; then
    echo "$taken cases taken over, $passed as they were"
else
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ]
fi
