#!/usr/bin/env python3
"""workbook.xlsx read back by openpyxl and by LibreOffice: sheets, values, drop-downs and the chart; text that looks like a formula; the same bytes
twice; and its first sheet, marked and saved as CSV in several ways, as decisions.csv.  SPDX-License-Identifier: GPL-3.0-or-later"""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

import openpyxl

PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build/release"), "mentorpair"))
AS_OF = ["--as-of", "2017-05-01T12:00"]
SHEETS = ["Pairs", "Without a mentor", "Free places", "Areas", "Set aside", "How made"]
FORMULAS = ['=HYPERLINK("http://example.org","x")', "+1+2", "-2+3", "@SUM(A1)", "＝1+1", "_x0041_x", "&R&D", "<b>\"'&", "x" * 40000, "Ада Лісова"]
CSV_FILTER = ":Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"  # commas, quotes, UTF-8, as shown
counts = {True: 0, False: 0}


def expect(what, holds, said=""):
    counts[bool(holds)] += 1
    if not holds:
        print(f"FAILED {what}\n{said}")


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def book_of(folder):
    return os.path.join(folder, "out", "workbook.xlsx")


def office(scratch, books, kind, options=""):
    """Converts books with LibreOffice, in one run, and gives the files it made: {"marked": path}."""
    target = os.path.join(scratch, "office-" + kind)
    done = run("soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", kind + options, "--outdir", target, *books)
    complaints = [line for line in (done.stdout + done.stderr).splitlines() if re.search("warn|error|fail", line, re.I) and "javaldx" not in line]
    expect(f"LibreOffice opens the workbooks ({kind}) without a word", done.returncode == 0 and not complaints, done.stdout + done.stderr)
    return {re.split("[.-]", name)[0]: os.path.join(target, name) for name in (os.listdir(target) if os.path.isdir(target) else [])}


def validations(sheet):
    return sorted((str(v.sqref), v.formula1) for v in sheet.data_validations.dataValidation)


def values(book):
    return {sheet.title: [[("" if cell is None else cell) for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book}


def check_sample(scratch):
    folder = os.path.join(scratch, "alcts")
    shutil.copytree("samples/alcts-2017", folder, ignore=shutil.ignore_patterns("out*", "journal"))
    done = run(PROGRAM, "match", folder, *AS_OF, "--set-aside-invalid")
    expect("the sample: match", done.returncode == 0, done.stderr)
    with open(book_of(folder), "rb") as file:
        first = file.read()
    time.sleep(2.1)  # what an archive would tell of the clock
    run(PROGRAM, "report", folder, "--only", "xlsx")
    with open(book_of(folder), "rb") as file:
        expect("the same bytes later", file.read() == first)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        expect("no clock in the archive", {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)})
        core = archive.read("docProps/core.xml").decode()
    expect("as-of is when it was made", set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core)) == {"2017-05-01T17:00:00Z"}, core)
    book = openpyxl.load_workbook(book_of(folder))
    with open(os.path.join(folder, "out", "pairing.json"), encoding="utf-8") as file:
        pairing = json.load(file)
    expect("its sheets", book.sheetnames == SHEETS, book.sheetnames)
    count, earlier = len(pairing["pairs"]), [d for d in pairing["decisions"] if d["decision"] != "pin"]
    rows = values(book)["Pairs"]
    expect("the columns of decisions.csv come first", rows[0][:5] == ["decision", "mentee", "mentor", "reason", "pairing"], rows[0])
    expect("every pair has its row", {(row[1], row[2]) for row in rows[1:count + 1]} == {(p["mentee"], p["mentor"]) for p in pairing["pairs"]})
    pins = [row for row in rows[1:count + 1] if row[0]]
    expect("pins stand there with their reasons", [(row[0], row[3]) for row in pins] == [("pin", d["reason"]) for d in pairing["decisions"] if d["decision"] == "pin"], pins)
    expect("earlier vetoes follow, without reasons", [(row[0], row[1] or None, row[2] or None, row[3]) for row in rows[count + 1:]] ==
           [(d["decision"], d["mentee"], d["mentor"], "") for d in earlier], rows[count + 1:])
    expect("the drop-down", ("A2:A%d" % (count + 1), '"approve,veto,pin"') in validations(book["Pairs"]), validations(book["Pairs"]))
    expect("fits are numbers", sorted(row[12] for row in rows[1:count + 1]) == sorted(p["score"] / 100 for p in pairing["pairs"]))
    expect("the chart", len(book["Areas"]._charts) == 1)
    expect("who has no mentor", len(values(book)["Without a mentor"]) > len(pairing["unmatched_mentees"]))
    return folder, pairing


def check_kept(folder, converted):
    """What LibreOffice makes of the sample's workbook."""
    book, again = openpyxl.load_workbook(book_of(folder)), openpyxl.load_workbook(converted)
    here, there = values(book), values(again)
    for name in SHEETS:
        cut = [[cell for cell in row if cell != ""] for row in here[name]]
        read = [[cell for cell in row if cell != ""] for row in there.get(name, [])]
        expect(f"LibreOffice keeps the values of {name}", [row for row in cut if row] == [row for row in read if row], f"{cut[:3]}\n{read[:3]}")
    expect("LibreOffice keeps the drop-downs", [f for _, f in validations(again["Pairs"])] == [f for _, f in validations(book["Pairs"])], validations(again["Pairs"]))
    expect("LibreOffice keeps the chart", len(again["Areas"]._charts) == 1)


def mark(scratch, folder, pairing):
    """Vetoes two pairs; gives the book and the vetoes."""
    book = openpyxl.load_workbook(book_of(folder))
    sheet = book["Pairs"]
    chosen = [row for row in range(2, len(pairing["pairs"]) + 2) if not sheet.cell(row, 1).value][:3]
    vetoed = set()
    for row in chosen[:2]:
        sheet.cell(row, 1).value, sheet.cell(row, 4).value = "veto", 'They worked together; "closely", they say: déjà vu'
        vetoed.add((sheet.cell(row, 2).value, sheet.cell(row, 3).value))
    sheet.cell(chosen[2], 1).value = "approve"
    marked = os.path.join(scratch, "marked.xlsx")
    book.save(marked)
    return marked, vetoed


def decide(scratch, folder, pairing, saved_as_csv, vetoed):
    """Matches with the marked sheet saved as CSV."""
    with open(saved_as_csv, encoding="utf-8", newline="") as file:
        text = file.read()
    table = list(csv.reader(io.StringIO(text)))

    def delimited(delimiter, end):
        into = io.StringIO()
        csv.writer(into, delimiter=delimiter, lineterminator=end).writerows(table)
        return into.getvalue()

    ways = {
        "LibreOffice": text.encode(),
        "a spreadsheet with semicolons and a BOM": ("\ufeff" + delimited(";", "\r\n")).encode(),
        "a spreadsheet's Unicode text": delimited("\t", "\r\n").encode("utf-16"),
        "a spreadsheet without letters beyond ASCII, in windows-1252": re.sub(r"[^\x00-\x7f]", "e", delimited(";", "\r\n")).encode("cp1252"),
    }
    decisions = os.path.join(scratch, "decisions.csv")
    for way, saved in ways.items():
        with open(decisions, "wb") as file:
            file.write(saved)
        out = os.path.join(scratch, "decided")
        shutil.rmtree(out, ignore_errors=True)
        done = run(PROGRAM, "match", folder, *AS_OF, "--set-aside-invalid", "--decisions", decisions, "--out", out, "--no-documents")
        expect(f"saved as CSV by {way}: accepted", done.returncode == 0, done.stderr)
        if done.returncode != 0:
            continue
        with open(os.path.join(out, "pairing.json"), encoding="utf-8") as file:
            made = json.load(file)
        wanted = vetoed | {(d["mentee"], d["mentor"]) for d in pairing["decisions"] if d["decision"] == "veto"}
        expect(f"saved as CSV by {way}: the vetoes, old and new", {(d["mentee"], d["mentor"]) for d in made["decisions"] if d["decision"] == "veto"} == wanted)
        expect(f"saved as CSV by {way}: the pins", [d for d in made["decisions"] if d["decision"] == "pin"] == [d for d in pairing["decisions"] if d["decision"] == "pin"])
        expect(f"saved as CSV by {way}: they hold", not vetoed & {(p["mentee"], p["mentor"]) for p in made["pairs"]})
    with open(decisions, "wb") as file:
        file.write(delimited(";", "\r\n").encode("cp1252", "replace"))
    done = run(PROGRAM, "match", folder, *AS_OF, "--set-aside-invalid", "--decisions", decisions, "--out", os.path.join(scratch, "refused"))
    expect("saved in windows-1252: the remedy is said", done.returncode == 65 and "windows-1252" in done.stderr, done.stderr)


def check_hostile(scratch):
    folder = os.path.join(scratch, "hostile")
    os.makedirs(folder)
    for side, other in (("mentors", "Senior"), ("mentees", "Student")):
        with open(os.path.join(folder, side + ".csv"), "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["name", "email", "career stage", "institution"])
            for i, name in enumerate(FORMULAS):
                out.writerow([name, f"{side}{i}@example.org", other, FORMULAS[(i + 1 if side == "mentors" else i + 2) % len(FORMULAS)][:200]])
    with open(os.path.join(folder, "program.yaml"), "w", encoding="utf-8") as file:
        file.write('program: { name: "&D =1+1 <x>" }\ncareer_stages: [Student, Senior]\ncriteria:\n'
                   '  - { name: Career stage, kind: stage_gap, weight: 40, gap_scores: {0: 60, 1: 100} }\nrules: { same_institution: allowed, minimum_score: 0 }\n')
    done = run(PROGRAM, "match", folder, *AS_OF, "--no-documents")
    expect("hostile names: match", done.returncode == 0, done.stderr)
    done = run(PROGRAM, "report", folder, "--only", "xlsx")
    expect("hostile names: the workbook", done.returncode == 0, done.stderr)
    book = openpyxl.load_workbook(book_of(folder))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    with zipfile.ZipFile(book_of(folder)) as archive:
        parts = "".join(archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
    expect("hostile names: no cell is a formula", "<f>" not in parts and "<f " not in parts)
    expect("hostile names: no link", not any(cell.hyperlink for cell in cells))
    texts = {cell.value for cell in cells}
    for name in FORMULAS[:5] + FORMULAS[6:8] + FORMULAS[9:]:
        expect(f"hostile names: {name[:30]} stays", name in texts)
    done = run(PROGRAM, "verify", folder)
    expect("hostile names: verify", done.returncode == 0, done.stdout + done.stderr)
    return folder


def check_hostile_shown(saved_as_csv):
    with open(saved_as_csv, encoding="utf-8", newline="") as file:
        shown = {cell for row in csv.reader(file) for cell in row}
    for name in FORMULAS[:8] + FORMULAS[9:]:
        expect(f"hostile names: LibreOffice shows {name[:30]}", name in shown, sorted(shown)[:40])
    longest = max((cell for cell in shown if cell.startswith("xxx")), key=len, default="")
    expect("a name longer than a cell ends visibly", len(longest) == 32767 and longest.endswith("…"), str(len(longest)))


def main():
    with tempfile.TemporaryDirectory() as scratch:
        folder, pairing = check_sample(scratch)
        marked, vetoed = mark(scratch, folder, pairing)
        hostile = shutil.copy(book_of(check_hostile(scratch)), os.path.join(scratch, "hostile.xlsx"))
        kept = office(scratch, [book_of(folder)], "xlsx")
        saved = office(scratch, [marked, hostile], "csv", CSV_FILTER)
        check_kept(folder, kept["workbook"])
        decide(scratch, folder, pairing, saved["marked"], vetoed)
        check_hostile_shown(saved["hostile"])
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
