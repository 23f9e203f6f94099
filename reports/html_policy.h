// What keeps a page to itself: words that cannot leave a style sheet, and the policy's word for exactly that sheet.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/phrase.h"

// Words as a string of a style sheet, its quotes included.
span html_policy_quoted(scribe *s, span words);
// What stands at the edges of printed pages, and their size and margins.
span html_policy_pages(scribe *s, bool a4, span top_left, span top_right, span bottom_left);
// "sha256-" and the digest in base 64.
span html_policy_hash(scribe *s, span sheet);
