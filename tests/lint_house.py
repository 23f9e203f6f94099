#!/usr/bin/env python3
"""Holds the source to the plan of the house: a file includes only its own folder and those to its left, no two units need each
other, every foreign header has one home, and the engine asks the system for nothing but memory and plain C.
Usage: lint_house.py ENGINE_ARCHIVE.  SPDX-License-Identifier: GPL-3.0-or-later"""
import os
import re
import subprocess
import sys

ROOMS = {  # folder -> folders it may include from
    "engine/base": [],
    "engine/intake": ["engine/base"],
    "engine/scoring": ["engine/base", "engine/intake"],
    "engine/pairing": ["engine/base", "engine/intake", "engine/scoring"],
    "engine/assignment": ["engine/base", "engine/intake", "engine/scoring", "engine/pairing"],
    "engine/proof": ["engine/base", "engine/intake", "engine/scoring", "engine/pairing"],
    "engine/consequences": ["engine/base", "engine/intake", "engine/scoring", "engine/pairing"],
    "engine": ["engine/base", "engine/intake", "engine/scoring", "engine/pairing", "engine/assignment", "engine/proof", "engine/consequences"],
    "reports": ["engine", "engine/base"],
    "cli": ["engine", "engine/base", "reports"],
}
EXTRA = {  # what a single file may reach beyond that, with its reason
    ("cli", "engine/intake/fields.h"): "the manual lists the header synonyms",
}
HOMES = {  # foreign header -> the files that may include it
    "utf8proc.h": ["engine/base/text"],
    "nettle/": ["engine/base/digest"],
    "csv.h": ["engine/intake/table"],
    "libfyaml.h": ["engine/intake/yaml"],
    "glpk.h": ["engine/assignment/glpk_adapter"],
    "jansson.h": ["engine/pairing/pairing_json", "cli/"],
    "unicode/": ["reports/collate"],
    "libxml/": ["reports/html"],
    "cairo": ["reports/pdf"],
    "pango/": ["reports/pdf"],
    "fontconfig/": ["reports/pdf"],
    "qpdf/": ["reports/pdf_finish"],
    "xlsxwriter.h": ["reports/workbook"],
    "argp.h": ["cli/options"],
}
C_STANDARD = set("assert ctype errno float inttypes limits math setjmp stdalign stdarg stdbool stddef stdint stdio stdlib string".split())
# What the engine may ask of the C library: memory, text in memory, arithmetic. No files, clock, environment, locale or terminal.
ALLOWED = re.compile(
    r"^(malloc|calloc|realloc|free|mem(cpy|move|set|cmp|chr)|str(len|cmp|ncmp|chr|rchr|str|nlen|spn|cspn)|bsearch|qsort"
    r"|v?snprintf|__(v?snprintf|memcpy|memset|memmove|strcpy|strcat|stpcpy)_chk|__stack_chk_fail|__assert_fail|longjmp"
    r"|__longjmp_chk|_?setjmp|_?__sigsetjmp|l?labs|floor|ceil|fabs|l?lround|l?lrint|rint|round|trunc|nearbyint|fmod|ldexp"
    r"|_GLOBAL_OFFSET_TABLE_|__(u?div|u?mod|mul|popcount)[a-z]*[0-9]|csv_\w+|glp_\w+|_glp_\w+|json_\w+|jsonp_\w+|fy_\w+|utf8proc_\w+"
    r"|nettle_\w+|asset_\w+|__(asan|ubsan|sanitizer)_\w+|__isoc99_sscanf|strto(l|ll|ul|ull|d)|__ctype_\w+)$")

faults = []


def fault(path, line, text):
    faults.append(f"{path}:{line}: {text}")


def sources():
    for top in ("engine", "reports", "cli"):
        for folder, _, names in os.walk(top):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.join(folder, name)


def check_includes():
    needs = {}
    for path in sources():
        folder, unit = os.path.dirname(path), os.path.splitext(path)[0]
        needs.setdefault(unit, set())
        with open(path, encoding="utf-8") as file:
            lines = file.readlines()
        for number, text in enumerate(lines, 1):
            own = re.match(r'\s*#\s*include\s+"([^"]+)"', text)
            foreign = re.match(r"\s*#\s*include\s+<([^>]+)>", text)
            if own:
                name = own.group(1)
                target = next((c for c in ("engine/" + name, name, os.path.join(folder, name)) if os.path.exists(c)), None)
                if target is None:
                    if not name.endswith(".inc"):
                        fault(path, number, f'"{name}" is not found from engine/ or the top folder')
                    continue
                room = os.path.dirname(target)
                if room != folder and room not in ROOMS[folder] and (folder, target) not in EXTRA:
                    fault(path, number, f"{folder} must not include from {room}")
                if room == folder and os.path.splitext(target)[0] != unit:
                    needs[unit].add(os.path.splitext(target)[0])
            elif foreign:
                name = foreign.group(1)
                home = next((h for h in HOMES if name.startswith(h)), None)
                if home and not any(path.startswith(h) for h in HOMES[home]):
                    fault(path, number, f"<{name}> has its home in {', '.join(HOMES[home])}")
                if not home and folder.startswith("engine") and os.path.splitext(name)[0] not in C_STANDARD:
                    fault(path, number, f"the engine must not include <{name}>")
        if path.endswith(".h") and not any("SPDX-License-Identifier" in text for text in lines[:16]):
            fault(path, 1, "no licence line")
    check_cycles(needs)


def check_cycles(needs):
    state = {}

    def visit(unit, trail):
        if state.get(unit) == "done":
            return
        if unit in trail:
            fault(unit, 1, "units need each other: " + " -> ".join(trail[trail.index(unit):] + [unit]))
            return
        for other in sorted(needs.get(unit, ())):
            visit(other, trail + [unit])
        state[unit] = "done"

    for unit in sorted(needs):
        visit(unit, [])


def check_symbols(archive):
    listed = subprocess.run(["nm", "-A", archive], check=True, capture_output=True, text=True).stdout
    defined = set(re.findall(r" [TDRBVWC] (\S+)", listed))
    for line in listed.splitlines():
        wanted = re.match(r"([^ ]+):\s+U (\S+)$", line)
        if wanted and wanted.group(2) not in defined and not ALLOWED.match(wanted.group(2)):
            fault(wanted.group(1), 1, f"the engine must not ask for {wanted.group(2)}")
    member = archive
    for line in subprocess.run(["objdump", "-t", archive], check=True, capture_output=True, text=True).stdout.splitlines():
        member = line.split(":")[0] if "file format" in line else member
        written = re.match(r"[0-9a-f]+ .{7} (\.data|\.bss|\*COM\*)(?:\.[^r]\S*)?\s+0*[1-9a-f][0-9a-f]*\s+(\S+)$", line)
        if written:
            fault(member, 1, f"{written.group(2)} can be written: the engine has no globals")


check_includes()
check_symbols(sys.argv[1])
for text in faults:
    print(text)
print(f"house: {len(faults)} faults")
sys.exit(1 if faults else 0)
