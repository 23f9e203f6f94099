#!/usr/bin/env bash
# The same applications give the same bytes of pairing.json, whatever the order of their rows, the compiler and its optimisation,
# the locale and the zone of the machine; but for the files' digests and the lines of set-aside rows, which name the files as they are.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.."
: "${B:=build/release}" "${SEED:=1}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# pairing_of PROGRAM FOLDER [VARIABLE=VALUE…]: runs match and writes what must be the same.
pairing_of() {
    local program=$1 folder=$2
    shift 2
    env "$@" "$program" match "$folder" --as-of 2017-05-01T12:00 --set-aside-invalid --quiet --no-documents >/dev/null 2>"$scratch/err" || {
        cat "$scratch/err" >&2
        return 1
    }
    python3 - "$folder/out/pairing.json" <<'PY'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
text = re.sub(r'"sha256": "[0-9a-f]{64}"', '"sha256": ""', text)
print(re.sub(r'"line": \d+', '"line": 0', text), end="")
PY
}

fresh() { # fresh NAME SAMPLE: a copy without what earlier runs wrote
    mkdir -p "$scratch/$1"
    cp "$2"/*.csv "$scratch/$1/"
    if [ -e "$2/program.yaml" ]; then cp "$2/program.yaml" "$scratch/$1/"; fi
}

shuffle() { # the rows of each file in another order, the header first; quoted line breaks kept together
    python3 - "$1" "$2" <<'PY'
import csv, glob, random, sys
rng = random.Random(int(sys.argv[2]))
for name in glob.glob(sys.argv[1] + "/ment*.csv"):
    with open(name, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    body = rows[1:]
    rng.shuffle(body)
    with open(name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows[:1] + body)
PY
}

same() { # same NAME PROGRAM FOLDER [VARIABLE=VALUE…]: pairs again and compares with the first run
    local name=$1
    shift
    pairing_of "$@" >"$scratch/now"
    if [ -s "$scratch/base" ] && cmp -s "$scratch/base" "$scratch/now"; then
        passed=$((passed + 1))
    else
        echo "not the same bytes: $name"
        diff "$scratch/base" "$scratch/now" | head -n 6
        failed=$((failed + 1))
    fi
}

make --no-print-directory VARIANT=debug all >"$scratch/make" 2>&1 || { cat "$scratch/make"; }
make --no-print-directory VARIANT=clang all >"$scratch/make" 2>&1 || { cat "$scratch/make"; }
mkdir -p "$scratch/locale"
localedef -i tr_TR -f UTF-8 "$scratch/locale/tr_TR.UTF-8" >/dev/null 2>&1
python3 tests/make_cohort.py "$scratch/made" 120 110 "$SEED" many-signatures
for sample in samples/alcts-2017 samples/minimal "$scratch/made"; do
    name=$(basename "$sample")
    fresh first "$sample"
    pairing_of "$B/mentorpair" "$scratch/first" >"$scratch/base"
    same "$name, again" "$B/mentorpair" "$scratch/first"
    same "$name, gcc -O0" build/debug/mentorpair "$scratch/first"
    same "$name, clang -O3" build/clang/mentorpair "$scratch/first"
    same "$name, Turkish locale" "$B/mentorpair" "$scratch/first" LOCPATH="$scratch/locale" LC_ALL=tr_TR.UTF-8
    same "$name, zone of Auckland" "$B/mentorpair" "$scratch/first" TZ=Pacific/Auckland
    for turn in 1 2 3; do
        fresh "shuffled$turn" "$sample"
        shuffle "$scratch/shuffled$turn" $((SEED + turn))
        same "$name, rows shuffled ($turn)" "$B/mentorpair" "$scratch/shuffled$turn"
    done
    rm -rf "$scratch/first" "$scratch"/shuffled*
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
