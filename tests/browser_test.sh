#!/usr/bin/env bash
# The pages in a real browser. Debian's own Python drives it: the packages python3-selenium, chromium and chromium-driver.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/.." || exit 1
/usr/bin/python3 tests/browser/review.py
