// The records of mentorpair.pairing/1 as jansson values, owned by the caller. NULL, or *no_memory set, for want of
// memory. Only for the files of pairing_json.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/pairing_json_values.h"

json_t *pairing_json_text(span text);
json_t *pairing_json_options(bool *no_memory, const match_options *shown);
json_t *pairing_json_input(bool *no_memory, const shown_input *shown);
json_t *pairing_json_summary(bool *no_memory, const summary *s);
json_t *pairing_json_level(bool *no_memory, const level_result *shown);
json_t *pairing_json_pair(bool *no_memory, const shown_pair *shown);
json_t *pairing_json_unmatched(bool *no_memory, const shown_unmatched *shown);
json_t *pairing_json_bottleneck(bool *no_memory, const shown_bottleneck *shown);
json_t *pairing_json_free_mentor(bool *no_memory, const shown_free_mentor *shown);
json_t *pairing_json_without_pins(bool *no_memory, const pairing *p);
json_t *pairing_json_decision(bool *no_memory, const shown_decision *shown);
json_t *pairing_json_aside(bool *no_memory, const shown_aside *shown);
json_t *pairing_json_person(bool *no_memory, const shown_person *shown);
