#!/usr/bin/env python3
"""cohort-report.pdf read back by poppler and qpdf: its structure, every name whole and in reading order in eight scripts, the same bytes twice,
size and pages, and that nothing private is in it.  SPDX-License-Identifier: GPL-3.0-or-later"""
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build/release"), "mentorpair"))
counts = {True: 0, False: 0}
NAMES = ["Ada Quill", "Sólveig Þórðardóttir", "Дмитро Лісовий", "Ελένη Παπαδάκη", "נועה בן־דוד", "محمد العلي", "आरती वनमाली", "สมชาย ใจดี", "林书雅",
         "森川 葵", "한지우", "Nguyễn Thị Lá", "Անի Պետրոսյան", "ნინო ბერიძე", "<b>\"&'</b>", "=HYPERLINK(1)", "A\u202eB\u2066C"]
AS_PRINTED = {"A\u202eB\u2066C": r"A\u{202E}B\u{2066}C"}


def expect(what, holds, said=""):
    counts[bool(holds)] += 1
    if not holds:
        print(f"FAILED {what}\n{said}")


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def flat(text):
    return re.sub(r"\s+", " ", text)


def struct_text(pdf):
    """The text of the structure tree, joined: what a screen reader says, in its order."""
    return flat("".join(re.findall(r'"(.*)"$', run("pdfinfo", "-struct-text", pdf).stdout, re.M)))


def write(folder, program, mentors, mentees):
    os.makedirs(folder)
    for name, text in (("program.yaml", program), ("mentors.csv", mentors), ("mentees.csv", mentees)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def check_sample(scratch):
    folder = os.path.join(scratch, "alcts")
    shutil.copytree("samples/alcts-2017", folder, ignore=shutil.ignore_patterns("out*", "journal"))
    done = run(PROGRAM, "match", folder, "--as-of", "2017-05-01T12:00", "--set-aside-invalid")
    expect("the sample: match", done.returncode == 0, done.stderr)
    pdf = os.path.join(folder, "out", "cohort-report.pdf")
    with open(pdf, "rb") as file:
        first = file.read()
    expect("the sample: under 300 KB", len(first) < 300_000, str(len(first)))
    run(PROGRAM, "report", folder)
    with open(pdf, "rb") as file:
        expect("the sample: the same bytes again", file.read() == first)
    info, structure = run("pdfinfo", pdf).stdout, run("pdfinfo", "-struct", pdf).stdout
    expect("the sample: tagged", re.search(r"Tagged: +yes", info), info)
    expect("the sample: its title", "Title:           Spring 2017 Mentoring Program: cohort report" in info, info)
    expect("the sample: letter", "612 x 792" in info, info)
    checked = run("qpdf", "--check", pdf)
    expect("the sample: clean", checked.returncode == 0, checked.stdout + checked.stderr)
    tables = len(re.findall(r"^ *Table", structure, re.M))
    expect("the sample: a table for each", tables == 8, structure[:2000])
    heads = len(re.findall(r"^ *TH", structure, re.M))
    expect("the sample: header cells head columns", heads == structure.count("/Scope /Column") and heads > 30, f"{heads}")
    whole = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"], capture_output=True, check=False).stdout
    expect("the sample: five figures, each described", whole.count(b"/Alt ") == 5 and structure.count("Figure") == 5, str(whole.count(b"/Alt ")))
    expect("the sample: language", b"/Lang (en)" in whole)
    with open(os.path.join(folder, "out", "pairing.json"), encoding="utf-8") as file:
        pairing = json.load(file)
    names = {person["id"]: person["name"] for people in pairing["people"].values() for person in people}
    spoken, shown = struct_text(pdf), flat(run("pdftotext", pdf, "-").stdout)
    for pair in pairing["pairs"]:
        for role in ("mentee", "mentor"):
            expect(f"{names[pair[role]]} is spoken whole", names[pair[role]] in spoken)
            expect(f"{names[pair[role]]} is shown whole", names[pair[role]] in shown)
    outline = json.loads(run("qpdf", "--json", "--json-key=outlines", pdf).stdout)["outlines"]
    expect("the sample: sections in the list of contents", [one["destpageposfrom1"] for one in outline] == [1, 2, 3, 6, 7, 7, 8], str(outline))
    expect("the sample: the proof says where its count is", "whoever is chosen (page 6)." in shown)
    check_summary(os.path.join(folder, "out", "summary.pdf"), pairing)
    pages = [flat(page) for page in run("pdftotext", pdf, "-").stdout.split("\f")]
    expect("the sample: the head of the pairs on each of their pages", sum("Why this pair" in page for page in pages) >= 3)
    expect("the sample: page numbers", all(f"Page {n + 1} of {len(pages) - 1}" in page for n, page in enumerate(pages[:-1])))


def check_summary(pdf, pairing):
    """One page; of every person neither name nor institution."""
    shown, structure = flat(run("pdftotext", pdf, "-").stdout), run("pdfinfo", "-struct", pdf).stdout
    expect("the summary: one page", re.search(r"Pages: +1\n", run("pdfinfo", pdf).stdout))
    expect("the summary: clean", run("qpdf", "--check", pdf).returncode == 0)
    expect("the summary: its figures", structure.count("Figure") == 7, structure)
    for words in ("mentees have a mentor.", "Mentees with a mentor, by career stage", "What is proven", "Calendar"):
        expect(f"the summary: {words}", words in shown, shown)
    for people in pairing["people"].values():
        for person in people:
            for key in ("name", "institution", "email"):
                value = person.get(key)
                expect(f"the summary: without {key}", not value or value not in shown, str(value))


def check_summaries(scratch):
    """Still one page with 30 areas, eight stages, ten types of library and many goals; small groups are not told apart; nothing private."""
    folder = os.path.join(scratch, "summary")
    stages = [f"Stage number {n} of a long name" for n in range(8)]
    program = ("program: {name: Large}\nreports: {paper: letter}\nprivate: [Secret]\n"
               f"career_stages: [{', '.join(stages)}]\nareas: [{', '.join(f'Area {n}' for n in range(30))}]\n"
               "calendar: {applications_open: 2017-01-01, applications_close: 2017-06-01, pairing_due: 2017-07-01}\n"
               "objective: [most_matched, best_worst, most_mentors, best_total]\n")
    rows = ["name,email,career_stage,areas,institution,Secret,Library type\n"]
    for n in range(80):
        types = "Rare type" if n == 7 else f"Type {n % 10}"
        rows.append(f"PERSON{n},p{n}@example.org,{stages[n % 8]},Area {n % 30}; Area {n * 7 % 30},INSTITUTION{n},CANARYSECRET,{types}\n")
    write(folder, program, "".join(rows), "".join(row.replace("PERSON", "MENTEE").replace(",p", ",q") for row in rows))
    done = run(PROGRAM, "match", folder, "--as-of", "2017-05-01")
    expect("large summary: match", done.returncode == 0, done.stderr)
    pdf = os.path.join(folder, "out", "summary.pdf")
    shown = run("pdftotext", pdf, "-").stdout
    expect("large summary: one page", re.search(r"Pages: +1\n", run("pdfinfo", pdf).stdout))
    expect("large summary: to its end", "Calendar" in shown and "pairs due" in shown, shown)
    expect("large summary: small groups together", "Rare type" not in shown and "others" in shown, shown)
    for what in ("PERSON", "MENTEE", "INSTITUTION", "CANARY"):
        expect(f"large summary: no {what}", what not in shown)


def check_scripts_and_long_values(scratch):
    folder, long_name = os.path.join(scratch, "scripts"), " ".join(f"long{n}" for n in range(900))
    program = ("program: {name: Scripts}\nreports: {paper: a4}\ncareer_stages: [Student, Senior]\nareas: [Maps]\nprivate: [Gender, Secret]\n"
               "criteria: [{name: Areas, kind: overlap, field: areas, weight: 1}, {name: Gender, kind: equal, field: Gender, weight: 1}]\n")
    header = "name,email,career_stage,areas,institution,Gender,Secret\n"
    cell = '"{}"'.format
    rows = [f"{cell(name.replace(chr(34), chr(34) * 2))},p{{0}}{n}@example.org,{{1}},Maps,Institution {{0}}{n},CANARYGENDER,CANARYSECRET\n"
            for n, name in enumerate(NAMES + [long_name, "W" * 400])]
    mentors = header + "".join(row.format("r", "Senior") for row in rows)
    mentees = header + "".join(row.format("e", "Student") for row in rows)
    write(folder, program, mentors, mentees)
    done = run(PROGRAM, "match", folder, "--as-of", "2017-05-01")
    expect("scripts: match", done.returncode == 0, done.stderr)
    expect("scripts: every sign has a font", "glyph_missing" not in done.stderr, done.stderr)
    pdf = os.path.join(folder, "out", "cohort-report.pdf")
    expect("scripts: A4", "595.28 x 841.89" in run("pdfinfo", pdf).stdout)
    expect("scripts: clean", run("qpdf", "--check", pdf).returncode == 0)
    spoken = struct_text(pdf)
    for name in NAMES:
        expect(f"{name!r} is spoken whole", flat(AS_PRINTED.get(name, name)) in spoken)
    squeezed = spoken.replace(" ", "")
    # Two people bear it; its cell goes on over pages, other cells between.
    missing = [n for n in range(900) if squeezed.count(f"long{n}") < 2]
    expect("a name of 6,000 characters is not cut", not missing, str(missing[:10]))
    expect("a name without blanks is not cut", "W" * 400 in squeezed)
    expect("nothing private", "CANARY" not in squeezed)


def check_states(scratch):
    for what, mentors, mentees, words in (("nobody", "", "", "Nobody has applied"), ("no mentor", "", "A,a@example.org,Student,Maps\n", "mentor"),
                                          ("one pair", "B,b@example.org,Senior,Maps\n", "A,a@example.org,Student,Maps\n", "mentee has a mentor"),
                                          ("all alone", "B,b@example.org,Student,Maps\n", "A,a@example.org,Senior,Maps\n", "")):
        folder = os.path.join(scratch, what.replace(" ", "-"))
        write(folder, "program: {name: States}\ncareer_stages: [Student, Senior]\nareas: [Maps]\ncalendar: {pairing_due: 2017-04-01}\n",
              "name,email,career_stage,areas\n" + mentors, "name,email,career_stage,areas\n" + mentees)
        done = run(PROGRAM, "match", folder, "--as-of", "2017-05-01")
        expect(f"{what}: match", done.returncode == 0, done.stderr)
        pdf = os.path.join(folder, "out", "cohort-report.pdf")
        text = flat(run("pdftotext", pdf, "-").stdout)
        expect(f"{what}: said", words in text, text[:600])
        expect(f"{what}: clean", run("qpdf", "--check", pdf).returncode == 0)


def check_large(scratch):
    """500 pairs: nobody is left out, and it takes no more than it should (processor time, so that a busy machine has no say)."""
    folder = os.path.join(scratch, "large")
    subprocess.run([sys.executable, "tests/make_cohort.py", folder, "560", "480"], check=True)
    done = run(PROGRAM, "match", folder, "--as-of", "2017-05-01")
    expect("500 pairs: match", done.returncode == 0, done.stderr)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(PROGRAM, "report", folder, "--only", "pdf,summary")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if "release" in PROGRAM:
        expect("500 pairs: under 1.5 s", seconds < 1.5, f"{seconds:.2f} s")
    pdf = os.path.join(folder, "out", "cohort-report.pdf")
    shown = flat(run("pdftotext", "-layout", pdf, "-").stdout)
    numbers = set(re.findall(r"Mentee Number (\d+)\b", shown))
    expect("500 pairs: every mentee stands in it", len(numbers) == 560, str(len(numbers)))
    expect("500 pairs: clean", run("qpdf", "--check", pdf).returncode == 0)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        check_sample(scratch)
        check_scripts_and_long_values(scratch)
        check_summaries(scratch)
        check_states(scratch)
        check_large(scratch)
    print(f"{counts[True]} passed, {counts[False]} failed")
    sys.exit(counts[False] > 0)


main()
