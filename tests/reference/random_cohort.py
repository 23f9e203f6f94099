#!/usr/bin/env python3
"""Makes a small invented program folder that uses everything at once: all kinds of criterion, ranked choices, only_if, groups, people
in both roles, several places, pins, vetoes, conflicts, wishes, earlier pairs, given scores, many ties. previous.csv is for --previous.
Usage: random_cohort.py FOLDER SEED [all]    (all: every goal, else those whose value is a sum over pairs)
SPDX-License-Identifier: GPL-3.0-or-later"""
import csv
import json
import os
import random
import sys

STAGES = ["Student", "Early career", "Mid-career", "Senior", "Retired"]
AREAS = ["Acquisitions", "Cataloging", "Metadata", "Preservation", "Systems", "Teaching"]
LANGUAGES = ["English", "Spanish", "French, Canadian", "Deutsch"]
MEETINGS = ["Video", "Phone", "In person", "No preference"]
ZONES = ["UTC-5", "UTC-6", "UTC+5:30", "America/Chicago", "America/Los_Angeles", "Europe/Vienna", "Asia/Kathmandu"]
SUM_GOALS = ["most_matched", "priority_matched", "best_total", "fewest_changes"]
HEADER = ["Name", "Email", "Career stage", "Areas", "Institution", "Time zone", "Meeting", "Languages", "Capacity", "Requested",
          "Conflicts", "Priority", "Years", "Same meeting please", "Taste"]


def some(rng, options, most):
    return rng.sample(options, rng.randint(1, min(most, len(options))))


def random_criteria(rng):
    first = rng.randint(-2, 1)
    kinds = [
        {"name": "Stage", "kind": "stage_gap", "weight": rng.randint(1, 60),
         "gap_scores": {str(first + k): rng.choice((0, 50, 62.5, 100)) for k in range(rng.randint(1, 5))},
         "when_missing": rng.choice(("skip", "neutral", "zero"))},
        {"name": "Areas", "kind": "overlap", "field": "areas", "weight": rng.randint(1, 60), "related_score": rng.choice((0, 33.33, 50)),
         "ranked": rng.random() < 0.5, "when_missing": rng.choice(("skip", "neutral", "zero"))},
        {"name": "Languages", "kind": "overlap", "field": "languages", "weight": rng.randint(0, 30)},
        {"name": "Meeting", "kind": "equal", "field": "meeting", "weight": rng.randint(1, 30), "any": ["No preference"],
         "when_missing": rng.choice(("skip", "neutral", "zero"))},
        {"name": "Same meeting", "kind": "equal", "field": "Meeting", "weight": 25,
         "only_if": {"field": "Same meeting please", "equals": ["yes", "Indeed"]}},
        {"name": "Time zone", "kind": "distance", "field": "time_zone", "weight": rng.randint(1, 20), "zero_at": rng.choice((3, 4.5, 12))},
        {"name": "Years", "kind": "distance", "field": "Years", "weight": rng.randint(1, 20), "zero_at": rng.choice((2.5, 7, 40))},
        {"name": "Wishes", "kind": "named", "side": "mentee", "weight": rng.randint(1, 40)},
        {"name": "Mentors' wishes", "kind": "named", "side": "mentor", "weight": rng.randint(1, 40), "when_missing": "neutral"},
        {"name": "Reading", "kind": "given", "file": "reading.csv", "weight": rng.randint(1, 40)},
        {"name": "Taste", "kind": "equal", "field": "Taste", "weight": rng.randint(1, 10)},
    ]
    chosen = rng.sample(kinds, rng.randint(1, len(kinds)))
    if all(criterion["weight"] == 0 for criterion in chosen):
        chosen[0]["weight"] = 10
    return chosen


def random_program(rng, every_goal):
    goals = SUM_GOALS + (["most_mentors", "best_worst", "fairest"] if every_goal else [])
    objective = rng.sample(goals, rng.randint(1, len(goals)))
    if {"best_worst", "fairest"} & set(objective):
        objective = ["most_matched"] + [goal for goal in objective if goal != "most_matched"]
    rules = {"minimum_score": rng.choice((0.01, 20, 45.5)), "minimum_stage_gap": rng.choice((-4, -1, 0)),
             "same_institution": rng.choice(("never", "allowed")), "past_pairs": rng.choice(("never", "allowed")),
             "reciprocal_pairs": rng.choice(("better_direction", "allowed"))}
    if rng.random() < 0.5:
        rules["maximum_stage_gap"] = rng.randint(1, 4)
    return {
        "program": {"name": "Invented"}, "calendar": {"time_zone": "America/Chicago", "program_starts": "2017-06-01"},
        "career_stages": STAGES, "areas": [{"name": area, "group": "g" + str(k // 2)} for k, area in enumerate(AREAS)],
        "institutions": [{"name": "North College", "synonyms": ["Norther"]}],
        "options": {"languages": LANGUAGES}, "criteria": random_criteria(rng), "rules": rules, "objective": objective,
        "draw": {"seed": rng.randint(0, 10**6)},
    }


def random_person(rng, role, number, few):
    """few: the fewer different answers there are, the more ties."""
    optional = lambda value, chance=0.8: value if rng.random() < chance else ""
    return {
        "Name": f"{role} {number}", "Email": f"{role}{number}@example.org",
        "Career stage": rng.choice(STAGES[:1 + few]), "Areas": "; ".join(some(rng, AREAS[:1 + few], 4)),
        "Institution": optional(rng.choice(["North College", "norther", "South College", "West  College", "East College"])),
        "Time zone": optional(rng.choice(ZONES[:1 + few])), "Meeting": optional(rng.choice(MEETINGS[:1 + few])),
        "Languages": optional("; ".join(some(rng, LANGUAGES, 3))),
        "Capacity": rng.choice((0, 1, 1, 1, 2, 3)) if role == "mentor" else rng.choice((1, 1, 1, 2)),
        "Requested": "", "Conflicts": "", "Priority": rng.choice(("yes", "no", "")),
        "Years": optional(rng.choice(("1", "2.5", "10", "40"))), "Same meeting please": optional(rng.choice(("Yes", "no", "indeed"))),
        "Taste": optional(rng.choice(("Tea", "tea ", "Coffee", "STRASSE", "straße"))),
    }


def random_people(rng):
    few = rng.randint(1, 5)
    people = {role: [random_person(rng, role, k, few) for k in range(rng.randint(0 if rng.random() < 0.05 else 1, 11))]
              for role in ("mentor", "mentee")}
    for mentee, mentor in zip(people["mentee"], people["mentor"]):
        if rng.random() < 0.3:  # one person in both roles
            mentee["Email"] = mentor["Email"]
            mentee["Name"] = mentor["Name"]
    for role, other in (("mentor", "mentee"), ("mentee", "mentor")):
        emails = [person["Email"] for person in people[other]]
        for person in people[role]:
            if emails and rng.random() < 0.4:
                person["Requested"] = "; ".join(some(rng, emails, 4))
    return people


def random_decisions(rng, people):
    """Pins that keep to capacities, vetoes and conflicts beside them."""
    left = {person["Email"] + role: person["Capacity"] for role in people for person in people[role]}
    pins, rows = set(), []
    pairs = [(e["Email"], o["Email"]) for e in people["mentee"] for o in people["mentor"] if e["Email"] != o["Email"]]
    for mentee, mentor in rng.sample(pairs, min(len(pairs), rng.choice((0, 0, 1, 3)))):
        if left[mentee + "mentee"] > 0 and left[mentor + "mentor"] > 0:
            left[mentee + "mentee"] -= 1
            left[mentor + "mentor"] -= 1
            pins.add((mentee, mentor))
            rows.append(("pin", mentee, mentor, "They know each other."))
    open_pairs = [pair for pair in pairs if pair not in pins and pair[::-1] not in pins]
    for mentee, mentor in rng.sample(open_pairs, min(len(open_pairs), rng.choice((0, 2, 5)))):
        rows.append(("veto", mentee, mentor, ""))
    for role in people:
        for person in people[role]:
            against = [pair[role == "mentee"] for pair in open_pairs if pair[role != "mentee"] == person["Email"]]
            if against and rng.random() < 0.15:
                person["Conflicts"] = "; ".join(some(rng, against, 2))
    return rows


def write_rows(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def random_cohort(folder, seed, every_goal=False):
    rng = random.Random(seed)
    os.makedirs(os.path.join(folder, "past"), exist_ok=True)
    program, people = random_program(rng, every_goal), random_people(rng)
    decisions = random_decisions(rng, people)
    pairs = [(e["Email"], o["Email"]) for e in people["mentee"] for o in people["mentor"]]
    with open(os.path.join(folder, "program.yaml"), "w", encoding="utf-8") as file:
        json.dump(program, file, indent=1, ensure_ascii=False)
    for role in people:
        rng.shuffle(people[role])
        write_rows(os.path.join(folder, role + "s.csv"), HEADER, [list(person.values()) for person in people[role]])
    if decisions:
        write_rows(os.path.join(folder, "decisions.csv"), ["decision", "mentee", "mentor", "reason"], decisions)
    write_rows(os.path.join(folder, "past", "earlier.csv"), ["mentee", "mentor"],
               rng.sample(pairs, min(len(pairs), rng.choice((0, 2, 6)))) + [("gone@example.org", "left@example.org")])
    write_rows(os.path.join(folder, "previous.csv"), ["mentee", "mentor"], rng.sample(pairs, len(pairs) // 3))
    if any(criterion["kind"] == "given" for criterion in program["criteria"]):
        write_rows(os.path.join(folder, "reading.csv"), ["mentee", "mentor", "score"],
                   [(*pair, rng.choice((0, 12.5, 50, 99.99, 100))) for pair in pairs if rng.random() < 0.7])


if __name__ == "__main__":
    random_cohort(sys.argv[1], int(sys.argv[2]), len(sys.argv) > 3)
