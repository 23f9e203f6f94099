#!/usr/bin/env python3
"""Every export under tests/forms/ must give what the plain table of the same people gives: the same people with the same answers, pairs,
scores, and applications set aside. Found by their folders; README.md there says what each tool's export is like.
SPDX-License-Identifier: GPL-3.0-or-later"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "forms")
PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build/release"), "mentorpair"))
KNOWN = ("id", "name", "email", "submitted", "career_stage", "areas", "institution", "meeting", "languages", "goals", "capacity", "requested")


def matched(folder, scratch):
    """pairing.json of a copy of the folder, and what was said."""
    copy = os.path.join(scratch, os.path.basename(folder))
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("plain"))
    run = subprocess.run([PROGRAM, "match", copy, "--as-of", "2017-05-01T12:00", "--no-documents"], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise AssertionError(f"exit {run.returncode}\n{run.stderr}")
    with open(os.path.join(copy, "out", "pairing.json"), encoding="utf-8") as file:
        return json.load(file), run.stderr


def essence(pairing):
    return {
        "people": {role: [{key: person[key] for key in KNOWN if key in person} for person in people] for role, people in pairing["people"].items()},
        "pairs": [(pair["mentee"], pair["mentor"], pair["score"], pair["criteria"]) for pair in pairing["pairs"]],
        "without": pairing["unmatched_mentees"],
        "set aside": [(row["role"], row["who"], row["code"], row["submitted"]) for row in pairing["set_aside"]],
        "rows": [(each["role"], each["rows"], each["accepted"], each["set_aside"]) for each in pairing["inputs"] if each["role"] != "program"],
    }


def first_difference(one, other):
    """The innermost pair of values that are not the same."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return next(first_difference(one[key], other[key]) for key in one if one[key] != other[key])
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)) and len(one) == len(other):
        return next(first_difference(a, b) for a, b in zip(one, other) if a != b)
    return f"  export {one}\n  plain  {other}"


def check(name):
    folder = os.path.join(HERE, name)
    with tempfile.TemporaryDirectory() as scratch:
        export, said = matched(folder, scratch)
        plain, _ = matched(os.path.join(folder, "plain"), scratch)
    tool = name.split("-")[0]
    if tool in ("google", "microsoft", "surveymonkey", "qualtrics"):
        files = sum(name.endswith(".csv") for name in os.listdir(folder))
        assert said.count("[form_recognised]") == files, f"not recognised:\n{said}"
    one, other = essence(export), essence(plain)
    for part, expected in other.items():
        assert one[part] == expected, f"{part} differ:\n{first_difference(one[part], expected)}\n{said}"
    assert len(one["pairs"]) > 3, "hardly a pair: nothing was tested"


def main():
    passed = failed = 0
    for name in sorted(os.listdir(HERE)):
        if not os.path.isdir(os.path.join(HERE, name)):
            continue
        try:
            check(name)
            passed += 1
        except AssertionError as problem:
            failed += 1
            print(f"{name}: {problem}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
