// journal/seeds.jsonl: which seeds the same inputs were paired with. A draw is not to be repeated until it pleases, so another seed is noted
// and warned about. One line of JSON a seed; nothing in journal/ is ever replaced.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output.h"

#define JOURNAL_FOLDER "journal"
#define JOURNAL_SEEDS "seeds.jsonl"

// Looks for other seeds of the same inputs in the journal, out/ and out.previous/; where there are any, notes them and this one, and adds a
// warning to `found`. INPUT_OUTPUT, CANNOT_CREATE (said on the terminal), NO_MEMORY.
outcome journal_note_seed(output *o, findings *found, const pairing *made, const char *pairing_id);

// What makes two runs runs of the same inputs: SHA-256 over roles and digests of all files but program.yaml, over the checked program without
// its draw, and over the options that admit people. NO_MEMORY only.
status journal_inputs(char out[65], arena *a, const pairing *p);
