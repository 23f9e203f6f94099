// The parts of the cohort report, in their order. Each adds its section to the tree, or nothing where it has nothing to
// say.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/document.h"
#include "reports/facts.h"
#include "reports/sentences.h"

void part_summary(scribe *s, const facts *f, block *root);
void part_pictures(scribe *s, const facts *f, block *root);
void part_pairs(scribe *s, const facts *f, block *root);
void part_unpaired(scribe *s, const facts *f, block *root);
void part_free(scribe *s, const facts *f, block *root);
void part_aside(scribe *s, const facts *f, block *root);
void part_made(scribe *s, const facts *f, block *root);
void part_board(scribe *s, const facts *f, block *root); // all of the summary

// What the first page begins with.
void part_banner(scribe *s, const facts *f, block *section);
phrase part_headline(scribe *s, const facts *f);

// A section with its title, its entry in the list of contents and its id.
block *parts_section(scribe *s, block *root, const char *id, sentence label, int64_t label_count, phrase title);
// "Senior · Northern Tarn Consortium" and what more is to be said of the person, joined in the same way.
phrase parts_person_line(scribe *s, const facts *f, role side, uint32_t number, phrase more);

phrase parts_areas(scribe *s, const facts_person *one); // "Acquisitions; Collection management"

// Applications as their files have it: rows read, rows that took part, rows set aside.
typedef struct parts_rows {
    uint32_t read, accepted, set_aside;
} parts_rows;
parts_rows parts_count_rows(const facts *f);
