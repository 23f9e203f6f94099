#!/usr/bin/env python3
"""`init --from` on every export under tests/forms/, then `match` without editing anything: everybody of the cohort takes part and mentees are
paired; and what init refuses.  SPDX-License-Identifier: GPL-3.0-or-later"""
import csv
import json
import os
import subprocess
import sys
import tempfile

FORMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "forms")
PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build/release"), "mentorpair"))
counts = {True: 0, False: 0}


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)


def expect(what, holds, said=""):
    counts[bool(holds)] += 1
    if not holds:
        print(f"FAILED {what}\n{said}")


def people_of(folder):
    found = {}
    for name in os.listdir(os.path.join(folder, "plain")):
        if name.endswith(".csv"):
            with open(os.path.join(folder, "plain", name), encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    found.setdefault(row["role"] + "s" if "role" in row else name[:-4], set()).add(row["email"])
    return found


def check_export(name, scratch):
    folder, new = os.path.join(FORMS, name), os.path.join(scratch, name)
    exports = sorted(os.path.join(folder, file) for file in os.listdir(folder) if file.endswith(".csv"))
    made = run("init", new, *(argument for export in exports for argument in ("--from", export)))
    expect(f"{name}: init", made.returncode == 0, made.stderr)
    if made.returncode != 0:
        return
    for export in exports:
        with open(export, "rb") as one, open(os.path.join(new, os.path.basename(export)), "rb") as other:
            expect(f"{name}: {os.path.basename(export)} as it was", one.read() == other.read())
    matched = run("match", new, "--as-of", "2017-05-01", "--no-documents")
    expect(f"{name}: match", matched.returncode == 0, matched.stderr)
    if matched.returncode != 0:
        return
    with open(os.path.join(new, "out", "pairing.json"), encoding="utf-8") as file:
        pairing = json.load(file)
    for role, expected in people_of(folder).items():
        found = {person["email"] for person in pairing["people"][role]}
        expect(f"{name}: all {role} take part", found == expected, f"{found ^ expected}\n{matched.stderr}")
    expect(f"{name}: mentees are paired", pairing["summary"]["pairs"] == len(pairing["people"]["mentees"]), json.dumps(pairing["summary"]))
    areas = {person_area for person in pairing["people"]["mentors"] for person_area in person.get("areas", [])}
    with open(os.path.join(new, "program.yaml"), encoding="utf-8") as file:
        if "QUESTION: which areas does the form offer?" in file.read():
            return
    expect(f"{name}: areas whole", "Rare books, maps, and prints" in areas, str(areas))


def write(scratch, name, text):
    path = os.path.join(scratch, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def check_one_file_for_both(scratch):
    header = "Timestamp,I am applying as,Your name,Email,Where do you stand?,Favourite topics,How many mentees can you take?\n"
    rows = ["3/1/2017 9:00:00,Mentor,Ada Quill,ada@example.org,11-20 years,Maps; Indexing,Two or three",
            "3/2/2017 9:00:00,Mentor,Bo Ash,bo@example.org,more than 20 years,Indexing,Just one",
            "3/3/2017 9:00:00,Mentee,Cy Elm,cy@example.org,less than 2 years,Maps,",
            "3/4/2017 9:00:00,Both,Di Fir,di@example.org,2-10 years,Maps; Indexing,It depends"]
    export = write(scratch, "answers.csv", header + "\n".join(rows) + "\n")
    new = os.path.join(scratch, "both")
    made = run("init", new, "--from", export, "--json")
    expect("one file for both: init", made.returncode == 0, made.stderr)
    expect("one file for both: applications.csv", os.path.exists(os.path.join(new, "applications.csv")))
    expect("one file for both: no other files", not os.path.exists(os.path.join(new, "mentors.csv")))
    expect("one file for both: questions are counted", json.loads(made.stdout)["summary"]["questions"] > 2, made.stdout)
    with open(os.path.join(new, "program.yaml"), encoding="utf-8") as file:
        text = file.read()
    expect("one file for both: phrases for capacity", '"Two or three": 2' in text and '"Just one": 1' in text and '"It depends": 1' in text, text)
    matched = run("match", new, "--as-of", "2017-05-01", "--no-documents")
    expect("one file for both: match", matched.returncode == 0, matched.stderr)
    expect("one file for both: pairs", "2 mentees" in matched.stdout or "2 of" in matched.stdout, matched.stdout)


def check_refusals(scratch):
    nameless = write(scratch, "answers2.csv", "Name,Email\nAda Quill,ada@example.org\n")
    broken = write(scratch, "mentors-broken.csv", 'Name,Email\n"Ada Quill,ada@example.org\n')
    mentors = os.path.join(FORMS, "google", "mentors.csv")
    for what, exports, code, word in (("role unknown", [nameless], 65, "role_not_told"), ("quote open", [broken], 65, "quote_not_closed"),
                                      ("same role twice", [mentors, mentors], 65, "role_twice"), ("no such file", ["nowhere.csv"], 66, "nowhere.csv"),
                                      ("a folder", [scratch], 65, "folder"), ("three", [mentors] * 3, 64, "twice")):
        new = os.path.join(scratch, "refused")
        arguments = [part for export in exports for part in ("--from", export)]
        made = run("init", new, *arguments)
        expect(f"{what}: exit {code}", made.returncode == code, f"{made.returncode} {made.stderr}")
        expect(f"{what}: said", word in made.stderr, made.stderr)
        expect(f"{what}: nothing written", not os.path.exists(new))
    new = os.path.join(scratch, "taken")
    os.mkdir(new)
    write(new, "mentors.csv", "mine")
    made = run("init", new, "--from", mentors)
    expect("a file is there: refused", made.returncode == 73, made.stderr)
    expect("a file is there: untouched", os.listdir(new) == ["mentors.csv"])


def main():
    with tempfile.TemporaryDirectory() as scratch:
        for name in sorted(os.listdir(FORMS)):
            if os.path.isdir(os.path.join(FORMS, name)):
                check_export(name, scratch)
        check_one_file_for_both(scratch)
        check_refusals(scratch)
    print(f"{counts[True]} passed, {counts[False]} failed")
    sys.exit(counts[False] > 0)


main()
