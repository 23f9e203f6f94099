// The cohort report's tree: head, first page, pictures, pairs, who has nobody, what was set aside, how it was made.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/document.h"
#include "reports/facts.h"
#include "reports/reports.h"

// In the scribe's arena. NO_MEMORY, BAD_INPUT (the pairing's program cannot be read), INTERNAL.
status cohort_report_build(document *out, scribe *s, const report_request *request);
// The board's page, with as many areas of work as that at most. The same statuses.
status cohort_report_summary(document *out, scribe *s, const report_request *request, uint32_t most_areas);
// "As of Monday 1 May 2017, 12:00 (Chicago) · mentorpair 0.1.0 · pairing 7f3a 91c2"
span cohort_report_foot(scribe *s, const facts *f);
