#!/usr/bin/env python3
"""Random cohorts with everything that goes wrong at once: faulty answers, late and repeated applications, requirements not met, withdrawals, people in
both roles.  A short reckoning of its own says of every row whether it is accepted, or by which code it is set aside; match must say the same at
the same line, and accepted + set aside = rows read, in match and in check.  SEED and LONG as in run.sh.  SPDX-License-Identifier: GPL-3.0-or-later"""
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build/release"), "mentorpair"))
SEED = int(os.environ.get("SEED", "1"))
COHORTS = 60 * int(os.environ.get("LONG", "1"))
CODES = ["invalid", "late", "superseded", "requirement", "withdrawn"]
SETTINGS = """\
program: {name: Messy Mentoring Program, contact: mentoring@example.org}
calendar: {applications_close: 2017-03-17}
areas: [Acquisitions, Cataloging]
criteria:
  - {name: Career stage, kind: stage_gap, weight: 40, gap_scores: {-1: 10, 0: 60, 1: 100}}
  - {name: Areas of work, kind: overlap, field: areas, weight: 60}
requirements:
  - {role: both, field: Member, one_of: ["Yes"], otherwise: "The program is for members."}
"""
HEADER = ["Timestamp", "Name", "Email", "Career stage", "Areas", "Goals", "Member", "Role"]
FAULTS = ["Email", "Email", "Name", "Career stage", "Areas", "Timestamp", "Role"]
WRONG = {"Email": ["", "nobody", "a@b", "a b@example.org", "ä@example.org"], "Name": [""], "Career stage": ["", "Wizard"], "Areas": ["", " ; "],
         "Timestamp": ["31/31/2017 9:00", "2/30/2017 9:00", "yesterday", "3/1/2017 25:00"], "Role": ["", "friend"]}


def random_row(draw, minute, with_roles):
    """A row's answers, whether it is faulty, whether it is late, and its roles."""
    person = draw.randrange(12)
    late = draw.random() < 0.15
    row = {"Timestamp": f"{'3/18' if late else '3/%d' % draw.randint(1, 9)}/2017 {minute // 60}:{minute % 60:02}:00",
           "Name": f"Person {'ABCDEFGHIJKL'[person]}", "Email": draw.choice(["p%d@example.org", " P%d@Example.ORG "]) % person,
           "Career stage": draw.choice(["Student", "Early career", "Senior"]), "Areas": draw.choice(["Acquisitions", "Cataloging; Acquisitions"]),
           "Goals": draw.choice(["", "learn", "one\ntwo", 'say ""x""', "a, b"]), "Member": draw.choice(["Yes", "yes ", "Yes", "No", ""]),
           "Role": draw.choice(["Mentor", "Mentee", "both"])}
    roles = {"Mentor": ["mentors"], "Mentee": ["mentees"], "both": ["mentors", "mentees"]}[row["Role"]]
    faulty = draw.random() < 0.2
    if faulty:
        column = draw.choice(FAULTS if with_roles else FAULTS[:-1])
        row[column] = draw.choice(WRONG[column])
        roles = ["mentees"] if column == "Role" else roles
    return {"cells": row, "faulty": faulty, "late": late, "roles": roles, "email": row["Email"].strip().lower()}


def write_file(path, rows):
    """Writes the rows and notes at each the line where it begins."""
    text = ",".join(HEADER) + "\r\n"
    for row in rows:
        row["line"] = text.count("\n") + 1
        out = io.StringIO()
        csv.writer(out).writerow([row["cells"][column] for column in HEADER])
        text += out.getvalue()
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def instant(row):
    month, day, rest = row["cells"]["Timestamp"].split("/")
    hour, minute, _ = rest.split(" ")[1].split(":")
    return int(month), int(day), int(hour), int(minute)


def reckon(rows, role, admit_late, withdrawn):
    """The code of every row that plays the role; None: accepted."""
    codes, left = {}, {}
    for row in (row for row in rows if role in row["roles"]):
        if row["faulty"]:
            codes[row["line"]] = "invalid"
        elif row["late"] and not admit_late:
            codes[row["line"]] = "late"
        else:
            left.setdefault(row["email"], []).append(row)
    for email, rivals in left.items():
        rivals.sort(key=instant)
        for row in rivals[:-1]:
            codes[row["line"]] = "superseded"
        last = rivals[-1]
        member = last["cells"]["Member"].strip() in ("Yes", "yes")
        codes[last["line"]] = "requirement" if not member else "withdrawn" if (role, email) in withdrawn else None
    return codes


def run(command, folder, admit_late):
    options = ["--as-of", "2017-05-01T12:00", "--set-aside-invalid", "--json"] + (["--late"] if admit_late else [])
    options += ["--no-documents"] if command == "match" else []
    return subprocess.run([PROGRAM, command, folder] + options, capture_output=True, text=True, check=False)


def some_withdrawals(draw, files):
    known = sorted({(role, row["email"]) for rows in files.values() for row in rows for role in row["roles"] if "p" == row["email"][:1]})
    return set(draw.sample(known, min(len(known), draw.randint(0, 3))))


def try_cohort(draw):
    """What is wrong, or None."""
    one_file, admit_late = draw.random() < 0.4, draw.random() < 0.3
    minutes = draw.sample(range(1440), 40)
    rows = [random_row(draw, minute, one_file) for minute in minutes[: draw.randint(4, 40)]]
    files = {"applications": rows} if one_file else {"mentors": rows[::2], "mentees": rows[1::2]}
    for name, some in files.items():
        for row in some:
            row["roles"] = row["roles"] if one_file else [name]
    withdrawn = some_withdrawals(draw, files)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "program.yaml"), "w", encoding="utf-8") as file:
            file.write(SETTINGS)
        for name, some in files.items():
            write_file(os.path.join(folder, name + ".csv"), some)
        with open(os.path.join(folder, "decisions.csv"), "w", encoding="utf-8") as file:
            file.write("decision,mentee,mentor,reason\n")
            file.writelines(f"withdraw,{email if role == 'mentees' else ''},{email if role == 'mentors' else ''},\n" for role, email in sorted(withdrawn))
        checked, done = run("check", folder, admit_late), run("match", folder, admit_late)
        if checked.returncode != 0 or done.returncode != 0:
            return f"check ended with {checked.returncode}, match with {done.returncode}: {checked.stdout}{done.stdout}"
        with open(os.path.join(folder, "out", "pairing.json"), encoding="utf-8") as file:
            pairing = json.load(file)
    return compare(files, admit_late, withdrawn, pairing, json.loads(checked.stdout))


def compare(files, admit_late, withdrawn, pairing, checked):
    wanted, accepted = set(), {}
    for name, rows in files.items():
        accepted[name] = set()
        for role in ("mentors", "mentees"):
            for line, code in reckon(rows, role, admit_late, withdrawn).items():
                if code is None:
                    accepted[name].add(line)
                else:
                    wanted.add((role, name + ".csv", line, code))
    found = [(one["role"], one["file"], one["line"], one["code"]) for one in pairing["set_aside"]]
    if sorted(found) != sorted(wanted):
        return f"set aside {sorted(set(found) - wanted)} instead of {sorted(wanted - set(found))}"
    for one in pairing["inputs"]:
        if one["role"] in files:
            rows = len(files[one["role"]])
            if (one["rows"], one["accepted"], one["set_aside"]) != (rows, len(accepted[one["role"]]), rows - len(accepted[one["role"]])):
                return f"{one} instead of {rows} rows, {len(accepted[one['role']])} accepted"
    for one in checked["summary"]["files"]:
        if one["read"] != one["accepted"] + sum(one[code] for code in CODES):
            return f"check: {one} does not add up"
    return None


def main():
    for number in range(COHORTS):
        wrong = try_cohort(random.Random(f"{SEED}-{number}"))
        if wrong is not None:
            print(f"cohort {number} of seed {SEED}: {wrong}")
            print("0 passed, 1 failed")
            sys.exit(1)
    print(f"{COHORTS} cohorts of seed {SEED}")
    print("1 passed, 0 failed")


main()
