// What several records of a pairing.json have in common. Values are those under `key`; what is wrong with one becomes a
// finding. Only for the files of pairing_json.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/fixed.h"
#include "pairing/pairing_json_values.h"

#define PARTS_LARGEST_WHOLE (INT64_C(1) << 53)
#define PARTS_LENGTH(array) (sizeof(array) / sizeof(array)[0])

level_kind parts_level(values_reader *r, const json_t *object); // under "level"
// One of the words given, copied.
span parts_word(values_reader *r, const json_t *object, const char *key, const char *const *words, size_t count);
bool parts_is_reason_code(span code); // "stage_gap", …, and "decision"
span parts_code(values_reader *r, const json_t *object, const char *key);
// An instant as this format writes it: read and written again, it has the same bytes.
bool parts_instant(instant *at, int32_t *offset_seconds, span text);
int32_t parts_score(values_reader *r, const json_t *object, const char *key);       // 0..10000
int32_t parts_known_score(values_reader *r, const json_t *object, const char *key); // null: -1
uint32_t parts_count(values_reader *r, const json_t *object, const char *key);
shown_change parts_change(values_reader *r, const json_t *object, const char *key);
shown_ruled_out *parts_ruled_out(values_reader *r, const json_t *object, uint32_t *count); // under "ruled_out"

// Every record of a list under `key`; sets *out and *count, *out NULL only for want of memory.
#define PARTS_LIST(r, object, key, out, count, read_one)                       \
    do {                                                                       \
        const json_t *read_list = values_list(r, object, key, count);          \
        *(out) = values_room(r, *(count), sizeof **(out));                     \
        *(count) = *(out) == NULL ? 0 : *(count);                              \
        values_enter(r, key);                                                  \
        for (uint32_t read_i = 0; read_i < *(count); read_i++) {               \
            values_enter_item(r, read_i);                                      \
            read_one(r, json_array_get(read_list, read_i), &(*(out))[read_i]); \
            values_leave(r);                                                   \
        }                                                                      \
        values_leave(r);                                                       \
    } while (0)

// Records of the lists that have these names.
void pairing_json_read_pair(values_reader *r, const json_t *item, shown_pair *out);
void pairing_json_read_unmatched(values_reader *r, const json_t *item, shown_unmatched *out);
void pairing_json_read_bottleneck(values_reader *r, const json_t *item, shown_bottleneck *out);
void pairing_json_read_free_mentor(values_reader *r, const json_t *item, shown_free_mentor *out);
void pairing_json_read_decision(values_reader *r, const json_t *item, shown_decision *out);
void pairing_json_read_aside(values_reader *r, const json_t *item, shown_aside *out);
void pairing_json_read_person(values_reader *r, const json_t *item, shown_person *out);
void pairing_json_read_proof(values_reader *r, const json_t *item, shown_proof *out);
