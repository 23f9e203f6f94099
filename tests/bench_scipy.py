#!/usr/bin/python3
"""What a skilled user of scipy would write: the ordinary cohort of make_cohort.py, scored with numpy by the same rules, and solved
for [most_matched, best_total] by linear_sum_assignment with one weight per eligible pair; a mentor's places are columns.
Needs Debian's python3-scipy and python3-numpy. Usage: bench_scipy.py FOLDER; prints pairs and total score.
SPDX-License-Identifier: GPL-3.0-or-later"""
import csv
import sys

import numpy as np
from scipy.optimize import linear_sum_assignment

STAGES = {"Student": 0, "Early career": 1, "Mid-career": 2, "Senior": 3, "Retired": 4}
STAGE_WEIGHT, AREAS_WEIGHT, RELATED_BP, FULL_BP = 40, 60, 5000, 10000
GAP_BP = {-1: 0, 0: 6000, 1: 10000, 2: 9000, 3: 7000}
AREAS = ["Acquisitions", "Cataloging and metadata", "Collection management", "Continuing resources", "Digital collections",
         "Electronic resources", "Leadership", "Preservation", "Public services", "Scholarly communication", "Systems", "Teaching"]
AREAS_IN_GROUP = 3
ROWS_AT_ONCE = 500  # so that only the matrix itself is large


def read(path):
    number = {area: k for k, area in enumerate(AREAS)}
    stages, capacities, institutions, areas = [], [], [], []
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        at = {name: k for k, name in enumerate(next(rows))}
        for row in rows:
            stages.append(STAGES[row[at["career_stage"]]])
            capacities.append(int(row[at["capacity"]]))
            institutions.append(row[at["institution"]])
            areas.append([number[area] for area in row[at["areas"]].split("; ")])
    chosen = np.zeros((len(areas), len(AREAS)), np.float32)
    for k, options in enumerate(areas):
        chosen[k, options] = 1
    return np.array(stages, np.int32), np.array(capacities), institutions, chosen


def half_up(a, b):
    return (2 * a + b) // (2 * b)


def scores(mentees, mentors, institution_of):
    """Rows of scores in basis points; below 0 where a pair is not eligible."""
    wanted, offered = mentees[3], mentors[3]
    groups = np.repeat(offered.reshape(len(offered), -1, AREAS_IN_GROUP).max(axis=2), AREAS_IN_GROUP, axis=1)
    worth = np.where(offered > 0, np.float32(FULL_BP), groups * np.float32(RELATED_BP))
    gaps = np.array([GAP_BP[min(max(gap, -1), 3)] for gap in range(-4, 5)], np.int32)
    counts = wanted.sum(axis=1).astype(np.int32)[:, None]
    for first in range(0, len(wanted), ROWS_AT_ONCE):
        rows = slice(first, first + ROWS_AT_ONCE)
        overlap = half_up((wanted[rows] @ worth.T).astype(np.int32), counts[rows])
        gap = mentors[0][None, :] - mentees[0][rows, None]
        bp = half_up(STAGE_WEIGHT * gaps[gap + 4] + AREAS_WEIGHT * overlap, STAGE_WEIGHT + AREAS_WEIGHT)
        bp[(bp < 1) | (gap < 0) | (institution_of[0][rows, None] == institution_of[1][None, :])] = -1
        yield rows, bp


def main(folder):
    mentees, mentors = read(folder + "/mentees.csv"), read(folder + "/mentors.csv")
    names = {name: k for k, name in enumerate(sorted(set(mentees[2]) | set(mentors[2])))}
    institution_of = [np.array([names[name] for name in side[2]], np.int32) for side in (mentees, mentors)]
    places = np.repeat(np.arange(len(mentors[0])), mentors[1])
    matching_first = FULL_BP * min(len(mentees[0]), len(places)) + 1
    # Minimised, and with no more rows than columns, so that scipy makes no copy of its own.
    cost = np.zeros((len(mentees[0]), len(places)))
    for rows, bp in scores(mentees, mentors, institution_of):
        cost[rows] = np.where(bp < 0, 0, -(bp.astype(float) + matching_first))[:, places]
    if cost.shape[0] > cost.shape[1]:
        cost = np.ascontiguousarray(cost.T)
    row, column = linear_sum_assignment(cost)
    chosen = cost[row, column]
    pairs = int((chosen < 0).sum())
    print(pairs, int(-chosen.sum()) - pairs * matching_first)


main(sys.argv[1])
