#!/usr/bin/env python3
"""Makes an invented cohort of any size: a program folder with program.yaml, mentors.csv and mentees.csv.
Usage: make_cohort.py FOLDER MENTEES MENTORS [SEED].  SPDX-License-Identifier: GPL-3.0-or-later"""
import csv
import os
import random
import sys

STAGES = ["Student", "Early career", "Mid-career", "Senior", "Retired"]
AREAS = ["Acquisitions", "Cataloging and metadata", "Collection management", "Continuing resources", "Digital collections",
         "Electronic resources", "Leadership", "Preservation", "Public services", "Scholarly communication", "Systems", "Teaching"]
PROGRAM = """\
program: {name: Measured Mentoring Program, contact: mentoring@example.org}
calendar: {applications_close: 2017-03-17, pairing_due: 2017-05-12}
areas:
%s
criteria:
  - {name: Career stage, kind: stage_gap, weight: 40, gap_scores: {0: 60, 1: 100, 2: 90, 3: 70}}
  - {name: Areas of work, kind: overlap, field: areas, weight: 50, related_score: 40}
  - {name: Time zone, kind: distance, field: time_zone, weight: 10, zero_at: 6}
rules: {minimum_score: 30, maximum_stage_gap: 3}
draw: {seed: 7}
"""


def people(rng, count, role, institutions):
    stage_weights = [3, 6, 5, 2, 0] if role == "mentee" else [0, 3, 6, 6, 2]
    for number in range(count):
        yield {
            "submitted": f"{rng.randint(1, 3)}/{rng.randint(1, 16)}/2017 {rng.randint(0, 23)}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}",
            "name": f"{role.capitalize()} Number {number}",
            "email": f"{role}{number}@example.org",
            "career_stage": rng.choices(STAGES, stage_weights)[0],
            "areas": "; ".join(rng.sample(AREAS, rng.choice([1, 2, 2, 3, 3, 4]))),
            "institution": f"Institution {rng.randrange(institutions)}",
            "time_zone": f"UTC{rng.choice([-8, -7, -6, -5, 0, 1]):+d}",
            "capacity": rng.choice([1, 1, 1, 2]) if role == "mentor" else 1,
            "goals": "To learn how others do it.",
        }


def make_cohort(folder, mentees, mentors, seed=1):
    rng = random.Random(seed)
    os.makedirs(folder, exist_ok=True)
    groups = "\n".join(f"  - {{name: {area}, group: g{number // 3}}}" for number, area in enumerate(AREAS))
    with open(os.path.join(folder, "program.yaml"), "w", encoding="utf-8") as file:
        file.write(PROGRAM % groups)
    institutions = max(3, (mentees + mentors) // 12)
    for role, count in (("mentee", mentees), ("mentor", mentors)):
        with open(os.path.join(folder, role + "s.csv"), "w", newline="", encoding="utf-8") as file:
            rows = list(people(rng, count, role, institutions))
            header = ["submitted", "name", "email", "career_stage", "areas", "institution", "time_zone", "capacity", "goals"]
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    make_cohort(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
