#!/usr/bin/env bash
# Fuzzes one door for some seconds with libFuzzer: tests/fuzz_run.sh DOOR SECONDS. It starts from the corpus in the tree and from what earlier
# runs learnt (build/fuzz/learnt/DOOR). Whatever breaks the door is kept in build/fuzz/finds/DOOR; once it is mended, it belongs into the corpus.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.."
: "${B:=build/fuzz}"
door=$1 seconds=$2 code=0
learnt=$B/learnt/$door finds=$B/finds/$door
mkdir -p "$learnt" "$finds"
options=(-max_total_time="$seconds" -max_len=20000 -timeout=10 -rss_limit_mb=1024 -artifact_prefix="$finds/" -print_final_stats=1 -verbosity=1)
[ ! -e "tests/fuzz/$door.dict" ] || options+=(-dict="tests/fuzz/$door.dict")
ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 \
    "$B/tests/fuzz/$door" "${options[@]}" "$learnt" "tests/fuzz/corpus/$door" >"$finds/log" 2>&1 || code=$?
if [ $code -ne 0 ]; then
    grep -vE '^#[0-9]+' "$finds/log" | tail -n 60
    echo "The door $door broke: the input is in $finds/"
    exit 1
fi
executed=$(sed -n 's/^stat::number_of_executed_units: *//p' "$finds/log")
echo "$door: $executed inputs tried in $seconds seconds, nothing broke"
