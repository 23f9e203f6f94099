#!/usr/bin/env python3
"""Time and memory of `mentorpair match` as a whole process (start, reading, scoring, solving, certificate, documents) on invented
cohorts with about as many mentors as mentees: the median of five runs after one that is not counted.
SPDX-License-Identifier: GPL-3.0-or-later"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(__file__))
from make_cohort import make_cohort

PROGRAM = os.path.join(os.environ.get("B", "build/release"), "mentorpair")
SIZES = [int(n) for n in sys.argv[1:]] or [50, 200, 500, 1000]


def measure(command):
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, state, usage = os.wait4(child.pid, 0)
    if state != 0:
        sys.exit(f"bench: {' '.join(command)} ended with {os.waitstatus_to_exitcode(state)}")
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    print("mentees  documents      wall s   cpu s   peak MB")
    with tempfile.TemporaryDirectory() as scratch:
        for size in SIZES:
            folder = os.path.join(scratch, str(size))
            make_cohort(folder, size, size * 9 // 10, seed=size)
            for documents in (True, False):
                command = [PROGRAM, "match", folder, "--as-of", "2017-05-01", "--quiet"] + ([] if documents else ["--no-documents"])
                runs = [measure(command) for _ in range(6)][1:]
                wall, cpu, peak = (statistics.median(column) for column in zip(*runs))
                print(f"{size:7}  {'all' if documents else 'none':9} {wall:11.3f} {cpu:7.3f} {peak:9.1f}", flush=True)


main()
