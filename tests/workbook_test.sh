#!/usr/bin/env bash
# The workbook in other programs. Debian's own Python reads it: the packages python3-openpyxl and libreoffice-calc-nogui.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/.." || exit 1
/usr/bin/python3 tests/workbook/read_back.py
