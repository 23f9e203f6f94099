#!/usr/bin/env python3
"""Holds the published JSON Schema of program.yaml and the tool's own verdict to each other over tests/program/: what the tool accepts (good/)
the schema accepts; what the tool refuses (bad/) the schema refuses too, but for what is beyond any schema, listed here by name.
SPDX-License-Identifier: GPL-3.0-or-later"""
import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
TOOL = os.path.join(os.path.abspath(os.environ.get("B", "build/release")), "mentorpair")

# What a schema cannot say: it knows one value at a time, and not the world outside.
BEYOND = {
    "percent-decimals": "multipleOf with decimals is not exact in most validators",
    "weights-all-zero": "compares several criteria",
    "criterion-name-twice": "compares several criteria",
    "criterion-field-of-people": "knows what each field holds",
    "overlap-without-options": "compares with options",
    "given-elsewhere": "knows what a path is",
    "gaps-left-out": "compares several keys",
    "option-claimed-twice": "compares several entries, folded",
    "columns-field-twice": "compares several keys, folded",
    "columns-no-name": "needs Unicode's letters and digits",
    "options-of-areas": "compares names, folded",
    "answers-twice": "compares several keys, folded",
    "objective-order": "compares several entries",
    "objective-fairest-alone": "compares several entries",
    "stage-gap-order": "compares two keys",
    "closes-before-open": "compares two dates",
    "date-impossible": "knows the calendar",
    "zone-unknown": "knows the time zones",
    "private-name": "compares names, folded",
    "private-twice": "compares names, folded",
    "private-shared": "compares two keys",
    "duplicate-key": "is gone once the text is read",
    "control-character": "needs Unicode's categories",
}


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors use it: yes and no are texts, and keys are texts."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]), ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
                            ("int", r"[-+]?[0-9]+", list("-+0123456789")),
                            ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789"))):
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(f"^(?:{pattern})$"), first)


def construct_map(loader, node):
    loader.flatten_mapping = lambda node: None
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


Core.add_constructor("tag:yaml.org,2002:map", construct_map)

HEADERS = ["name", "email", "career_stage", "areas", "institution", "time_zone", "meeting", "languages", "goals", "statement", "requested", "capacity",
           "Member", "Gender", "Wish", "Topics", "Other", "First name", "Last name", "Which areas would you like help with?"]
# Texts that the tests' programs map columns to stand for the field's own header.
WITHOUT = {"reference": {"mentees": ["name", "areas"]}, "columns": {"mentees": []}}


def tool_accepts(name, path, folder):
    for role in ("mentors", "mentees"):
        headers = [h for h in HEADERS if h not in WITHOUT.get(name, {}).get(role, [])]
        with open(os.path.join(folder, role + ".csv"), "w", encoding="utf-8") as file:
            file.write(",".join(f'"{h}"' for h in headers) + "\n")
    with open(path, "rb") as source, open(os.path.join(folder, "program.yaml"), "wb") as copy:
        copy.write(source.read())
    done = subprocess.run([TOOL, "check", folder, "--as-of", "2017-05-01T12:00"], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 78):
        print(done.stderr)
        raise SystemExit(f"{name}: the tool ended with {done.returncode}")
    return done.returncode == 0, done.stderr


def main():
    schema = json.loads(subprocess.run([TOOL, "--schema", "program"], capture_output=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    passed = failed = 0
    unused = set(BEYOND)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "reading.csv"), "w", encoding="utf-8") as file:
            file.write("mentee,mentor,score\n")
        for kind in ("good", "bad"):
            for file in sorted(os.listdir(os.path.join(HERE, "program", kind))):
                name, path = file[:-len(".yaml")], os.path.join(HERE, "program", kind, file)
                accepted, words = tool_accepts(name, path, folder)
                with open(path, encoding="utf-8") as source:
                    errors = list(validator.iter_errors(yaml.load(source, Core)))
                wanted_of_schema = kind == "good" or name in BEYOND
                unused.discard(name)
                faults = []
                if accepted != (kind == "good"):
                    faults.append("the tool " + ("accepts it" if accepted else "refuses it:\n" + words))
                if (not errors) != wanted_of_schema:
                    faults.append("the schema " + (f"refuses it: {errors[0].message}" if errors else "accepts it"))
                passed, failed = passed + (not faults), failed + bool(faults)
                for fault in faults:
                    print(f"{kind}/{file}: {fault}")
    for name in sorted(unused):
        print(f"{name} is said to be beyond the schema, but is no file")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
