// Why two people were paired, in the short form of tables: areas shared, then the other criteria, then what is related
// and what is not covered.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/facts.h"
#include "reports/sentences.h"

// A list of texts of a person under a field's name; NULL and 0 where there is none.
const span *reasons_list(const facts_person *one, span field, uint32_t *count);
// The options of a person's list under `field` (a number in program.fields) that its vocabulary knows: numbers of
// options; others left out.
uint32_t *reasons_known(scribe *s, const facts *f, const facts_person *one, uint32_t field, uint32_t *count);

typedef struct reasons {
    phrase shared;      // "Acquisitions; Collection management"; empty where no criterion is about areas
    phrase rest;        // "One stage ahead · 2 of 3 areas · 1 hour apart"
    phrase related;     // "Acquisitions for Electronic resources"; empty: none
    phrase not_covered; // "Preservation and reformatting"
    bool partly;        // some wish is covered and some is not
} reasons;

reasons reasons_of(scribe *s, const facts *f, uint32_t pair);
// A name as it stands within a sentence: "career stage" for "Career stage"; "ALCTS areas" stays.
phrase reasons_lowered(scribe *s, span name, run_style style);
