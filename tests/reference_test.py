#!/usr/bin/env python3
"""The pairing is the one that the list of goals and the draw define: an independent program (tests/reference/) finds it again for
the sample cohorts and for random cohorts that use everything. Environment: B build folder, SEED, LONG a factor for their number.
SPDX-License-Identifier: GPL-3.0-or-later"""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference"))
import pairing_reference  # noqa: E402
import random_cohort  # noqa: E402

BUILD = os.environ.get("B", "build/release")
SEED = int(os.environ.get("SEED", "1"))
COHORTS = 60 * int(os.environ.get("LONG", "1"))
MATCH = ["--as-of", "2017-05-01T12:00", "--no-documents", "--quiet", "--alternatives", "0"]
SAMPLES = [("samples/alcts-2017", ["--set-aside-invalid"]), ("samples/minimal", [])]


def differences(folder, options, out):
    """What is wrong with the pairing of a program folder; empty: nothing."""
    run = subprocess.run([os.path.join(BUILD, "mentorpair"), "match", folder, "--out", out] + MATCH + options,
                         capture_output=True, text=True, errors="replace", check=False)
    if run.returncode != 0:
        return [f"match ended with {run.returncode}: {run.stderr.strip()}"]
    judged = subprocess.run([sys.executable, pairing_reference.__file__, os.path.join(out, "pairing.json"), folder],
                            capture_output=True, text=True, errors="replace", check=False)
    return [] if judged.returncode == 0 else (judged.stdout + judged.stderr).strip().split("\n")


def main():
    passed = failed = 0
    if pairing_reference.self_test(SEED) == 0:
        passed += 1
    else:
        failed += 1
    with tempfile.TemporaryDirectory() as scratch:
        cases = [(name, name, options) for name, options in SAMPLES]
        for number in range(COHORTS):
            seed = SEED * 1000 + number
            folder = os.path.join(scratch, f"cohort-{seed}")
            random_cohort.random_cohort(folder, seed)
            previous = ["--previous", os.path.join(folder, "previous.csv")] if number % 3 == 0 else []
            cases.append((f"random cohort {seed}", folder, previous))
        for number, (name, folder, options) in enumerate(cases):
            found = differences(folder, options, os.path.join(scratch, f"out-{number}"))
            if found:
                failed += 1
                print(f"{name}:")
                print("\n".join("    " + line for line in found[:12]))
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
