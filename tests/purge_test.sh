#!/usr/bin/env bash
# mentorpair purge leaves nothing of what the tool wrote, and touches nothing else: the folder is compared with what it was before any run.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
: "${B:=build/release}"
program=$(readlink -f "$B/mentorpair")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

that() {
    local what=$1
    shift
    if "$@" >"$scratch/said" 2>&1; then
        passed=$((passed + 1))
    else
        echo "not so: $what"
        head -n 20 "$scratch/said"
        failed=$((failed + 1))
    fi
}

# Names, kinds and bytes of everything in the folder.
state() {
    (cd "$scratch/$1" && find . -printf '%y %m %p %l\n' | LC_ALL=C sort && find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2)
}

fresh() {
    rm -rf "${scratch:?}/$1"
    cp -r samples/alcts-2017 "$scratch/$1"
    rm -rf "${scratch:?}/$1"/out* "${scratch:?}/$1/journal"
    mkdir "$scratch/$1/past" "$scratch/$1/templates"
    echo mine >"$scratch/$1/letter.odt"
    echo mine >"$scratch/$1/templates/mentee.txt"
    printf 'mentee,mentor\n' >"$scratch/$1/past/2016.csv"
    state "$1" >"$scratch/before"
}

run() {
    (cd "$scratch" && "$program" "$@") >"$scratch/stdout" 2>"$scratch/stderr"
}

match() {
    run match "$1" --as-of 2017-05-01T12:00 --set-aside-invalid --quiet "${@:2}"
}

as_before() {
    state "$1" | diff "$scratch/before" -
}

fresh whole
match whole
match whole --seed 9
run approve whole --by "Ana Ruiz"
state whole >"$scratch/with"
that "listing ends with 0" run purge whole
that "listing names every file of the runs" bash -c "(cd '$scratch' && find whole/out whole/out.previous whole/approval.json whole/journal -type f) | sort |
    while read -r f; do grep -qF \"\$f\" '$scratch/stdout' || { echo \"\$f\"; exit 1; }; done"
that "listing names the inputs" grep -q 'whole/mentees.csv (applications)' "$scratch/stdout"
that "listing changes nothing" bash -c "$(declare -f state); scratch=$scratch; state whole | diff $scratch/with -"
that "purge ends with 0" run purge whole --yes
that "purge leaves nothing of the tool's, and everything else as it was" as_before whole
that "a second purge ends with 0" run purge whole --yes
that "and changes nothing" as_before whole

fresh mixed
match mixed
echo mine >"$scratch/mixed/out/notes.txt"
echo mine >>"$scratch/mixed/out/pairs.csv"
mkdir "$scratch/mixed/journal" "$scratch/elsewhere"
echo mine >"$scratch/mixed/journal/mine.txt"
echo far >"$scratch/elsewhere/pairing.json"
ln -s "$scratch/elsewhere" "$scratch/mixed/out/link"
rm "$scratch/mixed/out/review.html"
ln -s "$scratch/elsewhere/pairing.json" "$scratch/mixed/out/review.html"
that "with files of somebody's in out/: ends with 0" run purge mixed --yes
that "what is not the tool's stays" test -f "$scratch/mixed/out/notes.txt" -a -f "$scratch/mixed/out/pairs.csv" -a -L "$scratch/mixed/out/link" -a \
    -L "$scratch/mixed/out/review.html" -a -f "$scratch/mixed/journal/mine.txt" -a -f "$scratch/elsewhere/pairing.json"
that "and is named" grep -q 'mixed/out/pairs.csv (changed since' "$scratch/stdout"
that "the tool's own is gone" bash -c "[ \"\$(ls '$scratch/mixed/out' | tr '\n' ' ')\" = 'link notes.txt pairs.csv review.html ' ]"
that "again: ends with 0" run purge mixed --yes

fresh killed
match killed
mkdir "$scratch/killed/.out.partial.1.0"
echo half >"$scratch/killed/.out.partial.1.0/pairing.json"
that "after a killed run" run purge killed --yes
that "nothing of it is left" as_before killed

fresh other
ln -s "$scratch/elsewhere" "$scratch/other/out"
state other >"$scratch/before"
that "out/ that is a link: ends with 0" run purge other --yes
that "and nothing is touched" as_before other

fresh person
match person
run purge person --person "Ada Zamora" --json
that "one person: the record" grep -q '"email": "ada.zamora@example.org"' "$scratch/stdout"
that "one person: the line of the application" bash -c "line=\$(grep -n -i ada.zamora '$scratch/person/mentees.csv' | head -n 1 | cut -d: -f1)
    tr -d ' \n' <'$scratch/stdout' | grep -q \"person/mentees.csv\\\",\\\"lines\\\":\\[\$line\\]\""
that "nobody of that name" run purge person --person nobody@example.net
that "is said" grep -q 'Nothing is held' "$scratch/stdout"
that "--person deletes nothing" bash -c "cd '$scratch' && '$program' purge person --person 'Ada Zamora' --yes; [ \$? = 64 ] && [ -f person/out/pairing.json ]"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
