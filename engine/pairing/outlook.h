// Outlook: all mentors with places before one mentee who has none of them. Who suits, whom which rule rules out, who
// would be nearest, and which rule, lifted, would open most. Most mentors are counted class by class: what one class of
// mentees sees of all others is worked out once; exceptions are counted one by one. Sizes to expect: 100,000 mentors,
// some 1,000 classes. Cost: a look at each class for each class of mentees asked for, then at a few mentors each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pairing/rulings.h"
#include "scoring/eligibility.h"

typedef struct outlook_mentor {
    uint32_t mentor; // NONE: nobody
    int32_t score_bp;
    reason reason;
} outlook_mentor;

typedef struct outlook {
    uint32_t mentee;
    rulings rulings;
    outlook_mentor best;         // of those who suit: the highest score, the larger draw weight, the smaller id
    outlook_mentor nearest;      // the same of the others, but for oneself and decisions; only where nobody suits
    bool only_pins;              // pins fill every place of every mentor who suits
    bool can_be_added;           // one of them is open
    uint32_t opened[RULE_COUNT]; // mentors who would suit with that rule lifted
    int32_t opened_best_bp[RULE_COUNT]; // the best score of those
} outlook;

typedef struct outlooks outlooks;

// For any number of mentees. `open` [mentors], borrowed: from whom an alternating path leads to a free place. Owned by
// the building's scratch. NO_MEMORY.
status outlooks_make(outlooks **out, building *b, const bool *open);

// NO_MEMORY.
status outlooks_of(outlook *out, outlooks *all, uint32_t mentee);
