#!/usr/bin/env bash
# Malformed input by name: every tests/bad/<fault>.<csv|yaml|json|gone> is put beside sound files into a folder that holds the out/ of an earlier good
# run, and `mentorpair match` must answer with exactly <fault>.findings: its exit code in the first line, then what it says on stderr, but which form
# tool it recognises. Nothing may be
# said on stdout, and every file of the folder must be as it was, byte for byte and to the second. Where match finds no error (exit 0: warnings
# and notes), `mentorpair check` is asked instead, which writes nothing either. The name says which part the file plays:
#   mentors-*.csv, applications-*.csv, decisions-*.csv, past-*.csv|json, previous-*.csv|json, given-*.csv, program-*.yaml; any other .csv: mentees;
#   *.gone holds the names of files that are taken away
# The sound files stand in tests/bad/sound/; where a case needs others, they are in <fault>.with/. tests/bad_run.sh [--accept] [PATTERN]: only those whose name matches; --accept shows how the
# findings differ and takes the new ones over.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
: "${B:=build/release}"
accept=0
if [ "${1:-}" = --accept ]; then
    accept=1
    shift
fi
pattern=${1:-}
program=$(readlink -f "$B/mentorpair") && [ -x "$program" ] || { echo "there is no $B/mentorpair: run make"; exit 1; }
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
    given-*.csv)
        cp "$file" reading.csv
        sed -i '/kind: overlap/a\  - {name: Reading, kind: given, file: reading.csv, weight: 10}' program.yaml
        ;;
    program-*.yaml) cp "$file" program.yaml ;;
    *.gone) xargs rm -r <"$file" ;;
    *) cp "$file" mentees.csv ;;
    esac
}

# state FOLDER: what is in it, with digests, sizes, rights and times.
state() {
    (cd "$1" && find . -exec stat -c '%n %s %a %Y' {} + | sort && find . -type f -exec sha256sum {} + | sort)
}

# ask COMMAND FULL_NAME: runs it in a fresh folder with the file in its place; sets code and untouched, writes is and stdout.
ask() {
    local options=(--as-of 2017-05-01T12:00) previous
    rm -rf "$scratch/run"
    cp -a "$scratch/sound" "$scratch/run"
    [ ! -d "${2%.*}.with" ] || cp -r "${2%.*}.with/." "$scratch/run"
    (cd "$scratch/run" && place "$2")
    for previous in "$scratch"/run/previous.*; do
        [ -e "$previous" ] && options+=(--previous "$(basename "$previous")")
    done
    [ "$1" = match ] || options+=(--quiet)
    state "$scratch/run" >"$scratch/before"
    code=0
    (cd "$scratch/run" && timeout 60 "$program" "$1" . "${options[@]}") >"$scratch/stdout" 2>"$scratch/stderr" </dev/null || code=$?
    state "$scratch/run" >"$scratch/after"
    { echo "exit $code" && grep -v '\[form_recognised\]$' "$scratch/stderr"; } >"$scratch/is"
    untouched=0
    cmp -s "$scratch/before" "$scratch/after" && [ ! -s "$scratch/stdout" ] && untouched=1
}

cp -r tests/bad/sound "$scratch/sound"
if ! (cd "$scratch/sound" && "$program" match . --as-of 2017-05-01T12:00) >/dev/null 2>"$scratch/stderr" || grep -v '\[form_recognised\]$' "$scratch/stderr"; then
    echo "the sound files are not sound:"
    cat "$scratch/stderr"
    echo "0 passed, 1 failed"
    exit 1
fi

for file in tests/bad/*.csv tests/bad/*.yaml tests/bad/*.json tests/bad/*.gone; do
    [ -e "$file" ] || continue
    if [ -n "$pattern" ] && [[ $file != *$pattern* ]]; then
        continue
    fi
    expected=${file%.*}.findings
    full=$(readlink -f "$file")
    ask match "$full"
    [ "$code" -ne 0 ] || ask check "$full"
    good=1
    if [ $untouched -eq 0 ]; then
        echo "$file: something was printed on stdout, or a file of the folder was touched"
        head -n 5 "$scratch/stdout"
        diff "$scratch/before" "$scratch/after" | head -n 5
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
