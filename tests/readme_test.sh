#!/usr/bin/env bash
# Runs every `mentorpair …` command of the README in its order, in an empty folder with nothing but the program and the samples: each
# must end with 0. After `init` the sample's applications are put into the new folder, as the walk tells its reader to do.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.."
: "${B:=build/release}"
top=$PWD
program=$(realpath "$B/mentorpair")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0
mkdir "$scratch/bin" "$scratch/desk"
ln -s "$program" "$scratch/bin/mentorpair"
mkdir "$scratch/desk/samples"
for sample in alcts-2017 minimal; do
    mkdir "$scratch/desk/samples/$sample"
    find "samples/$sample" -maxdepth 1 -type f -exec cp -t "$scratch/desk/samples/$sample" {} +
done
cd "$scratch/desk" || exit 1
export PATH="$scratch/bin:$PATH" SOURCE_DATE_EPOCH=1493658000 MANPAGER=cat

while IFS= read -r command; do
    case $command in
    *COMMAND*) command=${command//COMMAND/match} ;;
    esac
    code=0
    eval "$command" >"$scratch/log" 2>&1 </dev/null || code=$? # with its quotes, as a reader's shell takes it
    if [ $code -eq 0 ]; then
        passed=$((passed + 1))
    else
        echo "README: $command ended with $code"
        cat "$scratch/log"
        failed=$((failed + 1))
    fi
    if [ "${command#mentorpair init }" != "$command" ]; then
        cp samples/minimal/*.csv spring-2017/
        # The README's own decisions, as they stand there.
        sed -n 's/^       \(decision,\|veto,\|withdraw,\)/\1/p' "$top/README.md" >spring-2017/decisions.csv
    fi
done < <(grep -oE '`mentorpair [^`]+`' "$top/README.md" | tr -d '`')
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
