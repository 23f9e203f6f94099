// The vocabularies of program.yaml: career_stages, areas, institutions, options. A word that two options claim is an
// error that names both. SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/program_keys.h"
#include "intake/reader.h"

// Reads the list of entries under `row` ("areas"). Nothing written, or nothing good: count 0. NO_MEMORY.
status program_vocabulary_read(reader *r, vocabulary *out, const key_row *row, const tree *value, span path);

// A vocabulary of these names, for the built-in ones. NO_MEMORY.
status program_vocabulary_of(vocabulary *out, arena *a, const char *const *names, uint32_t count);
