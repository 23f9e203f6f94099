#!/usr/bin/env bash
# What renders the documents is crashed, killed or made to leave at 200 × LONG allocations over all documents, and given no more memory at 10 × LONG
# of them: the exit code says so, a sentence says so, and out/ is as it was. POINTS and KINDS choose others. KINDS="once" asks for more than holds
# today: a single failed allocation amid others that succeed, within Pango, fontconfig, libxml2 or libxlsxwriter, which go on with less and tell
# nobody. Without any memory, fontconfig may take until the deadline of two minutes to give up.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
: "${B:=build/release}" "${POINTS:=}" "${KINDS:=}" "${LONG:=1}"
case $B in
*asan*)
    echo "ASan has the allocations to itself"
    exit 77
    ;;
esac
program=$(readlink -f "$B/mentorpair")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0
cc -std=c17 -Wall -Werror -shared -fPIC -o "$scratch/faults.so" tests/render_faults.c -lpthread || exit 1

# Names and bytes of everything; out/ itself must be the same folder too.
state() {
    (cd "$1" && find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2 && stat -c %i out)
}
content() {
    (cd "$1" && find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2)
}

cp -r samples/minimal "$scratch/cohort"
rm -rf "$scratch/cohort"/out*
(cd "$scratch/cohort" && "$program" match mentors.csv mentees.csv --as-of 2017-05-01 --quiet) 2>/dev/null || exit 1
(cd "$scratch/cohort" && LD_PRELOAD="$scratch/faults.so" RENDER_COUNT="$scratch/count" "$program" report --out out --quiet) || exit 1
total=$(od -An -t d8 "$scratch/count" | tr -d ' ')
[ "$total" -gt 1000 ] || { echo "nothing was counted"; exit 1; }
content "$scratch/cohort" >"$scratch/good"
cp -r "$scratch/cohort" "$scratch/second"

# point FOLDER FAULT SHARE: at the allocation that so many of POINTS parts of all come before.
point() {
    local folder=$scratch/$1 code=0 at=$((total * $3 / POINTS))
    state "$folder" >"$folder.before"
    (cd "$folder" && LD_PRELOAD="$scratch/faults.so" RENDER_FAULT="$2" RENDER_AT="$at" timeout 150 "$program" report --out out --quiet) >"$folder.said" 2>&1 || code=$?
    state "$folder" >"$folder.after"
    if [ $code -eq 0 ]; then
        # Done in spite of it: then every byte is right. Only want of memory can be done without.
        content "$folder" | cmp -s "$scratch/good" - && [ "$2" = once ] && return 0
    else
        { [ $code -eq 70 ] || { [ $code -eq 71 ] && { [ "$2" = once ] || [ "$2" = ever ]; }; }; } && cmp -s "$folder.before" "$folder.after" &&
            grep -q 'unchanged\|memory\|could not be made' "$folder.said" && return 0
    fi
    echo "$2 at allocation $at: exit code $code"
    head -n 5 "$folder.said"
    diff "$folder.before" "$folder.after" | head -n 5
    return 1
}

# The points are spread evenly; the faults take turns.
half() {
    local i kinds good=0 bad=0
    read -r -a kinds <<<"$KINDS"
    for ((i = $2; i < POINTS; i += 2)); do
        if point "$1" "${kinds[i / 2 % ${#kinds[@]}]}" "$i"; then good=$((good + 1)); else bad=$((bad + 1)); fi
    done
    echo "$good $bad" >"$scratch/$1.counts"
}
# series POINTS KINDS: in two folders at a time.
series() {
    local folder good bad
    POINTS=$1 KINDS=$2
    half cohort 0 &
    half second 1 &
    wait
    for folder in cohort second; do
        read -r good bad <"$scratch/$folder.counts"
        passed=$((passed + good)) failed=$((failed + bad))
    done
}
if [ -n "$POINTS$KINDS" ]; then
    series "${POINTS:-200}" "${KINDS:-crash kill leave}"
else
    series $((200 * LONG)) "crash kill leave"
    series $((10 * LONG)) ever
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
