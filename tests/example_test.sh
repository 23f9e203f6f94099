#!/usr/bin/env bash
# The published examples are what the program writes today: samples/pairing.example.json is the sample cohort's result, and the schema
# beside the sample's program.yaml is the program's own. --accept (make example) writes them anew.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.."
: "${B:=build/release}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/cohort"
find samples/alcts-2017 -maxdepth 1 -type f -exec cp -t "$scratch/cohort" {} +
"$B/mentorpair" match "$scratch/cohort" --as-of 2017-05-01T12:00 --set-aside-invalid --no-documents --quiet >/dev/null 2>&1
"$B/mentorpair" --schema program >"$scratch/program.schema.json"
passed=0 failed=0
for pair in "cohort/out/pairing.json samples/pairing.example.json" "program.schema.json samples/alcts-2017/program.schema.json"; do
    read -r made published <<<"$pair"
    if [ "${1:-}" = --accept ]; then
        cat "$scratch/$made" >"$published"
    fi
    if cmp -s "$scratch/$made" "$published"; then
        passed=$((passed + 1))
    else
        echo "$published is not what the program writes now: see how it differs, then make example"
        diff "$published" "$scratch/$made" | head -n 10
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
