#!/usr/bin/env python3
"""Holds explain to what match then makes of a decision that really was taken: the pin that explain offers is added to decisions.csv, or a pin
taken out; every goal must come to what explain said, and a match that keeps to the run must make the very moves. And the other mentors of
everybody must be those of pairing.json, at the same cost.
SPDX-License-Identifier: GPL-3.0-or-later"""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import yaml

TOOL = os.path.join(os.path.abspath(os.environ.get("B", "build/release")), "mentorpair")
SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "samples", "alcts-2017")
WHEN = ["--as-of", "2017-05-01T12:00", "--set-aside-invalid"]
SUMS = [["most_matched", "best_total"], ["most_mentors", "most_matched", "best_total"]]
OTHERS = [["most_matched", "best_worst", "best_total"], ["most_matched", "fairest"]]
QUESTIONS = 8  # of each list of goals


def run(*words):
    done = subprocess.run([TOOL, *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def explained(folder, *options):
    return json.loads(run("explain", folder, *options, "--json"))["summary"]


def matched(folder, *options):
    run("match", folder, *WHEN, "--no-documents", "--quiet", *options)
    with open(os.path.join(folder, "out", "pairing.json"), encoding="utf-8") as file:
        return json.load(file)


def set_goals(folder, goals):
    path = os.path.join(folder, "program.yaml")
    with open(path, encoding="utf-8") as file:
        program = yaml.safe_load(file)
    program["objective"] = goals
    with open(path, "w", encoding="utf-8") as file:
        yaml.safe_dump(program, file, allow_unicode=True, sort_keys=False)


def values(pairing):
    return {l["level"]: l["value"] for l in pairing["objective"] if l["level"] not in ("draw", "fewest_changes")}


def pairs(pairing):
    return {(p["mentee"], p["mentor"]) for p in pairing["pairs"]}


def moved(before, change):
    after = set(pairs(before))
    for move in change["moves"]["list"]:
        after.discard((move["mentee"], move["from"]))
    for move in change["moves"]["list"]:
        if move["to"] is not None:
            after.add((move["mentee"], move["to"]))
    return after


class Tally:
    passed = failed = 0

    def check(self, name, holds):
        self.passed += holds
        self.failed += not holds
        if not holds:
            print(f"not so: {name}")


def decide(folder, decision, change):
    """The line added; or the pin taken out."""
    path = os.path.join(folder, "decisions.csv")
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    if decision is not None:
        lines.append(decision)
    else:
        lines = [line for line in lines if not line.startswith(f"pin,{change['mentee']},")]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def check_change(tally, name, work, folder, before, answer, goals):
    change = answer["changes"][0]
    if change["kind"] == "paired" and goals not in SUMS:
        return  # there a pinned pair does not count, and the explanation counts it
    copy = os.path.join(work, "copy")
    shutil.copytree(folder, copy)
    decide(copy, answer["decision"] if change["kind"] != "without_pin" else None, change)
    tally.check(f"{name}: every goal comes to what was said", {l["level"]: l["then"] for l in change["levels"]} == values(matched(copy)))
    tally.check(f"{name}: and stands where it was said to stand", {l["level"]: l["now"] for l in change["levels"]} == values(before))
    set_goals(copy, goals + ["fewest_changes"])
    after = matched(copy, "--previous", os.path.join(folder, "out", "pairing.json"))
    tally.check(f"{name}: as many pairs are kept", len(moved(before, change) & pairs(before)) == len(pairs(after) & pairs(before)))
    tally.check(f"{name}: the moves lead to the pairing of a match that keeps to the run", moved(before, change) == pairs(after))
    shutil.rmtree(copy)


def check_list(tally, folder, before):
    """Of everybody who is paired, and not pinned: the alternatives that pairing.json lists."""
    for pair in before["pairs"][::7]:
        if not pair["pinned"]:
            listed = [(a["mentor"], a["score"], a["change"]) for a in pair["alternatives"]]
            answer = explained(folder, "--mentee", pair["mentee"])
            said = [(c["mentor"], c["score"], {l["level"]: l["by"] for l in c["levels"]}) for c in answer["changes"]]
            tally.check(f"the other mentors of {pair['mentee']}", listed == said)
    for left in before["unmatched_mentees"][::3]:
        answer = explained(folder, "--mentee", left["mentee"])
        said = {l["level"]: l["by"] for l in answer["changes"][0]["levels"]} if answer["changes"] else None
        tally.check(f"somebody's stead for {left['mentee']}", left["stead_change"] == said)


def main():
    tally = Tally()
    chance = random.Random(int(os.environ.get("SEED", "1")))
    with tempfile.TemporaryDirectory() as work:
        for goals in SUMS + OTHERS:
            folder = os.path.join(work, "spring")
            shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("out*", "journal", "kept"))
            set_goals(folder, goals)
            before = matched(folder)
            if goals in SUMS:
                check_list(tally, folder, before)
            pinned = next(p for p in before["pairs"] if p["pinned"])
            questions = [(pinned["mentee"], pinned["mentor"])]
            questions += [(chance.choice(before["people"]["mentees"])["id"], chance.choice(before["people"]["mentors"])["id"]) for _ in range(QUESTIONS)]
            for mentee, mentor in questions:
                answer = explained(folder, "--mentee", mentee, "--mentor", mentor)
                if answer["changes"]:
                    check_change(tally, f"{goals}, {mentee} with {mentor}", work, folder, before, answer, goals)
            shutil.rmtree(folder)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


sys.exit(main())
