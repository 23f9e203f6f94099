#!/usr/bin/env python3
"""The record reader beside Python's csv module in its strict mode: on random valid files both read the same cells, blanks kept; and what RFC 4180
does not allow is refused, line ends apart.  SEED and LONG as in run.sh.  SPDX-License-Identifier: GPL-3.0-or-later"""
import csv
import io
import json
import os
import random
import subprocess
import sys

PROGRAM = os.path.join(os.environ.get("B", "build/release"), "tests", "dump_table")
SEED = int(os.environ.get("SEED", "1"))
FILES = 4000 * int(os.environ.get("LONG", "1"))
PIECES = ["a", "Bc", " ", "  ", "ü", "語", "😀", ",", ";", "\t", '"', '""', "\n", "\r\n", "=1", "'", "|", "\u00a0", "x y"]


def read(documents):
    """What the reader makes of each: a list of records, or None."""
    text = b"".join(b"%d\n" % len(document) + document for document in documents)
    done = subprocess.run([PROGRAM], input=text, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def random_file(draw):
    """A valid file and its delimiter; the header is plain, so that nothing else can be taken for the delimiter."""
    delimiter, columns = draw.choice(",;\t"), draw.randint(2, 6)
    rows = [[f"h{i}" for i in range(columns)]]
    for _ in range(draw.randint(0, 8)):
        rows.append(["".join(draw.choice(PIECES) for _ in range(draw.randint(0, 5))) for _ in range(columns)])
    out = io.StringIO()
    # Python quotes a line break only where it is one of its own line ends: other files are quoted throughout.
    line_end = draw.choice(["\n", "\r\n", "\r"])
    quoting = draw.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]) if line_end == "\r\n" else csv.QUOTE_ALL
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end, strict=True, quoting=quoting)
    writer.writerows(rows)
    text = out.getvalue()
    return (text.rstrip("\r\n") if draw.random() < 0.3 and not rows[-1][-1].endswith(("\r", "\n")) else text), delimiter


def expected(text, delimiter):
    """Python's records, without those that hold nothing but white space, which the reader says and leaves out."""
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    return [records[0]] + [record for record in records[1:] if any(cell.strip(" \t\r\n\u00a0") for cell in record)]


def check_valid():
    draw = random.Random(SEED)
    files = [random_file(draw) for _ in range(FILES)]
    for (text, delimiter), found in zip(files, read([text.encode("utf-8") for text, _ in files])):
        wanted = expected(text, delimiter)
        if found != wanted:
            print(f"seed {SEED}: {text!r}\n  read   {found}\n  Python {wanted}")
            return False
    return True


REFUSED = ['a,b\n"x,y\n', 'a,b\nx"y,z\n', 'a,b\n"x"y,z\n', 'a,b\n"x" ,z\n', 'a,b\n "x",z\n', 'a,b\nx,"y\n', 'a,b\nx\n', 'a,b\nx,y,z\n', '"a,b\nx,y\n',
           'a,b\nx,y""\n', 'a,b\n""x"",y\n', 'a,b\n"x""y,z\n']


def main():
    results = [check_valid()]
    for text, found in zip(REFUSED, read([text.encode("utf-8") for text in REFUSED])):
        results.append(found is None)
        if found is not None:
            print(f"not refused: {text!r} gives {found}")
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(not all(results))


main()
