#!/usr/bin/env python3
"""Finds the pairing of a pairing.json again, by other means than mentorpair, and compares.

From the answers, the program and the decisions in the file it scores every pair, judges who may be paired, and finds the one
pairing that the list of goals and the draw define: one maximum-weight flow whose weights are whole numbers of any size, so that an
earlier goal always outweighs all later ones together. Then it compares pairs, scores, criteria, goals, the draw, the summary and the
counts of who may be paired. It needs nothing but Python's standard library and is meant for cohorts of up to some 200 people.

Usage: pairing_reference.py PAIRING.json [FOLDER]
       pairing_reference.py --self-test [SEED]
FOLDER is the program folder: pairs of earlier cohorts, of --previous, and given scores stand in files there, not in pairing.json.
Ends with 0 when all is the same, 1 with the differences, 2 when it cannot judge the file (a private field is scored).
SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import datetime
import hashlib
import heapq
import io
import itertools
import json
import os
import random
import re
import sys
import unicodedata
import zoneinfo
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

FULL = 10000  # basis points
SUM_LEVELS = ("most_matched", "priority_matched", "best_total", "fewest_changes")


class CannotJudge(Exception):
    """The file does not say all that this program would need."""


# ---- words and numbers --------------------------------------------------------------------------------------------

def fold(text):
    """The form in which answers are compared."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(text)).casefold())
    return " ".join(folded.split())


def bare(text):
    """The form in which names of fields are compared."""
    return "".join(c for c in fold(text) if c.isalnum())


def as_list(value):
    return value if isinstance(value, list) else [value]


def half_up(number):
    """A Fraction of at least 0, rounded half up."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


# ---- the draw -----------------------------------------------------------------------------------------------------

MASK = (1 << 64) - 1


def draw_key(seed, round_number, role, identifier):
    text = f"{seed}\n{round_number}\n{role}\n{identifier}".encode()
    return int.from_bytes(hashlib.sha256(text).digest()[:8], "big")


def draw_weight(mentee_key, mentor_key):
    z = (mentee_key + 0x9E3779B97F4A7C15 * mentor_key) & MASK
    z ^= z >> 30
    z = z * 0xBF58476D1CE4E5B9 & MASK
    z ^= z >> 27
    z = z * 0x94D049BB133111EB & MASK
    z ^= z >> 31
    return z >> 48


class Draw:
    def __init__(self, seed):
        self.seed = seed
        self.keys = {}

    def weight(self, round_number, mentee, mentor):
        pair = []
        for role, identifier in (("mentee", mentee), ("mentor", mentor)):
            known = (round_number, role, identifier)
            if known not in self.keys:
                self.keys[known] = draw_key(self.seed, *known)
            pair.append(self.keys[known])
        return draw_weight(*pair)


# ---- the program and the people -----------------------------------------------------------------------------------

class Vocabulary:
    """Options in the program's order; words and synonyms lead to an option's number."""

    def __init__(self, entries):
        self.names, self.groups, self.words = [], [], {}
        for entry in entries or []:
            entry = entry if isinstance(entry, dict) else {"name": entry}
            number = len(self.names)
            self.names.append(entry["name"])
            self.groups.append(fold(entry.get("group") or "") or None)
            for word in [entry["name"]] + as_list(entry.get("synonyms") or []):
                self.words.setdefault(fold(word), number)

    def find(self, text):
        return self.words.get(fold(text))

    def related(self, a, b):
        return a != b and self.groups[a] is not None and self.groups[a] == self.groups[b]


class Program:
    def __init__(self, shown, as_of, mentors):
        self.shown = shown
        self.criteria = shown["criteria"]
        self.rules = shown.get("rules") or {}
        self.objective = shown["objective"]
        self.stages = Vocabulary(shown["career_stages"])
        self.vocabularies = {"careerstage": self.stages, "institution": Vocabulary(shown.get("institutions"))}
        areas = shown.get("areas") or sorted({area for m in mentors for area in as_list(m.get("areas") or [])}, key=fold)
        self.vocabularies["areas"] = Vocabulary(areas)
        for name, entries in (shown.get("options") or {}).items():
            self.vocabularies[bare(name)] = Vocabulary(entries)
        self.answers = {bare(name): {fold(phrase): number for phrase, number in phrases.items()}
                        for name, phrases in (shown.get("answers") or {}).items()}
        self.offsets_at = self.instant_of_offsets(as_of)
        for criterion in self.criteria:
            fields = [criterion.get("field"), (criterion.get("only_if") or {}).get("field")]
            if any(re.fullmatch(r"private \d+", field or "") for field in fields):
                raise CannotJudge("a private field is scored, and its answers do not stand in the file")

    def instant_of_offsets(self, as_of):
        calendar = self.shown.get("calendar") or {}
        zone = zoneinfo.ZoneInfo(calendar.get("time_zone") or "UTC")
        for key in ("program_starts", "applications_close"):
            if calendar.get(key):
                at = datetime.datetime.fromisoformat(calendar[key])
                if at.tzinfo is None:
                    at = at.replace(tzinfo=zone)
                return at
        return datetime.datetime.fromisoformat(as_of)

    def rule(self, name, default):
        value = self.rules.get(name)
        return default if value is None else value


class Person:
    def __init__(self, shown, role):
        self.shown, self.role = shown, role
        self.id = shown["id"]
        self.email = fold(shown.get("email") or self.id)
        self.by_bare = {bare(key): value for key, value in shown.items()}
        self.capacity = self.by_bare.get("capacity", 1)
        self.priority = self.by_bare.get("priority") in (True, "yes", "Yes", 1)
        self.other_self = None

    def answer(self, field):
        value = self.by_bare.get(bare(field))
        return None if value is None or value == "" or value == [] else value


class Cohort:
    """Everything that the file says, typed: people, exclusions, pins, and what a pair is worth."""

    def __init__(self, document, folder=None):
        self.document, self.folder = document, folder
        shown = document["people"]
        self.program = Program(document["program"], document["as_of"], shown["mentors"])
        self.people = {"mentor": [Person(p, "mentor") for p in shown["mentors"]],
                       "mentee": [Person(p, "mentee") for p in shown["mentees"]]}
        self.by_id = {role: {p.id: p for p in people} for role, people in self.people.items()}
        self.draw = Draw(document["seed"])
        by_email = {p.email: p for p in self.people["mentor"]}
        for mentee in self.people["mentee"]:
            same = self.by_id["mentor"].get(mentee.id) or by_email.get(mentee.email)
            if same is not None:
                mentee.other_self, same.other_self = same, mentee
        self.pins = self.decided("pin")
        self.vetoes = self.decided("veto")
        self.past = self.pairs_in_files("past")
        self.previous = self.pairs_in_files("previous")
        self.has_previous = any(i["role"] == "previous" for i in document["inputs"])
        self.given = {k: self.given_scores(c["file"]) for k, c in enumerate(self.program.criteria) if c["kind"] == "given"}
        self.conflicts = self.declared_conflicts()
        self.scores = {}

    # -- who is meant --

    def find(self, role, who):
        who = who.strip()
        if who in self.by_id[role]:
            return self.by_id[role][who]
        matches = [p for p in self.people[role] if p.email == fold(who) or fold(p.id) == fold(who)]
        if not matches:
            matches = [p for p in self.people[role] if bare(p.shown.get("name", "")) == bare(who)]
        return matches[0] if len(matches) == 1 else None

    def decided(self, kind):
        pairs = set()
        for decision in self.document.get("decisions") or []:
            if decision["decision"] == kind and decision.get("mentee") and decision.get("mentor"):
                pairs.add((decision["mentee"], decision["mentor"]))
        return pairs

    def path_of(self, name):
        if self.folder is None:
            raise CannotJudge(f"{name} is needed: say the program folder")
        for path in (os.path.join(self.folder, name), os.path.join(self.folder, "past", name), name):
            if os.path.exists(path):
                return path
        raise CannotJudge(f"{name} is not found in {self.folder}")

    def pairs_in_files(self, input_role):
        pairs = set()
        for entry in self.document["inputs"]:
            if entry["role"] == input_role:
                for mentee, mentor in pairs_of_file(self.path_of(entry["file"])):
                    a, b = self.find("mentee", mentee), self.find("mentor", mentor)
                    if a is not None and b is not None:
                        pairs.add((a.id, b.id))
        return pairs

    def given_scores(self, name):
        scores = {}
        for row in csv_rows(self.path_of(name)):
            a, b = self.find("mentee", row["mentee"]), self.find("mentor", row["mentor"])
            if a is not None and b is not None and row["score"].strip():
                scores[a.id, b.id] = int((Decimal(row["score"]) * 100).to_integral_value(ROUND_HALF_UP))
        return scores

    def named_by(self, person, field):
        """The people of the other role whom somebody lists, in order, oneself and strangers left out."""
        other = "mentee" if person.role == "mentor" else "mentor"
        value, listed = person.answer(field), []
        names = value if isinstance(value, list) else re.split(r"[;,|\n]", value) if value else []
        for name in names:
            found = self.find(other, name)
            if found is not None and found is not person.other_self and found not in listed:
                listed.append(found)
        return listed

    def declared_conflicts(self):
        """Pairs of e-mail addresses: a conflict is between two people, whatever role they declared it in."""
        pairs = set()
        for person in self.people["mentor"] + self.people["mentee"]:
            for other in self.named_by(person, "conflicts"):
                pairs.add(frozenset((person.email, other.email)))
        return pairs

    # -- scores --

    def number(self, field, person):
        """An answer as a number of ten-thousandths, or None."""
        value = person.answer(field)
        if value is None:
            return None
        phrase = self.program.answers.get(bare(field), {}).get(fold(value))
        if phrase is not None:
            return phrase * 10000
        try:
            return int(Decimal(str(value).strip()) * 10000)
        except InvalidOperation:
            pass
        if bare(field) != "timezone":
            return None
        written = re.fullmatch(r"(?:utc|gmt)(?:\s*([+\-\u2212])\s*(\d{1,2})(?::?(\d{2}))?)?", fold(value))
        if written:
            sign = -1 if written[1] in ("-", "\u2212") else 1
            minutes = int(written[2] or 0) * 60 + int(written[3] or 0)
            return sign * half_up(Fraction(minutes * 10000, 60))
        try:
            zone = zoneinfo.ZoneInfo(str(value).strip())
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return None
        seconds = int(self.program.offsets_at.astimezone(zone).utcoffset().total_seconds())
        return (1 if seconds >= 0 else -1) * half_up(Fraction(abs(seconds) * 10000, 3600))

    def choices(self, field, person):
        """Numbers of known options in the order of the answer, each once."""
        vocabulary = self.program.vocabularies.get(bare(field))
        found = []
        for text in as_list(person.answer(field) or []):
            number = vocabulary.find(text) if vocabulary else fold(text)
            if number is not None and number not in found:
                found.append(number)
        return found

    def key(self, field, person):
        """An answer as it is compared by `equal`; None: missing."""
        value = person.answer(field)
        if value is None:
            return None
        vocabulary = self.program.vocabularies.get(bare(field))
        if isinstance(value, list):
            known = self.choices(field, person)
            return fold(", ".join(value)) if known or vocabulary is None else None
        number = vocabulary.find(value) if vocabulary else None
        return fold(vocabulary.names[number]) if number is not None else fold(value)

    def stage(self, person):
        value = person.answer("career_stage")
        return None if value is None else self.program.stages.find(value)

    def gap(self, mentee, mentor):
        ends = self.stage(mentee), self.stage(mentor)
        return None if None in ends else ends[1] - ends[0]

    def applies_to(self, criterion, mentee):
        only_if = criterion.get("only_if")
        if not only_if:
            return True
        vocabulary = self.program.vocabularies.get(bare(only_if["field"]))
        wanted = {fold(text) for text in as_list(only_if["equals"])}
        if vocabulary:
            wanted |= {fold(vocabulary.names[vocabulary.find(t)]) for t in list(wanted) if vocabulary.find(t) is not None}
        given = {fold(text) for text in as_list(mentee.answer(only_if["field"]) or [])}
        key = self.key(only_if["field"], mentee)
        return bool(wanted & (given | ({key} if key else set())))

    def similarity(self, number, mentee, mentor):
        """0..10000, or None where an answer is missing."""
        criterion = self.program.criteria[number]
        kind, field = criterion["kind"], criterion.get("field")
        if kind == "stage_gap":
            gap = self.gap(mentee, mentor)
            if gap is None:
                return None
            table = {int(k): v for k, v in criterion["gap_scores"].items()}
            return table[min(max(gap, min(table)), max(table))]
        if kind == "overlap":
            wanted, offered = self.choices(field, mentee), self.choices(field, mentor)
            if not wanted or not offered:
                return None
            return self.overlap(criterion, wanted, offered)
        if kind == "equal":
            a, b = self.key(field, mentee), self.key(field, mentor)
            if a is None or b is None:
                return None
            vocabulary = self.program.vocabularies.get(bare(field))
            anything = {fold(text) for text in as_list(criterion.get("any") or [])}
            if vocabulary:
                anything |= {fold(vocabulary.names[vocabulary.find(t)]) for t in list(anything) if vocabulary.find(t) is not None}
            return FULL if a == b or a in anything or b in anything else 0
        if kind == "distance":
            a, b = self.number(field, mentee), self.number(field, mentor)
            if a is None or b is None:
                return None
            zero_at = int(Decimal(str(criterion["zero_at"])) * 10000)
            return half_up(Fraction(FULL * max(0, zero_at - abs(a - b)), zero_at))
        if kind == "named":
            asker, asked = (mentor, mentee) if criterion.get("side", "mentee") == "mentor" else (mentee, mentor)
            listed = self.named_by(asker, "requested")
            if not listed:
                return None
            if asked not in listed:
                return 0
            return half_up(Fraction(FULL * (len(listed) - listed.index(asked)), len(listed)))
        return self.given[number].get((mentee.id, mentor.id))

    def overlap(self, criterion, wanted, offered):
        vocabulary = self.program.vocabularies.get(bare(criterion["field"]))
        total, shares = 0, 0
        for rank, option in enumerate(wanted):
            share = len(wanted) - rank if criterion.get("ranked") else 1
            shares += share
            if option in offered:
                total += share * FULL
            elif vocabulary and any(vocabulary.related(option, other) for other in offered):
                total += share * (criterion.get("related_score") or 0)
        return half_up(Fraction(total, shares))

    def when_missing(self, criterion):
        default = criterion["kind"] == "stage_gap" or (criterion["kind"] == "overlap" and bare(criterion["field"]) == "areas")
        return criterion.get("when_missing") or ("zero" if default else "skip")

    def judged(self, mentee, mentor):
        """(name, weight, similarity) of every criterion that applies."""
        result = []
        for number, criterion in enumerate(self.program.criteria):
            if not self.applies_to(criterion, mentee):
                continue
            similarity = self.similarity(number, mentee, mentor)
            if similarity is None:
                similarity = {"skip": None, "neutral": FULL // 2, "zero": 0}[self.when_missing(criterion)]
            if similarity is not None:
                result.append((criterion["name"], criterion["weight"], similarity))
        return result

    def score(self, mentee, mentor):
        if (mentee.id, mentor.id) not in self.scores:
            judged = self.judged(mentee, mentor)
            weights = sum(weight for _, weight, _ in judged)
            total = sum(weight * similarity for _, weight, similarity in judged)
            self.scores[mentee.id, mentor.id] = half_up(Fraction(total, weights)) if weights else 0
        return self.scores[mentee.id, mentor.id]

    # -- who may be paired --

    def institution(self, person):
        return self.key("institution", person)

    def first_reason(self, mentee, mentor):
        """The first rule against a pair, the direction rule left out; None: eligible."""
        rule = self.program.rule
        if mentee.other_self is mentor:
            return "same_person"
        if frozenset((mentee.email, mentor.email)) in self.conflicts:
            return "conflict"
        if (mentee.id, mentor.id) in self.vetoes:
            return "vetoed"
        if rule("past_pairs", "never") == "never" and (mentee.id, mentor.id) in self.past:
            return "past_pair"
        same = self.institution(mentee)
        if rule("same_institution", "never") == "never" and same is not None and same == self.institution(mentor):
            return "same_institution"
        gap = self.gap(mentee, mentor)
        if gap is not None:
            if gap < rule("minimum_stage_gap", 0) or gap > rule("maximum_stage_gap", 10**9):
                return "stage_gap"
        if self.score(mentee, mentor) < rule("minimum_score", 1):
            return "below_minimum_score"
        return None

    def reason(self, mentee, mentor):
        """The first reason against a pair in full; None: eligible."""
        if (mentee.id, mentor.id) in self.pins:
            return None
        first = self.first_reason(mentee, mentor)
        if first is not None or self.program.rule("reciprocal_pairs", "better_direction") != "better_direction":
            return first
        as_mentor, as_mentee = mentee.other_self, mentor.other_self
        if as_mentor is None or as_mentee is None:
            return None
        if (as_mentee.id, as_mentor.id) in self.pins:
            return "other_direction"
        if mentor.capacity == 0 or as_mentor.capacity == 0 or self.first_reason(as_mentee, as_mentor) is not None:
            return None
        here = (self.score(mentee, mentor), self.draw.weight(1, mentee.id, mentor.id))
        there = (self.score(as_mentee, as_mentor), self.draw.weight(1, as_mentee.id, as_mentor.id))
        if here != there:
            return "other_direction" if here < there else None
        return "other_direction" if as_mentor.id.encode() < mentor.id.encode() else None


# ---- files beside pairing.json ------------------------------------------------------------------------------------

def csv_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    rows.fieldnames = [bare(name) for name in rows.fieldnames or []]
    return [{key: (value or "").removeprefix("'") for key, value in row.items() if isinstance(value, (str, type(None)))} for row in rows]


def pairs_of_file(path):
    with open(path, encoding="utf-8-sig") as file:
        text = file.read()
    if text.lstrip().startswith("{"):
        return [(pair["mentee"], pair["mentor"]) for pair in json.loads(text)["pairs"]]
    return [(row["mentee"], row["mentor"]) for row in csv_rows(path)]


# ---- the best pairing ---------------------------------------------------------------------------------------------

class Problem:
    """Pairs by number with weights, capacities, and goals; knows nothing of people."""

    def __init__(self, capacities, arcs, pins):
        self.capacities = capacities  # {"mentee": [...], "mentor": [...]}, places that pins fill taken off
        self.arcs = arcs              # {(i, j): {"score", "priority", "kept"}}, eligible and not pinned
        self.pins = pins              # {(i, j): …}, beside the capacities
        self.most = sum(min(c, len(arcs)) for c in capacities["mentee"])  # pairs there can be

    def lexicographic(self, goals, removed=frozenset()):
        """The pairing (a set of arcs) that is best at all goals in turn. A goal: ("pairs", {arc: weight}) or ("mentors",)."""
        filled = {j for _, j in self.pins}
        weights = dict.fromkeys(arc for arc in self.arcs if arc not in removed)
        for arc in weights:
            weights[arc] = 0
        first_place = 0
        scale = 1
        for goal in reversed(goals):
            if goal[0] == "mentors":
                first_place += scale
                scale *= len(self.capacities["mentor"]) + 1
                continue
            for arc in weights:
                weights[arc] += scale * goal[1].get(arc, 0)
            largest = max((abs(w) for w in goal[1].values()), default=0)
            scale *= 2 * largest * max(self.most, 1) + 1
        rewards = [0 if j in filled else first_place for j in range(len(self.capacities["mentor"]))]
        return best_flow(self.capacities["mentee"], self.capacities["mentor"], weights, rewards)


def best_flow(mentee_capacity, mentor_capacity, weights, rewards):
    """Maximum-weight flow by successive shortest paths (Dijkstra with potentials): the set of arcs used. Each mentor's first unit
    earns a reward."""
    n, m = len(mentee_capacity), len(mentor_capacity)
    source, sink, size = n + m, n + m + 1, n + m + 2
    heads, costs, room, out = [], [], [], [[] for _ in range(size)]

    def add(a, b, capacity, cost):
        for tail, head, space, price in ((a, b, capacity, cost), (b, a, 0, -cost)):
            out[tail].append(len(heads))
            heads.append(head)
            costs.append(price)
            room.append(space)

    for i, capacity in enumerate(mentee_capacity):
        add(source, i, capacity, 0)
    numbers = {}
    for (i, j), weight in weights.items():
        numbers[i, j] = len(heads)
        add(i, n + j, 1, -weight)
    for j, capacity in enumerate(mentor_capacity):
        add(n + j, sink, min(capacity, 1), -rewards[j])
        add(n + j, sink, max(capacity - 1, 0), 0)

    # First potentials: least costs over the layers source, mentees, mentors, sink.
    potential = [0] * size
    for j in range(m):
        potential[n + j] = min((-w for (_, b), w in weights.items() if b == j), default=0)
    potential[sink] = min((potential[n + j] - rewards[j] for j in range(m)), default=0)
    while True:
        distance, before = shortest(source, size, heads, costs, room, out, potential)
        if distance[sink] is None:
            break
        reach = distance[sink]
        for node in range(size):
            # Nodes farther than the sink move as far as the sink does, so that reduced costs stay at 0 or above.
            potential[node] += reach if distance[node] is None else min(distance[node], reach)
        if potential[sink] - potential[source] >= 0:
            break
        node = sink
        while node != source:
            arc = before[node]
            room[arc] -= 1
            room[arc ^ 1] += 1
            node = heads[arc ^ 1]
    return {arc for arc, number in numbers.items() if room[number] == 0}


def shortest(source, size, heads, costs, room, out, potential):
    distance, before, done = [None] * size, [None] * size, [False] * size
    distance[source] = 0
    queue = [(0, source)]
    while queue:
        so_far, node = heapq.heappop(queue)
        if done[node]:
            continue
        done[node] = True
        for arc in out[node]:
            if room[arc] == 0:
                continue
            head = heads[arc]
            length = so_far + costs[arc] + potential[node] - potential[head]
            if distance[head] is None or length < distance[head]:
                distance[head], before[head] = length, arc
                heapq.heappush(queue, (length, head))
    return distance, before


def goals_of(level, problem):
    """A level as goals of `lexicographic`; best_worst is not one."""
    facts = problem.arcs
    if level == "most_matched":
        return [("pairs", dict.fromkeys(facts, 1))]
    if level == "priority_matched":
        return [("pairs", {arc: int(f["priority"]) for arc, f in facts.items()})]
    if level == "best_total":
        return [("pairs", {arc: f["score"] for arc, f in facts.items()})]
    if level == "fewest_changes":
        return [("pairs", {arc: int(f["kept"]) for arc, f in facts.items()})]
    if level == "most_mentors":
        return [("mentors",)]
    if level == "fairest":
        percents = sorted({f["score"] // 100 for f in facts.values()})
        return [("pairs", {arc: -1 for arc, f in facts.items() if f["score"] // 100 == p}) for p in percents]
    raise ValueError(level)


def measure(goals, pairing):
    """What the goals so far add up to, to tell whether two pairings are equally good."""
    return [sum(goal[1].get(arc, 0) for arc in pairing) if goal[0] == "pairs" else len({j for _, j in pairing}) for goal in goals]


def best_pairing(problem, levels, draw_weights):
    """(pairs without pins, rounds of the draw). draw_weights(round) gives {arc: weight}."""
    goals, removed = [], set()
    for level in levels:
        if level != "best_worst":
            goals += goals_of(level, problem)
            continue
        best = problem.lexicographic(goals, removed)
        scores = sorted({problem.arcs[arc]["score"] for arc in problem.arcs if arc not in removed})
        low, high = 0, len(scores) - 1 if best else -1
        while low <= high:  # the highest score that all pairs can reach without loss
            middle = (low + high) // 2
            without = removed | {arc for arc, f in problem.arcs.items() if f["score"] < scores[middle]}
            if same_measure(problem, goals, problem.lexicographic(goals, without), best):
                low = middle + 1
            else:
                high = middle - 1
        if best and high >= 0:
            removed |= {arc for arc, f in problem.arcs.items() if f["score"] < scores[high]}
    for rounds in range(1, 9):
        goals.append(("pairs", draw_weights(rounds)))
        best = problem.lexicographic(goals, removed)
        # As good a pairing as this, and as different as can be.
        other = problem.lexicographic(goals + [("pairs", {arc: -1 if arc in best else 1 for arc in problem.arcs})], removed)
        if other == best:
            return best, rounds
    raise CannotJudge("eight rounds of the draw leave more than one pairing")


def same_measure(problem, goals, a, b):
    filled = {j for _, j in problem.pins}

    def with_pins(pairing):
        return [len({j for _, j in pairing} | filled) if goal[0] == "mentors" else value
                for goal, value in zip(goals, measure(goals, pairing))]

    return with_pins(a) == with_pins(b)


# ---- comparing ----------------------------------------------------------------------------------------------------

class Comparison:
    def __init__(self, document, folder=None):
        self.document = document
        self.cohort = Cohort(document, folder)
        self.differences = []
        people = self.cohort.people
        self.reasons = {(e.id, o.id): self.cohort.reason(e, o) for e in people["mentee"] for o in people["mentor"]}

    def same(self, what, found, expected):
        if found != expected:
            self.differences.append(f"{what}: the file says {found!r}, this program finds {expected!r}")

    def levels(self):
        levels = list(self.cohort.program.objective)
        if self.cohort.has_previous and "fewest_changes" not in levels:
            levels.insert(0, "fewest_changes")
        return levels

    def problem(self):
        cohort = self.cohort
        place = {role: {p.id: k for k, p in enumerate(people)} for role, people in cohort.people.items()}
        capacities = {role: [p.capacity for p in people] for role, people in cohort.people.items()}
        arcs, pins = {}, {}
        for (mentee, mentor), reason in self.reasons.items():
            e, o = cohort.by_id["mentee"][mentee], cohort.by_id["mentor"][mentor]
            arc = place["mentee"][mentee], place["mentor"][mentor]
            facts = {"score": cohort.score(e, o), "priority": e.priority, "kept": (mentee, mentor) in cohort.previous}
            if (mentee, mentor) in cohort.pins:
                pins[arc] = facts
                capacities["mentee"][arc[0]] -= 1
                capacities["mentor"][arc[1]] -= 1
            elif reason is None and o.capacity > 0:
                arcs[arc] = facts
        return Problem(capacities, arcs, pins)

    def draw_weights(self, arcs):
        people = self.cohort.people

        def of_round(number):
            return {(i, j): self.cohort.draw.weight(number, people["mentee"][i].id, people["mentor"][j].id) for i, j in arcs}

        return of_round

    def run(self):
        problem = self.problem()
        if all(level["proven"] for level in self.document["objective"]):
            pairs, rounds = best_pairing(problem, self.levels(), self.draw_weights(list(problem.arcs)))
            pairs = pairs | set(problem.pins)
            names = [(self.cohort.people["mentee"][i].id, self.cohort.people["mentor"][j].id) for i, j in pairs]
            self.same("pairs", sorted((p["mentee"], p["mentor"]) for p in self.document["pairs"]), sorted(names))
            draws = sum(level["level"] == "draw" for level in self.document["objective"])
            self.same("rounds of the draw", draws, rounds)
        else:
            print("goals that are not proven: their pairing is taken as it is")
        self.compare_pairs()
        self.compare_objective()
        self.compare_summary()
        self.compare_counts()
        return self.differences

    def compare_pairs(self):
        order = [(p["mentee"].encode(), p["mentor"].encode()) for p in self.document["pairs"]]
        self.same("order of pairs", order, sorted(order))
        for pair in self.document["pairs"]:
            e, o = self.cohort.by_id["mentee"][pair["mentee"]], self.cohort.by_id["mentor"][pair["mentor"]]
            what = f"pair {e.id} – {o.id}"
            self.same(f"{what}, score", pair["score"], self.cohort.score(e, o))
            self.same(f"{what}, pinned", pair["pinned"], (e.id, o.id) in self.cohort.pins)
            self.same(f"{what}, eligible", None, self.reasons[e.id, o.id])
            self.same(f"{what}, criteria", [(c["name"], c["weight"], c["similarity"]) for c in pair["criteria"]],
                      self.cohort.judged(e, o))

    def value(self, level):
        pairs = self.document["pairs"]
        free = [p["score"] for p in pairs if not p["pinned"]]
        name = level["level"]
        if name == "most_matched":
            return len(pairs)
        if name == "priority_matched":
            return sum(self.cohort.by_id["mentee"][p["mentee"]].priority for p in pairs)
        if name == "best_total":
            return sum(p["score"] for p in pairs)
        if name == "fewest_changes":
            return sum((p["mentee"], p["mentor"]) in self.cohort.previous for p in pairs)
        if name == "most_mentors":
            return len({p["mentor"] for p in pairs})
        if name == "draw":
            return sum(self.cohort.draw.weight(level["round"], p["mentee"], p["mentor"]) for p in pairs)
        if not free:
            return None
        return min(free) if name == "best_worst" else min(free) // 100

    def compare_objective(self):
        listed = self.document["objective"]
        self.same("goals", [level["level"] for level in listed if level["level"] != "draw"], self.levels())
        for level in listed:
            name = level["level"] + (f" {level['round']}" if "round" in level else "")
            value = self.value(level)
            self.same(f"value of {name}", level["value"], value)
            if level["proven"]:
                self.same(f"bound of {name}", level["bound"], value)
            if level["level"] == "fairest" and value is not None:
                percents = sorted(p["score"] // 100 for p in self.document["pairs"] if not p["pinned"])
                profile = {str(k): len(list(group)) for k, group in itertools.groupby(percents)}
                self.same("profile of fairest", list(level["profile"].items()), list(profile.items()))

    def compare_summary(self):
        people, pairs = self.cohort.people, self.document["pairs"]
        scores = sorted(p["score"] for p in pairs)
        places = sum(p.capacity for p in people["mentor"])
        matched = len({p["mentee"] for p in pairs})
        busy = {p["mentor"] for p in pairs}
        eligible = sum(reason is None and self.cohort.by_id["mentor"][mentor].capacity > 0
                       for (_, mentor), reason in self.reasons.items())
        expected = {
            "mentors": len(people["mentor"]), "mentees": len(people["mentee"]), "places": places, "eligible_pairs": eligible,
            "pairs": len(pairs), "matched_mentees": matched, "unmatched_mentees": len(people["mentee"]) - matched,
            "mentors_without_mentee": sum(p.capacity > 0 and p.id not in busy for p in people["mentor"]),
            "free_places": places - len(pairs), "total_score": sum(scores),
            "lowest_score": scores[0] if scores else None, "median_score": scores[len(scores) // 2] if scores else None,
        }
        for key, value in expected.items():
            self.same(f"summary.{key}", self.document["summary"].get(key), value)

    def compare_counts(self):
        """Whom each person without a counterpart could be paired with, and by what rule not."""
        paired = {p["mentee"] for p in self.document["pairs"]}
        everybody = [p.id for p in self.cohort.people["mentee"] if p.id not in paired]
        self.same("unmatched mentees", [u["mentee"] for u in self.document["unmatched_mentees"]], everybody)
        mentors = [p for p in self.cohort.people["mentor"] if p.capacity > 0]
        for entry in self.document["unmatched_mentees"]:
            mentee = self.cohort.by_id["mentee"][entry["mentee"]]
            eligible = [o for o in mentors if self.reasons[mentee.id, o.id] is None]
            self.same(f"eligible mentors of {mentee.id}", entry["eligible_mentors"], len(eligible))
            self.same(f"ruled out for {mentee.id}", entry["ruled_out"], self.ruled_out((mentee.id, o.id) for o in mentors))
            best = max(eligible, key=lambda o: self.rank(mentee, o), default=None)
            self.same(f"best mentor of {mentee.id}", entry["best_mentor"], best and best.id)
            self.same(f"best score of {mentee.id}", entry["best_score"], best and self.cohort.score(mentee, best))
            if entry["reason"] == "no_eligible_mentor":
                self.compare_nearest(entry, mentee, mentors)
        for entry in self.document["free_mentors"]:
            pairs = [(e.id, entry["mentor"]) for e in self.cohort.people["mentee"]]
            self.same(f"eligible mentees of {entry['mentor']}", entry["eligible_mentees"], sum(self.reasons[p] is None for p in pairs))
            self.same(f"ruled out for {entry['mentor']}", entry["ruled_out"], self.ruled_out(pairs))

    def rank(self, mentee, mentor):
        """The higher score, then the higher draw weight, then the smaller id."""
        smaller_first = tuple(-byte for byte in mentor.id.encode()) + (1,)
        return self.cohort.score(mentee, mentor), self.cohort.draw.weight(1, mentee.id, mentor.id), smaller_first

    def compare_nearest(self, entry, mentee, mentors):
        ruled = [o for o in mentors if self.reasons[mentee.id, o.id] not in (None, "conflict", "vetoed", "same_person")]
        nearest = max(ruled, key=lambda o: self.rank(mentee, o), default=None)
        expected = nearest and {"mentor": nearest.id, "score": self.cohort.score(mentee, nearest),
                                "code": self.reasons[mentee.id, nearest.id]}
        self.same(f"nearest mentor of {mentee.id}", entry["nearest"], expected)

    def ruled_out(self, pairs):
        counts = {}
        for pair in pairs:
            reason = self.reasons[pair]
            if reason is not None:
                name = "decision" if reason in ("conflict", "vetoed") else reason
                counts[name] = counts.get(name, 0) + 1
        return counts


# ---- its own test -------------------------------------------------------------------------------------------------

def every_pairing(problem):
    arcs = sorted(problem.arcs)
    for chosen in itertools.product((False, True), repeat=len(arcs)):
        pairing = [arc for arc, taken in zip(arcs, chosen) if taken]
        loads = [[sum(arc[end] == k for arc in pairing) for k in range(len(problem.capacities[role]))]
                 for end, role in ((0, "mentee"), (1, "mentor"))]
        if all(load <= room for role, side in zip(("mentee", "mentor"), loads) for load, room in zip(side, problem.capacities[role])):
            yield frozenset(pairing)


def brute_force(problem, levels, draw_weights):
    """All that are best, level by level, by looking at every pairing."""
    filled = {j for _, j in problem.pins}

    def rank(level, pairing):
        scores = sorted(problem.arcs[arc]["score"] for arc in pairing)
        if level == "best_worst":
            return scores[0] if scores else FULL + 1
        if level == "fairest":
            return [-sum(score // 100 == p for score in scores) for p in range(101)]
        if level == "most_mentors":
            return len({j for _, j in pairing} | filled)
        return sum(goals_of(level, problem)[0][1].get(arc, 0) for arc in pairing)

    left = list(every_pairing(problem))
    for level in levels:
        best = max(rank(level, pairing) for pairing in left)
        left = [pairing for pairing in left if rank(level, pairing) == best]
    rounds = 0
    while rounds == 0 or len(left) > 1:
        rounds += 1
        weights = draw_weights(rounds)
        best = max(sum(weights[arc] for arc in pairing) for pairing in left)
        left = [pairing for pairing in left if sum(weights[arc] for arc in pairing) == best]
    return set(left[0]), rounds


def self_test(seed, cases=400):
    rng = random.Random(seed)
    for case in range(cases):
        n, m = rng.randint(0, 3), rng.randint(0, 3)
        arcs = {(i, j): {"score": rng.choice((100, 150, 200, rng.randint(1, FULL))), "priority": rng.random() < 0.5,
                         "kept": rng.random() < 0.3} for i in range(n) for j in range(m) if rng.random() < 0.8}
        pins = {arc: {} for arc in arcs if rng.random() < 0.1}
        capacities = {"mentee": [rng.randint(1, 2) for _ in range(n)], "mentor": [rng.randint(0, 3) for _ in range(m)]}
        problem = Problem(capacities, {arc: f for arc, f in arcs.items() if arc not in pins}, pins)
        levels = list(SUM_LEVELS) + ["most_mentors", "best_worst", "fairest"]
        rng.shuffle(levels)
        levels = levels[:rng.randint(0, 7)]
        if "most_matched" not in levels or rng.random() < 0.5:
            levels = ["most_matched"] + [level for level in levels if level != "most_matched"]
        first = levels.index("most_matched")
        levels = [level for k, level in enumerate(levels) if k >= first or level not in ("best_worst", "fairest")]
        tied = rng.choice((1, 3, 65535))

        def draw_weights(number, tied=tied):
            return {arc: random.Random(f"{seed} {case} {number} {arc}").randint(0, tied if number == 1 else 65535) for arc in problem.arcs}

        found, expected = best_pairing(problem, levels, draw_weights), brute_force(problem, levels, draw_weights)
        if found != expected:
            print(f"self-test: seed {seed}, case {case}: {levels}: {found} is not {expected}")
            return 1
    print(f"self-test: seed {seed}, {cases} cases, all found by brute force too")
    return 0


def main(arguments):
    if arguments[:1] == ["--self-test"]:
        return self_test(int(arguments[1]) if len(arguments) > 1 else 1)
    if len(arguments) not in (1, 2):
        print(__doc__)
        return 64
    with open(arguments[0], encoding="utf-8") as file:
        document = json.load(file)
    try:
        differences = Comparison(document, *arguments[1:]).run()
    except CannotJudge as reason:
        print(f"cannot judge: {reason}")
        return 2
    for difference in differences:
        print(difference)
    print(f"{len(document['pairs'])} pairs, {len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
