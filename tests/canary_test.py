#!/usr/bin/env python3
"""Nothing private in any file under out/: for every known field and one column of the form's own, a run in which it is named in `private` and every
answer holds a canary. Conflicts, and the reasons of vetoes and withdrawals, stand in pairing.json and review.html alone. Files are found by listing
out/, so a new kind of document is covered by itself.  SPDX-License-Identifier: GPL-3.0-or-later"""
import csv
import os
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build/release"), "mentorpair"))
CANARY = "Qzarvox"
counts = {True: 0, False: 0}
STAGES, AREAS = ["Student", "Early", "Senior"], ["Cataloging", "Music", "Maps"]
# field -> the answers of six mentors and seven mentees; {0} is the number of the person
PLAIN = {
    "career_stage": lambda i, mentor: STAGES[2 if mentor else i % 2], "areas": lambda i, mentor: AREAS[i % 3], "institution": lambda i, mentor: f"Institute {i} {mentor}",
    "location": lambda i, mentor: f"Town {i}", "time_zone": lambda i, mentor: "UTC", "library_type": lambda i, mentor: f"kind{i % 2}",
    "meeting": lambda i, mentor: f"by way {i % 2}", "languages": lambda i, mentor: f"tongue{i % 2}", "goals": lambda i, mentor: f"goal {i}",
    "statement": lambda i, mentor: f"statement {i}", "Badge": lambda i, mentor: f"badge{i % 2}",
}
SECRET = dict(PLAIN, **{
    "career_stage": lambda i, mentor: f"{CANARY}stage{2 if mentor else i % 2}", "areas": lambda i, mentor: f"{CANARY}area{i % 3}",
    "institution": lambda i, mentor: f"{CANARY} {i} {mentor}", "location": lambda i, mentor: f"{CANARY} {i}", "time_zone": lambda i, mentor: "Antarctica/Troll",
    "library_type": lambda i, mentor: f"{CANARY}{i % 2}", "meeting": lambda i, mentor: f"{CANARY}{i % 2}", "languages": lambda i, mentor: f"{CANARY}{i % 2}",
    "goals": lambda i, mentor: f"{CANARY} {i}", "statement": lambda i, mentor: f"{CANARY} {i}", "Badge": lambda i, mentor: f"{CANARY}{i % 2}"})

GROUPS = [("career_stage", "institution", "goals"), ("areas", "location", "statement"), ("time_zone", "meeting", "Badge"), ("library_type", "languages")]
assert sorted(sum(GROUPS, ())) == sorted(PLAIN)


def expect(what, holds, said=""):
    counts[bool(holds)] += 1
    if not holds:
        print(f"FAILED {what}\n{said}")


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def program(private):
    stages = [f"{CANARY}stage{i}" for i in range(3)] if "career_stage" in private else STAGES
    areas = [f"{CANARY}area{i}" for i in range(3)] if "areas" in private else AREAS
    return (f"program: {{ name: Canary Program, contact: chair@example.org }}\ncalendar: {{ time_zone: UTC, pairing_due: 2017-05-12 }}\n"
            f"career_stages: {stages}\nareas: {areas}\ncriteria:\n"
            "  - { name: Stage, kind: stage_gap, weight: 40, gap_scores: {0: 60, 1: 100, 2: 90} }\n  - { name: Areas, kind: overlap, field: areas, weight: 50 }\n"
            "  - { name: Zone, kind: distance, field: time_zone, weight: 10, zero_at: 4 }\n  - { name: Kind, kind: equal, field: library_type, weight: 5 }\n"
            "  - { name: Sign, kind: equal, field: Badge, weight: 5 }\nrules: { minimum_score: 0 }\n"
            + (f"private: [{', '.join(private)}]\n" if private else ""))


def write(folder, private, extra=None):
    os.makedirs(folder)
    with open(os.path.join(folder, "program.yaml"), "w", encoding="utf-8") as file:
        file.write(program(private))
    heads = list(PLAIN)
    for mentor, side, count in ((True, "mentors", 6), (False, "mentees", 7)):
        with open(os.path.join(folder, side + ".csv"), "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["name", "email"] + heads + ["requested", "conflicts"])
            for i in range(count):
                conflict = extra if extra and not mentor and i == 0 else ""
                out.writerow([f"{side[:-1].title()} Number{i}", f"{side}{i}@example.org"] +
                             [(SECRET if head in private else PLAIN)[head](i, mentor) for head in heads] + ["", conflict])


def texts(path):
    """All that the file says, packed or not."""
    with open(path, "rb") as file:
        yield file.read()
    if path.endswith(".pdf"):
        for tool in (("pdftotext", path, "-"), ("pdfinfo", "-struct-text", path), ("pdfinfo", path), ("qpdf", "--qdf", "--object-streams=disable", path, "-")):
            yield subprocess.run(tool, capture_output=True, check=True).stdout
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield archive.read(name)


def holding(folder, word):
    found = set()
    for top, _, names in os.walk(folder):
        for name in names:
            if any(word.lower().encode() in text.lower() for text in texts(os.path.join(top, name))):
                found.add(os.path.relpath(os.path.join(top, name), folder))
    return found


def check_private(scratch):
    for number, fields in enumerate(GROUPS):
        folder = os.path.join(scratch, str(number))
        write(folder, fields)
        done = run(PROGRAM, "match", folder, "--as-of", "2017-05-01")
        expect(f"{fields} are private: match", done.returncode == 0, done.stdout + done.stderr)
        expect(f"{fields} are private: not on the terminal", CANARY not in done.stdout + done.stderr, done.stdout + done.stderr)
        for word in (CANARY, "Troll"):
            expect(f"{fields} are private: in no file", not holding(os.path.join(folder, "out"), word), holding(os.path.join(folder, "out"), word))
    folder = os.path.join(scratch, "open")
    write(folder, ())
    run(PROGRAM, "match", folder, "--as-of", "2017-05-01")
    found = holding(os.path.join(folder, "out"), "Number3")
    listed = {name for name in os.listdir(os.path.join(folder, "out")) if name not in ("manifest.json", "summary.pdf")}
    expect("this test can read every document: names are found in all", found >= listed, listed - found)


def check_reasons(scratch):
    folder = os.path.join(scratch, "reasons")
    write(folder, (), "Mentor Number0; mentors5@example.org")
    decisions = (f"decision,mentee,mentor,reason\nveto,mentees1@example.org,mentors1@example.org,{CANARY}veto\nwithdraw,,mentors2@example.org,{CANARY}withdraw\n"
                 "pin,mentees2@example.org,mentors3@example.org,A good reason\n")
    with open(os.path.join(folder, "decisions.csv"), "w", encoding="utf-8") as file:
        file.write(decisions)
    done = run(PROGRAM, "match", folder, "--as-of", "2017-05-01")
    expect("reasons: match", done.returncode == 0, done.stdout + done.stderr)
    for word in ("veto", "withdraw"):
        expect(f"reasons of a {word} stand in two places", holding(os.path.join(folder, "out"), CANARY + word) <= {"pairing.json", "review.html"},
               holding(os.path.join(folder, "out"), CANARY + word))
        expect(f"reasons of a {word} stand in pairing.json", "pairing.json" in holding(os.path.join(folder, "out"), CANARY + word))
    # Somebody who takes no part is named in conflicts alone.
    folder = os.path.join(scratch, "conflicts")
    write(folder, (), f"{CANARY} Elsewhere")
    done = run(PROGRAM, "match", folder, "--as-of", "2017-05-01")
    expect("conflicts: match", done.returncode == 0, done.stdout + done.stderr)
    expect("conflicts stand in two places", holding(os.path.join(folder, "out"), CANARY) <= {"pairing.json", "review.html"}, holding(os.path.join(folder, "out"), CANARY))


def main():
    with tempfile.TemporaryDirectory() as scratch:
        check_private(scratch)
        check_reasons(scratch)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
