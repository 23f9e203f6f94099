#!/usr/bin/env python3
"""Pictures of every document to look at, in build/pictures/<state>/: the sample cohort, every state that a report can be in, names in many
scripts and very long values, 500 pairs. Pages of the PDFs by pdftoppm, HTML by Chromium.
Usage: pictures.py [STATE…]; B says the build folder.  SPDX-License-Identifier: GPL-3.0-or-later"""
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build/release"), "mentorpair"))
PICTURES = os.path.abspath("build/pictures")
HEADER = "name,email,career_stage,areas,institution,time_zone,library_type,goals\n"
STAGES = ["Student", "Early career", "Mid-career", "Senior", "Retired"]
AREAS = ["Acquisitions", "Cataloging and metadata", "Public librarianship", "Preservation"]
FORM = """program: {{name: {name}, organizer: "Midland Library Association"}}
reports: {{paper: {paper}}}
career_stages: [{stages}]
areas: [{areas}]
calendar: {{time_zone: America/Chicago, applications_open: 2017-01-16, applications_close: 2017-03-17, pairing_due: {due}, program_starts: 2017-06-01, program_ends: 2018-04-30}}
"""
SCRIPTS = ["Sólveig Þórðardóttir", "Дмитро Лісовий", "Ελένη Παπαδάκη", "נועה בן־דוד", "محمد العلي", "आरती वनमाली", "สมชาย ใจดี", "林书雅",
           "森川 葵", "한지우", "Nguyễn Thị Lá", "Անի Պետրոսյան", "ნინო ბერიძე", "መቅደስ አበበ", "தமிழ்செல்வி", "রহিমা খাতুন"]
ENEMIES = ['"><script>alert(1)</script>', "=HYPERLINK(\"http://example.org\")", "A\u202eB\u2066C", "javascript:alert(1)", "No sign \U0001F9D1\U000F0000", "W" * 300,
           " ".join(f"Longname{n}" for n in range(60)), "-1+2", "<b>&amp;</b>", "Ann\tTab"]


def write(folder, files):
    os.makedirs(folder)
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def form(name="Spring Mentoring Program", paper="letter", due="2017-05-12", more=""):
    return FORM.format(name=name, paper=paper, due=due, stages=", ".join(STAGES), areas=", ".join(AREAS)) + more


def person(number, role, stage, name=None, institution=None, areas=None):
    cells = [name or f"{role} {number}", f"{role.lower()}{number}@example.org", stage, areas or "; ".join(sorted({AREAS[number % 4], AREAS[number * 3 % 4]})),
             institution if institution is not None else f"Institution {role[-3:]}{number % 7}", "America/Chicago", ["Academic", "Public", "Special"][number % 3], "To learn."]
    return ",".join('"{}"'.format(cell.replace('"', '""')) for cell in cells) + "\n"


def people(count, role, stages):
    return HEADER + "".join(person(n, role, stages[n % len(stages)]) for n in range(count))


def folder_of(scratch, mentors, mentees, **more):
    write(scratch, {"program.yaml": form(**more), "mentors.csv": mentors, "mentees.csv": mentees})


def sample(scratch, paper=None):
    shutil.copytree("samples/alcts-2017", scratch, ignore=shutil.ignore_patterns("out*", "journal"))
    if paper:
        path = os.path.join(scratch, "program.yaml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(re.sub(r"paper: \w+", f"paper: {paper}", text))


def scripts(scratch):
    names = SCRIPTS + ENEMIES
    folder_of(scratch, HEADER + "".join(person(n, "Mentor", "Senior", name, institution=name) for n, name in enumerate(names)),
              HEADER + "".join(person(n, "Mentee", "Student", name, institution=f"{name} {name}") for n, name in enumerate(names + SCRIPTS[:4])), paper="a4",
              name="\"Программа наставничества · برنامج الإرشاد\"")


def large(scratch):
    subprocess.run([sys.executable, "tests/make_cohort.py", scratch, "560", "480"], check=True)


def stop(folder):
    """The same pairing, as if the time had run out before its second goal was proven."""
    path = os.path.join(folder, "out", "pairing.json")
    with open(path, encoding="utf-8") as file:
        pairing = json.load(file)
    pairing["options"].update(stopped="time_limit", time_limit=10)
    pairing["objective"] = pairing["objective"][:2]
    pairing["objective"][1].update(proven=False, bound=pairing["objective"][1]["value"] + 1348)
    text = json.dumps(pairing, ensure_ascii=False, indent=2).encode()
    with open(path, "wb") as file:
        file.write(text)
    path = os.path.join(folder, "out", "manifest.json")
    with open(path, encoding="utf-8") as file:
        manifest = json.load(file)
    manifest["pairing"] = hashlib.sha256(re.sub(rb'"(tool|as_of)": "[^"]*"', rb'"\1": ""', text, count=2)).hexdigest()
    for entry in manifest["files"]:
        if entry["file"] == "pairing.json":
            entry.update(sha256=hashlib.sha256(text).hexdigest(), size=len(text))
    with open(path, "w", encoding="utf-8") as file:
        json.dump(manifest, file)
    subprocess.run([PROGRAM, "report", folder, "--quiet"], check=False)


STATES = {  # name -> what makes its folder, as-of, what happens to it after the match
    "sample": (sample, "2017-05-01T12:00", None),
    "sample-a4": (lambda scratch: sample(scratch, "a4"), "2017-05-01T12:00", None),
    "stopped": (sample, "2017-05-01T12:00", stop),
    "overdue": (sample, "2017-05-14T12:00", None),
    "nobody": (lambda scratch: folder_of(scratch, HEADER, HEADER), "2017-05-01T12:00", None),
    "no-mentor": (lambda scratch: folder_of(scratch, HEADER, people(9, "Mentee", STAGES[:3])), "2017-05-01T12:00", None),
    "no-pair": (lambda scratch: folder_of(scratch, people(6, "Mentor", STAGES[:1]), people(31, "Mentee", STAGES[1:4])), "2017-05-01T12:00", None),
    "one-pair": (lambda scratch: folder_of(scratch, people(1, "Mentor", ["Senior"]), people(1, "Mentee", ["Mid-career"])), "2017-05-01T12:00", None),
    "one-of-nine": (lambda scratch: folder_of(scratch, people(1, "Mentor", ["Senior"]), people(9, "Mentee", ["Mid-career"])), "2017-05-12T12:00", None),
    "everybody": (lambda scratch: folder_of(scratch, people(44, "Mentor", STAGES[2:4]), people(38, "Mentee", STAGES[:2])), "2017-05-11T12:00", None),
    "scripts": (scripts, "2017-05-01T12:00", None),
    "500-pairs": (large, "2017-05-01T12:00", None),
}


def picture(state, folder):
    made = []
    out = os.path.join(folder, "out")
    for pdf in sorted(glob.glob(os.path.join(out, "*.pdf"))):
        name = os.path.join(PICTURES, state, os.path.basename(pdf)[:-4])
        subprocess.run(["pdftoppm", "-r", "96", "-png", pdf, name], check=True)
        made += glob.glob(glob.escape(name) + "-*.png")
    for html in sorted(glob.glob(os.path.join(out, "*.html"))):
        name = os.path.join(PICTURES, state, os.path.basename(html) + ".png")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,3200", f"--screenshot={name}",
                        "file://" + html], check=False, capture_output=True)
        made.append(name)
    missing = [name for name in made if not os.path.exists(name)]
    if missing or not made:
        sys.exit(f"{state}: no picture of {', '.join(missing) or 'anything'}")
    print(f"{state}: {len(made)} pictures in build/pictures/{state}/")


def main():
    for state in sys.argv[1:] or STATES:
        make, as_of, after = STATES[state]
        shutil.rmtree(os.path.join(PICTURES, state), ignore_errors=True)
        os.makedirs(os.path.join(PICTURES, state))
        folder = os.path.join(PICTURES, state, "cohort")
        make(folder)
        done = subprocess.run([PROGRAM, "match", folder, "--as-of", as_of, "--set-aside-invalid"], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{state}: {done.stderr}")
        warnings = [line for line in done.stderr.splitlines() if "glyph_missing" in line]
        print("\n".join(warnings), end="\n" if warnings else "")
        if after:
            after(folder)
        picture(state, folder)


main()
