#!/usr/bin/env python3
"""Holds pairing.json to its published JSON Schema and to its byte form: the samples are paired afresh, what the golden cases expect is
taken as it stands; each must be accepted, have the bytes of json.dumps(x, indent=2, ensure_ascii=False), and be refused with any key
left out or added.  SPDX-License-Identifier: GPL-3.0-or-later"""
import copy
import glob
import json
import os
import subprocess
import sys
import tempfile

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))
TOOL = os.path.join(os.path.abspath(os.environ.get("B", "build/release")), "mentorpair")
AS_OF = "2017-05-01T12:00"
passed = failed = 0


def check(holds, words):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(words)


def sample(folder, out):
    arguments = [TOOL, "match"]
    if os.path.exists(os.path.join(folder, "program.yaml")):
        arguments.append(folder)
    else:
        arguments += [os.path.join(folder, "mentors.csv"), os.path.join(folder, "mentees.csv")]
    done = subprocess.run(arguments + ["--as-of", AS_OF, "--set-aside-invalid", "--no-documents", "--out", out], capture_output=True,
                          text=True, check=False)
    check(done.returncode == 0, f"{folder}: ended with {done.returncode}\n{done.stderr}")
    return os.path.join(out, "pairing.json")


# Objects of the format whose keys are fixed, by the path to the first of each.
FIXED = [(), ("options",), ("summary",), ("inputs", 0), ("objective", 0), ("pairs", 0), ("pairs", 0, "criteria", 0),
         ("unmatched_mentees", 0), ("bottlenecks", 0), ("free_mentors", 0), ("set_aside", 0), ("decisions", 0), ("people",), ("certificate", 0)]
OPTIONAL = {"bottlenecks", "without_pins", "alternatives"}


def at(value, path):
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError):
            return None
    return value


def check_file(path, validator):
    with open(path, "rb") as file:
        raw = file.read()
    value = json.loads(raw)
    check((json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode() == raw, f"{path}: not the bytes of the format")
    errors = list(validator.iter_errors(value))
    check(not errors, f"{path}: refused by the schema: {errors[0].json_path if errors else ''} {errors[0].message[:300] if errors else ''}")
    for place in FIXED:
        keys = at(value, place)
        for key in list(keys or {}):
            if key in OPTIONAL:
                continue
            damaged = copy.deepcopy(value)
            del at(damaged, place)[key]
            check(not validator.is_valid(damaged), f"{path}: accepted without {place} {key}")
        if keys is not None:
            damaged = copy.deepcopy(value)
            at(damaged, place)["surplus"] = 1
            check(not validator.is_valid(damaged), f"{path}: accepted with a surplus key in {place}")


def main():
    schema = json.loads(subprocess.run([TOOL, "--schema", "pairing"], capture_output=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    with tempfile.TemporaryDirectory() as scratch:
        files = [sample(folder, os.path.join(scratch, str(i)))
                 for i, folder in enumerate(sorted(glob.glob(os.path.join(HERE, "..", "samples", "*/"))))]
        files += sorted(glob.glob(os.path.join(HERE, "golden", "**", "pairing.json"), recursive=True))
        files += sorted(glob.glob(os.path.join(HERE, "..", "samples", "*pairing*.json")))
        for path in files:
            if os.path.exists(path):
                check_file(path, validator)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
