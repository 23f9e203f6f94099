// Why somebody is paired as they are, and what another way would cost, as plain data. What a result holds already
// (pairs, reasons, bottlenecks) stands there; here is what only a look at the applications, or solving again, can tell.
// Sizes to expect: a few changes, each with a few moves.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/against.h"
#include "pairing/pairing.h"

enum { EXPLAIN_TRIALS_MOST = 50 }; // mentors who are tried by solving again, where the goals leave no other way

typedef struct explain_question { // people by number, as in the result; NONE: not asked about
    uint32_t mentee, mentor;      // both: about these two; else about the one
    uint32_t alternatives;        // how many other mentors for a mentee
} explain_question;

// One goal before the draw: as it stands, and as it would.
typedef struct explained_level {
    level_kind level;
    level_result now, then;
    bool known; // both have a value (best_worst and fairest of no pairs have none), and can be compared: fairness
                // cannot where another number of pairs counts
    int64_t by;      // then less now, of values
    int order;       // below 0: worse than now; 0: as good; above 0: better
    int32_t percent; // fairest, where it is not as good or better: the lowest whole percent at which the counts differ;
                     // else -1
    uint32_t pairs_now, pairs_then; // there
} explained_level;

typedef struct explained_move {
    span mentee, from, to; // "": nobody
    int32_t from_bp, to_bp;
} explained_move;

typedef enum explained_kind {
    EXPLAINED_PAIRED,     // the best whole pairing that has this pair, which suits
    EXPLAINED_PINNED,     // the best one with a pin of this pair, which only a pin can make
    EXPLAINED_WITHOUT_PIN // the best one without the pin that this pair has
} explained_kind;

typedef struct explained_change {
    explained_kind kind;
    span mentee, mentor;
    int32_t score_bp;
    bool known; // false: it was stopped before it was known
    explained_level *levels;
    uint32_t level_count;
    bool moves_known;
    explained_move *moves; // in the order in which one makes room for the next
    uint32_t move_count;
    uint32_t linked;   // the first so many follow from the pair; the others are the draw's, or follow from none
    bool fewest_moves; // nobody moves who need not
    span *without[ROLE_COUNT], *with[ROLE_COUNT]; // who would be newly without, and newly with, a counterpart
    uint32_t without_count[ROLE_COUNT], with_count[ROLE_COUNT];
} explained_change;

typedef struct explained_pair { // where two people were asked about
    int32_t score_bp;
    shown_criterion *criteria;
    uint32_t criterion_count;
    bool paired, pinned;
    bool eligible; // by the rules alone, whatever pins say
    against against;
    bool can_be;         // a pin could make this pair, where it is none
    span cannot_because; // else why not: a sentence
} explained_pair;

typedef struct explanation {
    explain_question question;
    bool about_pair;
    explained_pair pair;
    bool costs_known;          // false: the run was stopped, so that nothing can be said about what a change costs
    uint32_t suitable, tried;  // mentors, where changes were found by trying; else 0
    explained_change *changes; // of a mentee: the other mentors that cost least, in that order; then without each pin
    uint32_t change_count;
    bool stopped; // by the time limit or by hand: something is left unknown
} explanation;
