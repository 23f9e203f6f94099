// Phrases are compared folded. Addresses follow RFC 5321 section 4.1.2 as far as mail for people does: no quoted
// local parts, no address literals; other scripts' domains are written in their ASCII form.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/answers.h"

#include <string.h>

#include "base/fixed.h"
#include "intake/choices.h"

enum { LOCAL_LONGEST = 64, DOMAIN_LONGEST = 189, LABEL_LONGEST = 63, NUMBER_PLACES = 4, TEN_THOUSAND = 10000 };

static bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_atom_character(char c) {
    return is_letter_or_digit(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool is_local_part(span text) {
    bool after_dot = true;
    for (size_t i = 0; i < text.length; i++) {
        bool dot = text.text[i] == '.';
        if ((dot && after_dot) || (!dot && !is_atom_character(text.text[i]))) {
            return false;
        }
        after_dot = dot;
    }
    return text.length > 0 && text.length <= LOCAL_LONGEST && !after_dot;
}

static bool is_label(span text) {
    for (size_t i = 0; i < text.length; i++) {
        bool inside = i > 0 && i + 1 < text.length;
        if (!is_letter_or_digit(text.text[i]) && !(inside && text.text[i] == '-')) {
            return false;
        }
    }
    return text.length > 0 && text.length <= LABEL_LONGEST;
}

static bool is_domain(span text) {
    size_t labels = 0;
    span label = {NULL, 0};
    for (size_t start = 0, i = 0; i <= text.length; i++) {
        if (i < text.length && text.text[i] != '.') {
            continue;
        }
        label = (span){text.text + start, i - start};
        if (!is_label(label)) {
            return false;
        }
        labels++;
        start = i + 1;
    }
    bool numeric = label.text != NULL && label.text[0] >= '0' && label.text[0] <= '9'; // an IP address
    return labels >= 2 && label.length >= 2 && !numeric && text.length <= DOMAIN_LONGEST;
}

bool answers_is_email(span text) {
    size_t at = span_find(text, SPAN("@"));
    return at != SIZE_MAX && is_local_part((span){text.text, at}) &&
           is_domain((span){text.text + at + 1, text.length - at - 1});
}

status answers_email_key(span *out, arena *a, span email) {
    char *key = arena_alloc(a, email.length + 1, 1);
    if (key == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < email.length; i++) {
        char c = email.text[i];
        key[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    *out = (span){key, email.length};
    return STATUS_OK;
}

static bool is_one_of(span folded, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (span_equal(folded, span_of(words[i]))) {
            return true;
        }
    }
    return false;
}

bool answers_yes_no(bool *out, span folded) {
    static const char *const YES[] = {"yes", "y", "true", "1", "x", "checked"};
    static const char *const NO[] = {"no", "n", "false", "0", "-", "unchecked"};
    *out = is_one_of(folded, YES, sizeof YES / sizeof *YES);
    return *out || is_one_of(folded, NO, sizeof NO / sizeof *NO);
}

// ---- roles ------------------------------------------------------------------------------------------------------

static bool add_role(role_set *out, span folded) {
    static const char *const MENTOR[] = {"mentor",
                                         "mentors",
                                         "a mentor",
                                         "as a mentor",
                                         "as mentor",
                                         "be a mentor",
                                         "to be a mentor",
                                         "i want to be a mentor",
                                         "i would like to be a mentor",
                                         "i am applying as a mentor"};
    static const char *const MENTEE[] = {"mentee",
                                         "mentees",
                                         "a mentee",
                                         "as a mentee",
                                         "as mentee",
                                         "be a mentee",
                                         "to be a mentee",
                                         "have a mentor",
                                         "i want to be a mentee",
                                         "i would like to be a mentee",
                                         "i am applying as a mentee"};
    static const char *const BOTH[] = {"both",
                                       "both roles",
                                       "mentor and mentee",
                                       "mentee and mentor",
                                       "both mentor and mentee",
                                       "both mentee and mentor",
                                       "mentor & mentee",
                                       "mentee & mentor",
                                       "mentor/mentee",
                                       "mentee/mentor"};
    bool both = is_one_of(folded, BOTH, sizeof BOTH / sizeof *BOTH);
    bool mentor = both || is_one_of(folded, MENTOR, sizeof MENTOR / sizeof *MENTOR);
    bool mentee = both || is_one_of(folded, MENTEE, sizeof MENTEE / sizeof *MENTEE);
    out->plays[ROLE_MENTOR] = out->plays[ROLE_MENTOR] || mentor;
    out->plays[ROLE_MENTEE] = out->plays[ROLE_MENTEE] || mentee;
    return mentor || mentee;
}

// The part of the answer says what the option that it names, or itself, says.
static status add_part(bool *understood, role_set *out, arena *scratch, const vocabulary *v, span text) {
    span folded;
    TRY(text_fold(&folded, scratch, text));
    uint32_t number = v == NULL ? NONE : vocabulary_find(v, folded);
    if (number != NONE) {
        TRY(text_fold(&folded, scratch, v->options[number].name));
    }
    *understood = add_role(out, folded);
    return STATUS_OK;
}

status answers_roles(role_set *out, arena *scratch, const field *f, span text) {
    bool understood;
    *out = (role_set){{false, false}};
    TRY(add_part(&understood, out, scratch, f->options, text));
    if (understood) {
        return STATUS_OK;
    }
    pieces p;
    TRY(choices_split(&p, scratch, text, CHOICES_MARKS));
    for (uint32_t i = 0; i < p.count; i++) {
        TRY(add_part(&understood, out, scratch, f->options, p.items[i].text));
        if (!understood) {
            *out = (role_set){{false, false}};
            return STATUS_OK;
        }
    }
    return STATUS_OK;
}

// ---- numbers ----------------------------------------------------------------------------------------------------

static bool number_of_phrase(int64_t *out, const field *f, span folded) {
    for (uint32_t i = 0; i < f->number_count; i++) {
        if (span_equal(f->numbers[i].folded, folded)) {
            *out = f->numbers[i].number;
            return true;
        }
    }
    return false;
}

bool answers_number(int64_t *out, const field *f, span text, span folded) {
    int64_t phrase;
    if (number_of_phrase(&phrase, f, folded)) {
        *out = phrase;
        return true;
    }
    return fixed_parse(out, text, NUMBER_PLACES);
}

bool answers_whole(int64_t *out, const field *f, span text, span folded, int64_t lowest, int64_t highest) {
    int64_t phrase;
    if (number_of_phrase(&phrase, f, folded)) {
        *out = phrase / TEN_THOUSAND;
        return phrase % TEN_THOUSAND == 0 && *out >= lowest && *out <= highest;
    }
    return fixed_parse_whole(out, text, lowest, highest);
}

bool answers_utc_offset(int64_t *out, span folded) {
    if (!span_starts(folded, SPAN("utc")) && !span_starts(folded, SPAN("gmt"))) {
        return false;
    }
    span rest = span_trim((span){folded.text + 3, folded.length - 3});
    if (rest.length == 0) {
        *out = 0;
        return true;
    }
    static const span MINUS = {"\xE2\x88\x92", 3}; // U+2212
    bool west = rest.text[0] == '-' || span_starts(rest, MINUS);
    size_t sign = span_starts(rest, MINUS) ? MINUS.length : 1;
    if (!west && rest.text[0] != '+') {
        return false;
    }
    rest = (span){rest.text + sign, rest.length - sign};
    size_t colon = span_find(rest, SPAN(":"));
    int64_t hours, minutes = 0;
    span before = {rest.text, colon == SIZE_MAX ? rest.length : colon};
    if (before.length == 0 || before.length > 2 || !fixed_parse_whole(&hours, before, 0, 15)) {
        return false;
    }
    if (colon != SIZE_MAX) {
        span after = {rest.text + colon + 1, rest.length - colon - 1};
        if (after.length != 2 || !fixed_parse_whole(&minutes, after, 0, 59)) {
            return false;
        }
    }
    int64_t size = hours * TEN_THOUSAND + fixed_round_half_up(minutes * TEN_THOUSAND, 60);
    *out = west ? -size : size;
    return true;
}
