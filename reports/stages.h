// Career stages in words: "early in their career" for Early career; other names as the program has them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/facts.h"
#include "reports/sentences.h"

phrase stages_people_are(scribe *s, const facts *f, int32_t stage); // "early in their career"
phrase stages_kind_of(scribe *s, const facts *f, int32_t stage);    // "early-career" mentors
// The first letter raised: "Mid-career, senior or retired".
phrase stages_list(scribe *s, const facts *f, const int32_t *stages, uint32_t count, const char *last, bool predicates);
// The one stage of all free places, or -1.
int32_t stages_one_of_free(const facts *f);
// Whether the rules on the stage gap allow a mentor of that stage for that mentee's.
bool stages_allow(const facts *f, int32_t mentor_stage, int32_t mentee_stage);
// What the free mentors have in common, and which mentors would help: "All five are early in their career; …". Empty:
// nothing.
phrase stages_of_free(scribe *s, const facts *f);
