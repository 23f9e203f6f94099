#!/usr/bin/env bash
# The program as its users meet it, beyond what golden cases can show: files that were changed, full disks, closed descriptors, kills, locks,
# terminals, the manual page, completions and the JSON of every command against its schema.
# SPDX-License-Identifier: GPL-3.0-or-later
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
: "${B:=build/release}"
program=$(readlink -f "$B/mentorpair")
[ -x "$program" ] || { echo "there is no $B/mentorpair: run make"; exit 1; }
bad=$(readlink -f tests/bad)
samples=$(readlink -f samples)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0
unset NO_COLOR SOURCE_DATE_EPOCH
cd "$scratch" || exit 1

# is NAME COMMAND…: the command must end well.
is() {
    local name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not so: $name"
        head -qn 6 stdout stderr 2>/dev/null | sed 's/^/    /'
    fi
}

# run CODE ARGUMENT…: runs the program; its exit code must be CODE.
run() {
    local wanted=$1 code=0
    shift
    "$program" "$@" >stdout 2>stderr </dev/null || code=$?
    is "mentorpair $* ends with $wanted, not $code" [ "$code" -eq "$wanted" ]
}

said() { is "it says: $1" grep -qF -- "$1" stdout; }
warned() { is "it says on stderr: $1" grep -qF -- "$1" stderr; }
fresh() { # fresh NAME: the sample cohort without a run
    rm -rf "$1"
    mkdir "$1"
    cp "$samples"/alcts-2017/{mentors.csv,mentees.csv,program.yaml} "$1/"
}
state() { (cd "$1" && find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2); }
names() { (cd "$1" && printf '%s ' *); }
as_of=(--as-of 2017-05-01T12:00)
admit=(--as-of 2017-05-01T12:00 --set-aside-invalid)

# ---- the manual page and the completions ----
"$program" --man-page >manual.1
is "the manual page is clean" [ -z "$(mandoc -Tlint manual.1 2>&1)" ]
mandoc -Tutf8 manual.1 | sed 's|.\x08||g' >manual.txt
for word in --set-aside-invalid --time-limit out.previous/ decisions.csv "timestamp" 78; do
    is "the manual page has $word" grep -qF -- "$word" manual.txt
done
"$program" --completion bash >c.bash
is "completion for bash is well-formed" bash -n c.bash
for shell in zsh fish; do
    "$program" --completion $shell >c.$shell
    is "completion for $shell is well-formed" $shell -n c.$shell
done
completed() { # completed WORD…: what bash offers for the last word
    bash -c 'source ./c.bash; compopt() { :; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mentorpair; echo "${COMPREPLY[*]}"' _ "$@"
}
is "bash completes commands" [ "$(completed mentorpair m)" = match ]
is "bash completes options" [ "$(completed mentorpair match spring --see)" = "--seed" ]
is "bash completes choices" [ "$(completed mentorpair check spring --color n)" = "never" ]
for command in init check match report verify compare what-if explain purge; do
    "$program" $command --help >help
    while read -r option; do
        for shell in bash zsh fish; do
            is "completion for $shell knows $option" grep -q -- "${option#--}" c.$shell
        done
    done < <(grep -oE '^  --[a-z-]+' help)
done

# ---- JSON against its schemas ----
valid() { # valid COMMAND: stdout is what the command's schema says
    "$program" "$1" --schema >schema.json
    /usr/bin/env python3 - schema.json stdout <<'PY'
import json, sys
import jsonschema
schema, document = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)
PY
}
fresh json
run 0 init new --json
is "init --json is valid" valid init
run 65 check json "${as_of[@]}" --json
is "check --json is valid, with errors too" valid check
is "with --json nothing is on stderr" [ ! -s stderr ]
run 65 match json "${as_of[@]}" --json
is "match --json is valid, with errors too" valid match
run 0 check json "${admit[@]}" --json
is "check --json is valid" valid check
run 0 match json "${admit[@]}" --json
is "match --json is valid" valid match
run 0 report json --json
is "report --json is valid" valid report
run 0 verify json --json --again
is "verify --json is valid" valid verify
run 0 compare json json/out --json
is "compare --json is valid" valid compare
run 66 compare json nowhere --json
is "compare --json is valid, with errors too" valid compare
run 0 what-if json --set rules.minimum_stage_gap=0 --without eilidh.thordardottir@example.org --json
is "what-if --json is valid" valid what-if
run 78 what-if json --set rules.minimum_gap=0 --json
is "what-if --json is valid, with errors too" valid what-if
run 0 explain json --mentee chloe.nakagawa@example.org --json
is "explain --json is valid" valid explain
run 0 explain json --mentee ada.zamora@example.org --mentor 'Farid Ivanić' --json
is "explain --json is valid of two people" valid explain
run 0 explain json --mentor 'Darragh Gonçalves' --json
is "explain --json is valid of a mentor" valid explain
run 0 explain json --mentee 'Imogen Talbot' --json
is "explain --json is valid of somebody set aside" valid explain
run 65 explain json --mentee 'Ada Zamorra' --json
is "explain --json is valid, with errors too" valid explain
for name in program pairing; do
    "$program" --schema $name >$name.schema.json
done
is "pairing.json is what its schema says" /usr/bin/env python3 -c '
import json, jsonschema
jsonschema.validate(json.load(open("json/out/pairing.json", encoding="utf-8")), json.load(open("pairing.schema.json", encoding="utf-8")))'

# ---- questions touch nothing ----
everything() { (find json added -printf '%p %y %m %s %i %T@\n' | LC_ALL=C sort; state json; state added); }
mkdir added
grep -v Thordardottir json/mentors.csv | head -n 2 >added/mentors.csv
echo decision,mentee,mentor,reason >added/decisions.csv
everything >before
run 0 what-if json --without eilidh.thordardottir@example.org --set 'criteria.Areas of work.weight=90' --add added/mentors.csv
run 75 what-if json --set rules.minimum_stage_gap=0 --time-limit 0
run 65 what-if json --without nobody
run 0 explain json --mentee ada.zamora@example.org
run 0 explain json --mentor 'Farid Ivanić'
run 75 explain json --mentee ada.zamora@example.org --time-limit 0
run 65 explain json --mentee nobody
run 70 explain json --mentee ada.zamora@example.org --decisions added/decisions.csv
run 0 compare json json/out
everything >after
is "what-if, explain and compare leave everything as it was" cmp -s before after

# ---- what stands in out/ ----
fresh spring
(umask 000 && "$program" match spring "${admit[@]}" --quiet) 2>stderr
is "folders are 0700" [ "$(stat -c %a spring/out)" = 700 ]
is "files are 0600" [ -z "$(find spring/out -type f ! -perm 600)" ]
is "nothing is left beside out/" [ "$(cd spring && echo .*.out* out* .out* | tr -d '*')" = "..out out .out" ]
state spring >before
run 0 match spring "${admit[@]}" --quiet
is "the same again gives the same bytes" [ "$(state spring)" = "$(cat before)" ]
is "--quiet prints nothing" [ ! -s stdout ]

# Errors of every kind leave it as it is.
unchanged() { is "nothing has changed after $1" [ "$(state spring)" = "$(cat before)" ]; }
run 65 match spring "${as_of[@]}"
unchanged "bad data"
run 64 match spring --as-of 2017-13-01
unchanged "a wrong date"
run 66 match spring "${admit[@]}" --decisions nowhere.csv
unchanged "a missing input"
printf 'careerstages: []\n' >wrong.yaml
run 78 match spring "${admit[@]}" --program wrong.yaml
unchanged "a wrong program"
"$program" match spring "${admit[@]}" >/dev/full 2>stderr
is "a full disk for stdout is 74" [ $? -eq 74 ]
unchanged "a full stdout"
"$program" match spring "${admit[@]}" --json >/dev/full 2>stderr
is "a full disk for the JSON is 74" [ $? -eq 74 ]
unchanged "a full stdout with --json"
"$program" check spring "${admit[@]}" >&- 2>stderr
is "a closed stdout is 74" [ $? -eq 74 ]
"$program" match spring "${admit[@]}" --quiet <&- 2>&- >&-
is "with all descriptors closed a quiet run works" [ $? -eq 0 ]
unchanged "closed descriptors"
"$program" --help >/dev/full 2>stderr
is "help to a full disk is 74" [ $? -eq 74 ]

# ---- another pairing, what is kept ----
read -r mentee mentor < <(/usr/bin/env python3 -c '
import json
pair = json.load(open("spring/out/pairing.json", encoding="utf-8"))["pairs"][0]
print(pair["mentee"], pair["mentor"])')
printf 'decision,mentee,mentor,reason\nveto,%s,%s,They have worked together\n' "$mentee" "$mentor" >spring/decisions.csv
old=$(sha256sum <spring/out/pairing.json)
echo "my marks" >>spring/out/pairs.csv
echo "notes" >spring/out/notes.txt
run 0 match spring "${admit[@]}"
warned 'out/notes.txt:1:1: note: this is not mentorpair'"'"'s: it is kept as kept/notes.txt [kept]'
warned 'out/pairs.csv:1:1: note: this was changed since mentorpair wrote it: it is kept as kept/pairs.csv [kept]'
is "the old run stands in out.previous/" [ "$(sha256sum <spring/out.previous/pairing.json)" = "$old" ]
is "strangers are in kept/" [ "$(cat spring/kept/notes.txt)" = notes ]
is "marks are in kept/" grep -q "my marks" spring/kept/pairs.csv
run 0 verify spring --again
previous=$(sha256sum <spring/out.previous/pairing.json)
run 0 match spring "${admit[@]}" --no-documents --quiet
is "the same pairing leaves out.previous/ alone" [ "$(sha256sum <spring/out.previous/pairing.json)" = "$previous" ]
is "--no-documents writes what it says" [ "$(names spring/out)" = "manifest.json pairing.json pairs.csv " ]
run 0 report spring --only html
is "report --only adds to what is there" [ "$(names spring/out)" = "cohort-report.html manifest.json pairing.json pairs.csv " ]
run 0 report spring
run 0 verify spring --again

# ---- verify refuses, report mends ----
echo "x" >>spring/out/cohort-report.txt
run 70 verify spring
said "cohort-report.txt was changed since it was written"
run 0 report spring --only csv
is "the changed report is kept" [ -e spring/kept/cohort-report.txt ]
run 0 verify spring --again
rm spring/out/cohort-report.txt
run 70 verify spring
said "cohort-report.txt does not exist"
run 0 report spring
run 0 verify spring
cp -r spring forged
sed -i '0,/"score": [0-9]*/s//"score": 9999/' forged/out/pairing.json
run 70 verify forged
run 70 report forged
warned "was changed since it was written"
forge() { # makes manifest.json fit what stands in out/
    /usr/bin/env python3 - "$1" <<'PY'
import hashlib, json, os, re, sys
out = sys.argv[1]
path = os.path.join(out, "manifest.json")
manifest = json.load(open(path))
for entry in manifest["files"]:
    data = open(os.path.join(out, entry["file"]), "rb").read()
    entry.update(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
pairing = open(os.path.join(out, "pairing.json"), "rb").read()
head = re.sub(rb'("tool": |"as_of": )"[^"]*"', rb'\1""', pairing, count=2)
manifest["pairing"] = hashlib.sha256(head).hexdigest()
json.dump(manifest, open(path, "w"), indent=2)
PY
}
forge forged/out
run 70 verify forged
is "the forged manifest itself fits" grep -q '^ok     files' stdout
said "FAILED result"
fresh other
"$program" match other "${admit[@]}" --alternatives 5 --quiet 2>stderr
run 70 verify other
said "the run says --alternatives 5"
run 0 verify other --alternatives 5
fresh changed
"$program" match changed "${admit[@]}" --quiet 2>stderr
sed -i '2s/Senior\|Mid-career\|Early career\|Student/Retired/' changed/mentors.csv
run 70 verify changed
sed -i '2s/@/ at /' changed/mentors.csv
"$program" verify changed >stdout 2>stderr
is "inputs that have errors now are not called proven" [ $? -ne 0 ]

# ---- limits, interruptions, kills, locks ----
fresh limit
run 75 match limit "${admit[@]}" --time-limit 0
said "at the time limit"
run 70 verify limit
said "the run says --time-limit 0"
run 0 verify limit --time-limit 0 --again
is "a stopped run says so in pairing.json" grep -q '"stopped": "time_limit"' limit/out/pairing.json
fresh killed
"$program" match killed "${admit[@]}" --quiet 2>stderr
for n in $(seq 1 40); do
    decide=$((n % 2))
    if [ $decide -eq 1 ]; then cp spring/decisions.csv killed/; else rm -f killed/decisions.csv; fi
    { timeout -s KILL "0.0$((n * 2 % 10))$((n % 10))" "$program" match killed "${admit[@]}" >/dev/null; } 2>/dev/null
    # Whatever stands there was made with or without the decision; it must be whole.
    "$program" verify killed >stdout 2>stderr || { cp spring/decisions.csv killed/; "$program" verify killed >stdout 2>stderr; } ||
        { rm -f killed/decisions.csv; "$program" verify killed >stdout 2>stderr; }
    is "after kill $n the run in out/ is whole" [ $? -eq 0 ]
done
rm -f killed/decisions.csv
run 0 match killed "${admit[@]}"
is "the next run tidies up" [ -z "$(find killed -name '.out.*')" ]
flock killed sleep 6 &
sleep 0.3
run 75 match killed "${admit[@]}"
warned "another mentorpair is at work"
wait
"$program" match killed "${admit[@]}" --quiet 2>/dev/null &
"$program" match killed "${admit[@]}" --quiet 2>/dev/null &
wait
run 0 verify killed

# ---- names ----
fresh "a b'c"
run 0 match "a b'c" "${admit[@]}"
said "mentorpair approve 'a b'\\''c' --by NAME"
run 0 verify "a b'c/"
fresh ./-dash
run 0 match "${admit[@]}" -- -dash
mkdir out-there
run 0 match spring "${admit[@]}" --out out-there/run --quiet
run 0 verify spring --out out-there/run
run 0 report --out out-there/run
ln -s spring linked
run 0 verify linked
ln -s run out-there/link
run 73 match spring "${admit[@]}" --out out-there/link
run 73 match spring "${admit[@]}" --out /dev/null
run 73 match spring "${admit[@]}" --out spring

# ---- as-of ----
fresh time
"$program" match time --as-of 2017-05-01 --set-aside-invalid --quiet 2>stderr
is "a date alone is 00:00 in the program's zone" grep -q '"as_of": "2017-05-01T00:00:00-05:00"' time/out/pairing.json
SOURCE_DATE_EPOCH=1493658000 "$program" match time --set-aside-invalid --quiet 2>stderr
is "SOURCE_DATE_EPOCH counts" grep -q '"as_of": "2017-05-01T12:00:00-05:00"' time/out/pairing.json
SOURCE_DATE_EPOCH=tomorrow "$program" match time --set-aside-invalid --quiet 2>stderr
is "a SOURCE_DATE_EPOCH that is no number is 64" [ $? -eq 64 ]
run 0 match time --as-of 2017-05-20 --set-aside-invalid
warned "[overdue]"

# ---- terminals ----
on_terminal() { TERM=xterm script -qec "stty cols 80; $*" /dev/null </dev/null >typescript 2>&1; }
on_terminal "$program" check spring "${as_of[@]}"
is "a terminal gets colours" grep -q $'\e\\[1;31merror:\e\\[0m' typescript
is "lines of a terminal end at 80 columns" [ "$(sed 's/\x1b\[[0-9;]*[mK]//g' typescript | tr -d '\r' | awk '{ if (length($0) > max) max = length($0) } END { print max }')" -le 80 ]
on_terminal NO_COLOR=1 "$program" check spring "${as_of[@]}"
is "NO_COLOR is honoured" [ "$(grep -c $'\e' typescript)" -eq 0 ]
on_terminal "$program" check spring "${as_of[@]}" --color never
is "--color never is honoured" [ "$(grep -c $'\e' typescript)" -eq 0 ]
"$program" check spring "${as_of[@]}" >stdout 2>stderr
is "no colours where there is no terminal" [ "$(cat stdout stderr | grep -c $'\e')" -eq 0 ]
is "no progress where there is no terminal" [ "$(grep -c $'\r' stderr)" -eq 0 ]
"$program" check spring "${as_of[@]}" --color always >stdout 2>stderr
is "--color always is honoured" grep -q $'\e\\[1;31m' stderr

# ---- hostile names, and people without an address ----
rm -rf sound && cp -r "$bad/sound" sound
odd=$'a\e[31m\u202e\n.csv'
printf 'Email\nx\n' >"sound/$odd"
run 65 check sound --mentees "sound/$odd" "${as_of[@]}"
warned 'sound/a\u{001B}[31m\u{202E} .csv:1:1: error:'
run 66 check "$odd" "${as_of[@]}"
warned 'there is no folder a\u{001B}[31m\u{202E} .csv'
is "nothing that a terminal obeys is printed" [ -z "$(tr -cd '\000-\011\013-\037' <stderr)" ]
sed -i 's/rosa.wren@example.org//' sound/mentees.csv
printf 'decision,mentee,mentor,reason\nwithdraw,rosa WREN,,\n' >sound/decisions.csv
run 0 check sound "${admit[@]}"
warned 'decisions.csv:2:1: note: the mentee takes no part already: invalid (mentees.csv, line 2). This line changes nothing [person_set_aside]'
printf 'decision,mentee,mentor,reason\npin,Rosa Wren,Ada Quill,\n' >sound/decisions.csv
run 65 check sound "${admit[@]}"
warned 'decisions.csv:2:1: error: the mentee takes no part already: invalid (mentees.csv, line 2). Take the pin out, or mend the application [pin_set_aside]'

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
