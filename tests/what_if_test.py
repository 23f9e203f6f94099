#!/usr/bin/env python3
"""Holds what-if to what match then makes of files that really were changed: the same values of every goal; the very pairs, where match is told
to keep to the run that stands; and with as few changes as possible what match --previous makes.
SPDX-License-Identifier: GPL-3.0-or-later"""
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

import yaml

TOOL = os.path.join(os.path.abspath(os.environ.get("B", "build/release")), "mentorpair")
SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "samples", "alcts-2017")
WHEN = ["--as-of", "2017-05-01T12:00", "--set-aside-invalid"]

# Name -> options of what-if, changes of the program as a function of its tree.
CASES = {
    "a rule": (["--set", "rules.minimum_stage_gap=0"], lambda p: p["rules"].update(minimum_stage_gap=0)),
    "a limit": (["--set", "rules.minimum_score=75"], lambda p: p["rules"].update(minimum_score=75)),
    "a weight": (["--set", "criteria.Areas of work.weight=90"], lambda p: named(p["criteria"], "Areas of work").update(weight=90)),
    "a criterion by number": (["--set", "criteria.1.weight=5"], lambda p: p["criteria"][0].update(weight=5)),
    "no criterion": (["--set", "criteria.Time zone="], lambda p: p["criteria"].remove(named(p["criteria"], "Time zone"))),
    "goals": (["--set", "objective=[most_mentors, most_matched, best_worst, best_total]"],
              lambda p: p.update(objective=["most_mentors", "most_matched", "best_worst", "best_total"])),
    "fairness": (["--set", "objective=[most_matched, fairest]"], lambda p: p.update(objective=["most_matched", "fairest"])),
    "two changes": (["--set", "rules.same_institution=allowed", "--set", "rules.minimum_stage_gap=2"],
                    lambda p: p["rules"].update(same_institution="allowed", minimum_stage_gap=2)),
}


def named(items, name):
    return next(item for item in items if item["name"] == name)


def run(*words):
    done = subprocess.run([TOOL, *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def asked(folder, options):
    return json.loads(run("what-if", folder, *options, "--json"))["summary"]


def matched(folder, *options):
    run("match", folder, *WHEN, "--no-documents", "--quiet", "--alternatives", "0", *options)
    with open(os.path.join(folder, "out", "pairing.json"), encoding="utf-8") as file:
        return json.load(file)


def values(pairing):
    return {l["level"]: l["value"] for l in pairing["objective"] if l["level"] not in ("draw", "fewest_changes")}


def said(comparison):
    return {l["level"]: l["new"]["value"] for l in comparison["levels"] if l["new"]["goal"]}


def pairs(pairing):
    return {(p["mentee"], p["mentor"]) for p in pairing["pairs"]}


def pairs_said(before, comparison):
    lost, new = ({(p["mentee"], p["mentor"]) for p in comparison["pairs"][key]} for key in ("lost", "new"))
    return pairs(before) - lost | new


def changed_copy(folder, into, change):
    shutil.copytree(folder, into)
    shutil.rmtree(os.path.join(into, "out"))
    path = os.path.join(into, "program.yaml")
    with open(path, encoding="utf-8") as file:
        program = yaml.safe_load(file)
    change(program)
    with open(path, "w", encoding="utf-8") as file:
        yaml.safe_dump(program, file, allow_unicode=True, sort_keys=False)


def keeping(program):  # what the answer does of itself
    program.setdefault("objective", ["most_matched", "best_total"]).append("fewest_changes")


class Tally:
    passed = failed = 0

    def check(self, name, holds):
        self.passed += holds
        self.failed += not holds
        if not holds:
            print(f"not so: {name}")


def check_best(tally, name, work, folder, before, answer, change, *options):
    """The values of plain match, and the pairs of a match that keeps to what stands."""
    plain, keeps = os.path.join(work, "plain"), os.path.join(work, "keeps")
    changed_copy(folder, plain, change)
    after = matched(plain, *options)
    tally.check(f"{name}: every goal reaches what match reaches", said(answer["best"]) == values(after))
    tally.check(f"{name}: what is kept is not less than by the draw", answer["best"]["pairs"]["kept"] >= len(pairs(before) & pairs(after)))
    changed_copy(folder, keeps, lambda p: (change(p), keeping(p)))
    after = matched(keeps, "--previous", os.path.join(folder, "out", "pairing.json"), *options)
    tally.check(f"{name}: the pairs are those of a match that keeps to the run", pairs_said(before, answer["best"]) == pairs(after))
    shutil.rmtree(plain)
    shutil.rmtree(keeps)


def follow(next_line, *more):
    """What match makes of the command that the answer ends with."""
    words = shlex.split(next_line)
    run(*words[1:], "--as-of", "2017-05-01T12:00", "--no-documents", "--quiet", "--alternatives", "0", *more)


def check_next(tally, work, folder):
    """The command at the end makes it so, once the files say it: with the run's own seed, and without pins of who has left."""
    seeded, decisions = os.path.join(work, "seeded"), os.path.join(work, "seeded", "decisions.csv")
    shutil.copytree(folder, seeded, ignore=shutil.ignore_patterns("out*", "journal"))
    before = matched(seeded, "--seed", "11")
    pin = before["pairs"][0]
    with open(decisions, "w", encoding="utf-8") as file:
        file.write(f"decision,mentee,mentor,reason\npin,{pin['mentee']},{pin['mentor']},known\n")
    before = matched(seeded, "--seed", "11")
    told = asked(seeded, [])
    follow(told["next"], "--out", os.path.join(work, "again"))
    with open(os.path.join(work, "again", "pairing.json"), encoding="utf-8") as file:
        again = json.load(file)
    tally.check("next: the run's own seed", again["seed"] == before["seed"] == 11)
    tally.check("next: the pairs are those that stand", pairs(again) == pairs(before))
    text = run("what-if", seeded, "--without", pin["mentor"])
    tally.check("next: the pin is to be taken out", f"take out the pin on line 2 of decisions.csv in {seeded}" in " ".join(text.split()))
    answer = asked(seeded, ["--without", pin["mentor"]])
    with open(decisions, "w", encoding="utf-8") as file:
        file.write("decision,mentee,mentor,reason\n" + answer["decisions"] + "\n")
    follow(answer["next"], "--out", os.path.join(work, "again"))
    with open(os.path.join(work, "again", "pairing.json"), encoding="utf-8") as file:
        tally.check("next: every goal reaches what was answered", values(json.load(file)) == said(answer["best"]))


def check_added(tally, work, folder):
    """What is added is no change since the run, wherever its file lies and though another one has its name."""
    os.makedirs(os.path.join(work, "sub"))
    path = os.path.join(work, "sub", "mentors.csv")
    with open(os.path.join(folder, "mentors.csv"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join([lines[0], lines[2].replace("@", "@new.")]) + "\n")
    for name in (path, os.path.relpath(path), "mentors:" + path):
        codes = {f["code"] for f in json.loads(run("what-if", folder, "--add", name, "--json"))["findings"]}
        tally.check(f"--add {name}: no change since the run", "changed_since" not in codes)


def main():
    tally = Tally()
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, "spring")
        os.mkdir(folder)
        for name in ("mentors.csv", "mentees.csv", "program.yaml"):
            shutil.copy(os.path.join(SAMPLE, name), folder)
        before = matched(folder)
        for name, (options, change) in CASES.items():
            check_best(tally, name, work, folder, before, asked(folder, options), change)
        decisions = os.path.join(work, "decisions.csv")
        for mentor in sorted({p["mentor"] for p in before["pairs"]})[::6]:
            answer = asked(folder, ["--without", mentor])
            with open(decisions, "w", encoding="utf-8") as file:
                file.write("decision,mentee,mentor,reason\n" + answer["decisions"] + "\n")
            check_best(tally, f"without {mentor}", work, folder, before, answer, lambda p: None, "--decisions", decisions)
            least = os.path.join(work, "least")
            changed_copy(folder, least, lambda p: None)
            after = matched(least, "--decisions", decisions, "--previous", os.path.join(folder, "out", "pairing.json"))
            fewest = answer["fewest_changes"]
            tally.check(f"without {mentor}: as few changes as match --previous makes", pairs_said(before, fewest["comparison"]) == pairs(after))
            tally.check(f"without {mentor}: what it costs", {l["level"]: l["by"] for l in fewest["cost"]} ==
                        {k: v - said(answer["best"])[k] for k, v in values(after).items()})
            shutil.rmtree(least)
        check_next(tally, work, folder)
        check_added(tally, work, folder)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


sys.exit(main())
