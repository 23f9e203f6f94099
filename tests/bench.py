#!/usr/bin/env python3
"""Time and memory of `mentorpair match --no-documents --alternatives 0` as a whole process (start, reading, scoring, solving,
certificate checked, pairing.json and pairs.csv written) on invented cohorts with about as many places as mentees. Medians.
  KIND=table  beside scipy on the same files in the same run, the same optimum asserted (bench_scipy.py); alone above 10,000
  KIND=hard   the awkward cohorts of one size as a ratio to the ordinary one
  KIND=goals  other lists of goals, and alternatives for everyone
SIZES chooses among the sizes. A bar that is missed is marked and counted; only a wrong answer ends the run.
SPDX-License-Identifier: GPL-3.0-or-later"""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
from make_cohort import KINDS, make_cohort

B = os.environ.get("B", "build/release")
KIND = os.environ.get("KIND") or "table"
SIZES = [int(size) for size in os.environ.get("SIZES", "").split()]
SCIPY = ["/usr/bin/python3", os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench_scipy.py")]
RUNS = 5
SCIPY_RUNS = {5000: 3, 10000: 1}  # half a minute and 2 GB each at 10,000
LARGEST_FOR_SCIPY = 10000
TABLE_SIZES = [50, 200, 500, 1000, 5000, 10000, 50000, 100000]
TIMES_FASTER = {50: 10, 500: 5, 1000: 4, 5000: 12, 10000: 35}
SECONDS_MOST = {1000: 0.06, 10000: 1, 100000: 20}
MEGABYTES_MOST = {10000: 80, 100000: 600}
HARD_SIZE, HARD_TIMES_MOST = 10000, 4
GOALS = [  # goals, size, seconds at most
    ("most_matched, fairest", 500, 0.1), ("most_matched, fairest", 1000, 0.3), ("most_matched, fairest", 5000, 5),
    ("most_matched, best_worst, best_total", 10000, 3), ("most_matched, most_mentors, best_total", 10000, 3)]
ALTERNATIVES_SIZE, ALTERNATIVES_MORE = 1000, 0.2

held = missed = 0


def judged(good):
    global held, missed
    held, missed = held + good, missed + (not good)
    return "" if good else " MISSED"


def measure(command):
    """Wall seconds, processor seconds, peak MB, and what the command printed."""
    done = subprocess.run([os.path.join(B, "tests/measure"), *command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} ended with {done.returncode}\n{done.stderr}")
    *printed, line = done.stdout.splitlines()
    wall, cpu, peak = map(float, line.split())
    return (wall, cpu, peak / 1024), printed


def match(folder, alternatives=0):
    shutil.rmtree(os.path.join(folder, "out"), ignore_errors=True)
    return measure([os.path.join(B, "mentorpair"), "match", folder, "--as-of", "2017-05-01", "--quiet", "--no-documents",
                    "--alternatives", str(alternatives)])[0]


def medians(runs):
    return [statistics.median(column) for column in zip(*runs)]


def levels(folder):
    """The levels stand near the start of pairing.json, which is large."""
    with open(os.path.join(folder, "out/pairing.json"), encoding="utf-8") as file:
        head = file.read(1 << 20)
    at = re.search(r'"objective":\s*\[\s*{', head)  # not the program's list of names
    found, _ = json.JSONDecoder().raw_decode(head, head.index("[", at.start()))
    if not all(level["proven"] for level in found):
        sys.exit(f"bench: not proven: {found}")
    return {level["level"]: level["value"] for level in found}


def cohort(scratch, size, **settings):
    folder = os.path.join(scratch, f"{size} {settings}")
    make_cohort(folder, size, size * 9 // 10, seed=size, **settings)
    return folder


def table(scratch):
    print("          mentorpair                 scipy                       scipy / mentorpair\n"
          "mentees   wall s   cpu s  peak MB    wall s   cpu s  peak MB     wall     cpu  memory")
    for size in SIZES or TABLE_SIZES:
        folder = cohort(scratch, size)
        ours, theirs = [], []
        match(folder)  # not counted
        for turn in range(RUNS):
            ours.append(match(folder))
            if size <= LARGEST_FOR_SCIPY and turn < SCIPY_RUNS.get(size, RUNS):
                figures, (optimum,) = measure(SCIPY + [folder])
                theirs.append(figures)
                if list(map(int, optimum.split())) != [levels(folder)[goal] for goal in ("most_matched", "best_total")]:
                    sys.exit(f"bench: scipy found {optimum}, mentorpair {levels(folder)}")
        levels(folder)
        mine = medians(ours)
        line = "{:7} {:8.3f} {:7.3f} {:8.1f}".format(size, *mine)
        if theirs:
            other = medians(theirs)
            line += "  {:8.3f} {:7.3f} {:8.1f}".format(*other)
            line += "  {:7.1f} {:7.1f} {:7.1f}".format(*(b / a for a, b in zip(mine, other)))
            if size in TIMES_FASTER:
                line += f"  at least {TIMES_FASTER[size]}{judged(other[0] >= TIMES_FASTER[size] * mine[0])}"
        for limits, figure, unit in ((SECONDS_MOST, mine[0], "s"), (MEGABYTES_MOST, mine[2], "MB")):
            if size in limits:
                line += f"  at most {limits[size]} {unit}{judged(figure <= limits[size])}"
        print(line, flush=True)
        shutil.rmtree(folder)


def hard(scratch):
    for size in SIZES or [HARD_SIZE]:
        print(f"{size} mentees           wall s   cpu s  peak MB  times the ordinary (at most {HARD_TIMES_MOST})")
        ordinary = None
        for kind in KINDS:
            folder = cohort(scratch, size, kind=kind)
            mine = medians([match(folder) for _ in range(1 + RUNS)][1:])
            ordinary = ordinary or mine
            levels(folder)
            times = mine[0] / ordinary[0]
            print("{:22} {:8.3f} {:7.3f} {:8.1f} {:7.2f}".format(kind, *mine, times) + judged(times <= HARD_TIMES_MOST), flush=True)
            shutil.rmtree(folder)


def goals(scratch):
    print("mentees  goals                                    wall s   cpu s  peak MB")
    for objective, size, seconds in GOALS:
        if SIZES and size not in SIZES:
            continue
        folder = cohort(scratch, size, objective=objective)
        mine = medians([match(folder) for _ in range(1 + RUNS)][1:])
        levels(folder)
        print("{:7}  {:38} {:8.3f} {:7.3f} {:8.1f}".format(size, objective, *mine) +
              f"  at most {seconds} s{judged(mine[0] <= seconds)}", flush=True)
    if not SIZES or ALTERNATIVES_SIZE in SIZES:
        folder = cohort(scratch, ALTERNATIVES_SIZE)
        without, with_them = zip(*[(match(folder), match(folder, 3)) for _ in range(1 + RUNS)][1:])
        more = medians(with_them)[0] - medians(without)[0]
        print(f"{ALTERNATIVES_SIZE:7}  alternatives for everyone: {more:.3f} s more than without  at most "
              f"{ALTERNATIVES_MORE} s{judged(more <= ALTERNATIVES_MORE)}")


with tempfile.TemporaryDirectory() as place:
    {"table": table, "hard": hard, "goals": goals}[KIND](place)
print(f"{held} bars held, {missed} missed")
