// Names of the roles that files play and of the reasons for setting an application aside; the order of couples.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/person.h"

const char *input_role_name(input_role which) {
    switch (which) {
    case INPUT_PROGRAM:
        return "program";
    case INPUT_MENTORS:
        return "mentors";
    case INPUT_MENTEES:
        return "mentees";
    case INPUT_APPLICATIONS:
        return "applications";
    case INPUT_DECISIONS:
        return "decisions";
    case INPUT_PAST:
        return "past";
    case INPUT_GIVEN:
        return "given";
    case INPUT_PREVIOUS:
        return "previous";
    case INPUT_ROLE_COUNT:
        break;
    }
    return "";
}

const char *aside_name(aside_code code) {
    switch (code) {
    case ASIDE_INVALID:
        return "invalid";
    case ASIDE_LATE:
        return "late";
    case ASIDE_SUPERSEDED:
        return "superseded";
    case ASIDE_REQUIREMENT:
        return "requirement";
    case ASIDE_WITHDRAWN:
        return "withdrawn";
    }
    return "";
}

int couple_compare(const void *a, const void *b) {
    const couple *one = a, *other = b;
    if (one->mentee != other->mentee) {
        return one->mentee < other->mentee ? -1 : 1;
    }
    return (one->mentor > other->mentor) - (one->mentor < other->mentor);
}
