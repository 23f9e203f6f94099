// The books of a solve: what each level came to, and the prices that prove it. Fills a solution.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assignment/workshop.h"
#include "pairing/solution.h"

typedef struct ledger {
    const workshop *w;
    solution *solution; // levels and proofs; memory of its arena
    uint32_t level_room, proof_room;
} ledger;

// A solution without levels; solution_free takes it. NO_MEMORY.
status ledger_open(ledger *l, const workshop *w);

// What the pairing in the network is worth at a level that sums weights, fixed pairs included.
int64_t ledger_value(const ledger *l, const goal *g);

// What the network's prices prove to be the most that any pairing of the face is worth, if no free pair but its arcs is
// above 0.
int64_t ledger_bound(const ledger *l, const goal *g);

// One more level. NO_MEMORY.
status ledger_add_level(ledger *l, level_result result);

// One more proof with the network's prices. Closed people get prices that take their pairs out; if it settles the goal,
// the face is told. NO_MEMORY.
status ledger_add_proof(ledger *l, const goal *g, bool settles);

// The same without any price. NO_MEMORY.
status ledger_add_empty_proof(ledger *l, const goal *g);

// Writes the pairing down. NO_MEMORY.
status ledger_close(ledger *l, stopped how);
