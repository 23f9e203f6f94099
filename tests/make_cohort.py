#!/usr/bin/env python3
"""Makes an invented cohort of any size: a program folder with program.yaml, mentors.csv and mentees.csv.
Usage: make_cohort.py FOLDER MENTEES MENTORS [SEED [KIND]], KIND one of KINDS below.  SPDX-License-Identifier: GPL-3.0-or-later"""
import csv
import os
import random
import sys

STAGES = ["Student", "Early career", "Mid-career", "Senior", "Retired"]
AREAS = ["Acquisitions", "Cataloging and metadata", "Collection management", "Continuing resources", "Digital collections",
         "Electronic resources", "Leadership", "Preservation", "Public services", "Scholarly communication", "Systems", "Teaching"]
AREAS_IN_GROUP = 3
GIVEN_EACH = 20
PROGRAM = """\
program: {{name: Measured Mentoring Program, contact: mentoring@example.org}}
calendar: {{applications_close: 2017-03-17, pairing_due: 2017-05-12}}
areas:
{areas}
criteria:
{criteria}
{rules}objective: [{objective}]
draw: {{seed: 7}}
"""
STAGE = "{name: Career stage, kind: stage_gap, weight: 40, gap_scores: {-1: 0, 0: 60, 1: 100, 2: 90, 3: 70}}"
AREA = "{name: Areas of work, kind: overlap, field: areas, weight: 60, related_score: 50}"
GIVEN = "{name: Statements, kind: given, file: reading.csv, weight: 100}"
TIGHT_RULES = "rules: {minimum_score: 30, maximum_stage_gap: 3}\n"

# What each kind changes in the ordinary cohort, whose criteria are those of the built-in program.
KINDS = {
    "ordinary": {},
    "many-signatures": {  # nearly nobody is like anybody else
        "criteria": [STAGE.replace("-1: 0, ", ""), AREA.replace("60", "50").replace("related_score: 50", "related_score: 40"),
                     "{name: Time zone, kind: distance, field: time_zone, weight: 10, zero_at: 6}"], "rules": TIGHT_RULES},
    "ties": {"criteria": ["{name: Career stage, kind: stage_gap, weight: 40, gap_scores: {0: 100}}",
                          "{name: Areas of work, kind: overlap, field: areas, weight: 60, related_score: 100}"], "one_group": True},
    "alike": {"alike": True},
    "three-institutions": {"institutions": 3},
    "conflicts": {"conflicts": True},
    "star": {"criteria": [STAGE, AREA, "{name: Asked for, kind: named, side: mentee, weight: 50}"], "star": True},
    "given": {"criteria": [GIVEN], "given": True},  # whoever was not read together is not eligible
    "given-too": {"criteria": [STAGE, AREA, GIVEN], "given": True},
}


def people(rng, count, role, kind, institutions, mentors):
    stage_weights = [3, 6, 5, 2, 0] if role == "mentee" else [0, 3, 6, 6, 2]
    alike = "alike" in kind
    for number in range(count):
        person = {
            "submitted": f"{rng.randint(1, 3)}/{rng.randint(1, 16)}/2017 {rng.randint(0, 23)}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}",
            "name": f"{role.capitalize()} Number {number}",
            "email": f"{role}{number}@example.org",
            "career_stage": STAGES[2] if alike else rng.choices(STAGES, stage_weights)[0],
            "areas": AREAS[0] if alike else "; ".join(rng.sample(AREAS, rng.choice([1, 2, 2, 3, 3, 4]))),
            "institution": "" if alike else f"Institution {rng.randrange(institutions)}",
            "capacity": 1 if alike else rng.choice([1] * 9 + [2]) if role == "mentor" else 1,
            "goals": "To learn how others do it.",
            "time_zone": f"UTC{rng.choice([-8, -7, -6, -5, 0, 1]):+d}",
            "requested": "mentor0@example.org" if "star" in kind and role == "mentee" else "",
            "conflicts": f"mentor{rng.randrange(mentors)}@example.org" if "conflicts" in kind and role == "mentee" else "",
        }
        yield person


# Only what the program looks at stands in the files, beside what every form has.
def columns_of(kind):
    asked = ["submitted", "name", "email", "career_stage", "areas", "institution", "capacity", "goals"]
    return asked + (["time_zone"] if any("time_zone" in line for line in kind.get("criteria", [])) else []) + \
        (["requested"] if "star" in kind else []) + (["conflicts"] if "conflicts" in kind else [])


def write_readings(folder, rng, mentees, mentors):
    with open(os.path.join(folder, "reading.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["mentee", "mentor", "score"])
        for mentee in range(mentees):
            for mentor in rng.sample(range(mentors), min(GIVEN_EACH, mentors)):
                writer.writerow([f"mentee{mentee}@example.org", f"mentor{mentor}@example.org", f"{rng.randint(1, 10000) / 100:.2f}"])


def make_cohort(folder, mentees, mentors, seed=1, kind="ordinary", objective="most_matched, best_total"):
    rng = random.Random(seed)
    kind = KINDS[kind]
    os.makedirs(folder, exist_ok=True)
    in_group = len(AREAS) if "one_group" in kind else AREAS_IN_GROUP
    with open(os.path.join(folder, "program.yaml"), "w", encoding="utf-8") as file:
        file.write(PROGRAM.format(
            areas="\n".join(f"  - {{name: {area}, group: g{number // in_group}}}" for number, area in enumerate(AREAS)),
            criteria="\n".join("  - " + line for line in kind.get("criteria", [STAGE, AREA])),
            rules=kind.get("rules", ""), objective=objective))
    institutions = kind.get("institutions", max(3, (mentees + mentors) // 12))
    for role, count in (("mentee", mentees), ("mentor", mentors)):
        with open(os.path.join(folder, role + "s.csv"), "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns_of(kind), extrasaction="ignore")
            writer.writeheader()
            writer.writerows(people(rng, count, role, kind, institutions, mentors))
    if "given" in kind:
        write_readings(folder, rng, mentees, mentors)


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[2:5]]
    make_cohort(sys.argv[1], *numbers, *sys.argv[5:6])
