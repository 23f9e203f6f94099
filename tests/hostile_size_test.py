#!/usr/bin/env python3
"""Files made to cost time or memory: many people of one name, thousands of marks on a letter, rows of four bytes, options within options.  Each is
read or refused within seconds and within bounded memory; what a square of the file's size would take, does not come near.  4 MiB each, under
`make property` 16 MiB.  LONG as in run.sh.  SPDX-License-Identifier: GPL-3.0-or-later"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build/release"), "mentorpair"))
SLOWED = "asan" in PROGRAM or "valgrind" in PROGRAM
MIB = 1 << 20
SIZE, MOST_SECONDS, MOST_MIB = (16 * MIB, 10, 512) if int(os.environ.get("LONG", "1")) > 1 else (4 * MIB, 5, 512)
MENTEES = "Timestamp,Name,Email,Career stage,Areas,Institution,Requested,Conflicts,Priority\n"
MENTORS = "Timestamp,Name,Email,Career stage,Areas,Institution,Capacity,Requested,Conflicts\n"
SHORT = "Name,Email,Career stage,Areas\n"
WHEN = "1/19/2017 10:00:00"


def rows(header, row, size=SIZE):
    """A file of about `size` bytes whose nth row is row(n)."""
    parts, length = [header], len(header)
    while length < size:
        parts.append(row(len(parts)))
        length += len(parts[-1].encode("utf-8"))
    return "".join(parts)


def mentee(n, name="N Q", email=None, stage="Student", areas="Cataloging", institution="U", requested="", conflicts=""):
    return f'{WHEN},{name} {n},{email or f"a{n}@example.org"},{stage},"{areas}",{institution},"{requested}","{conflicts}",no\n'


def ambiguous():
    mentors = rows(MENTORS, lambda n: f"{WHEN},Ann Lee,m{n}@example.org,Senior,Cataloging,U,1,,\n", SIZE // 2)
    return {"mentors.csv": mentors, "mentees.csv": rows(MENTEES, lambda n: mentee(n, requested="Ann Lee", conflicts="Ann Lee"), SIZE // 2)}


def long_option():
    with open(os.path.join(HERE, "bad", "sound", "program.yaml"), encoding="utf-8") as file:
        program = file.read()
    return {"program.yaml": program.replace("areas:\n", 'areas:\n  - "' + "a," * 4000 + 'b"\n', 1),
            "mentees.csv": rows(MENTEES, lambda n: mentee(n, areas="a," * 4100))}


WORDS = " ".join(f"{chr(97 + k % 26)}{chr(97 + k // 26)}" for k in range(330))
CASES = {
    "sixteen thousand names of one address": lambda: {"mentees.csv": rows(MENTEES, lambda n: mentee(n, name=WORDS, email="a@example.org"))},
    "one person, many applications": lambda: {"mentees.csv": rows(MENTEES, lambda n: mentee(7, email="a@example.org", institution=f"U{n}"))},
    "one name, many addresses": lambda: {"mentees.csv": rows(MENTEES, lambda n: mentee(7, email=f"a{n}@example.org"))},
    "one name that many have, named by all": ambiguous,
    "unknown names": lambda: {"mentees.csv": rows(MENTEES, lambda n: mentee(n, requested=f"Zn{n} Xx{n}", conflicts=f"Zm{n} Wx{n}"))},
    "cells of a thousand names": lambda: {"mentees.csv": rows(MENTEES, lambda n: mentee(n, requested="a;" * 1000))},
    "thousands of marks on one letter": lambda: {"mentees.csv": rows(MENTEES, lambda n: mentee(n, name="A" + "\u0301\u0323" * 4000))},
    "an option of four thousand commas": long_option,
    "areas that nobody knows": lambda: {"mentees.csv": rows(MENTEES, lambda n: mentee(n, areas=f"Catalog{n}; Pres{n}; Zork{n}"))},
    "a stage that nobody knows": lambda: {"mentees.csv": rows(MENTEES, lambda n: mentee(n, stage=f"Stud{n}"))},
    "rows of five bytes": lambda: {"mentees.csv": rows(SHORT, lambda n: ",,,a\n")},
    "rows of nothing": lambda: {"mentees.csv": rows(MENTEES, lambda n: ",,,,,,,,\n")},
    "sixteen thousand columns": lambda: {"mentees.csv": rows(MENTEES[:-1] + "," * 16000 + "\n", lambda n: mentee(n)[:-1] + "," * 16000 + "\n")},
    "a header of one word": lambda: {"mentees.csv": "x" * (SIZE // 16) + "," + MENTEES + mentee(1)},
    "quotes and nothing else": lambda: {"mentees.csv": MENTEES + '"' * SIZE},
    "quotes that are never closed": lambda: {"mentees.csv": rows(MENTEES, lambda n: 'x,"a b\n')},
}


def measured(folder):
    """Exit code, seconds and MiB of a check of the folder."""
    begun = time.monotonic()
    with subprocess.Popen([PROGRAM, "check", folder, "--as-of", "2017-05-01T12:00"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, time.monotonic() - begun, usage.ru_maxrss // 1024


def main():
    passed = 0
    for name, files in CASES.items():
        with tempfile.TemporaryDirectory() as scratch:
            folder = os.path.join(scratch, "run")
            shutil.copytree(os.path.join(HERE, "bad", "sound"), folder)
            for file_name, text in files().items():
                with open(os.path.join(folder, file_name), "w", encoding="utf-8", newline="") as file:
                    file.write(text)
            code, seconds, mib = measured(folder)
        good = code in (0, 65) and (SLOWED or (seconds <= MOST_SECONDS and mib <= MOST_MIB))
        passed += good
        if not good:
            print(f"{name}: exit code {code} after {seconds:.1f} s with {mib} MiB")
    print(f"{passed} passed, {len(CASES) - passed} failed")
    sys.exit(passed != len(CASES))


main()
