// Who moves where when one pairing becomes another: moves in the order in which one makes room for the next, from the
// pair that it is about. Sizes to expect: a few moves; at most as many as there are pairs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/context.h"
#include "intake/person.h"

typedef struct chain_move {
    uint32_t mentee;
    uint32_t from, to; // mentors; NONE: a place that was free, or that stays so
} chain_move;

typedef struct chain {
    chain_move *moves; // first that of the pair asked about, then those that follow from it, then those before it
    uint32_t count;
    uint32_t linked; // the first so many hang together with that pair; the others do not follow from it
} chain;

// Both pairings ascend by (mentee, mentor). `about` is a pair of one of them and not of the other. Everything lies in
// `a`. NO_MEMORY.
status chain_between(chain *out, arena *a, context *c, const couple *now, uint32_t now_count, const couple *then,
                     uint32_t then_count, const couple *about);
