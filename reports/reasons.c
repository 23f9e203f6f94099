// Reasons, from the people's shown answers and the program.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/reasons.h"

#include <string.h>

static const shown_value *value_of(const facts_person *one, span key) {
    for (uint32_t i = 0; i < one->shown->value_count; i++) {
        if (span_equal(one->shown->values[i].key, key)) {
            return &one->shown->values[i];
        }
    }
    return NULL;
}

const span *reasons_list(const facts_person *one, span key, uint32_t *count) {
    const shown_value *value = value_of(one, key);
    *count = value == NULL ? 0 : value->kind == SHOWN_LIST ? value->list_count : value->kind == SHOWN_TEXT ? 1 : 0;
    return *count == 0 ? NULL : value->kind == SHOWN_LIST ? value->list : &value->text;
}

static uint32_t option_of(const vocabulary *options, span name) {
    for (uint32_t i = 0; options != NULL && i < options->count; i++) {
        if (span_equal(options->options[i].name, name)) {
            return i;
        }
    }
    return NONE;
}

uint32_t *reasons_known(scribe *s, const facts *f, const facts_person *one, uint32_t number, uint32_t *count) {
    const field *about = &f->program->fields[number];
    uint32_t written;
    const span *names = reasons_list(one, about->name, &written);
    uint32_t *options = scribe_room(s, written, sizeof *options);
    *count = 0;
    for (uint32_t i = 0; options != NULL && i < written; i++) {
        uint32_t chosen = option_of(about->options, names[i]);
        if (chosen != NONE) {
            options[(*count)++] = chosen;
        }
    }
    return options;
}

phrase reasons_lowered(scribe *s, span name, run_style style) {
    bool lowers =
        name.length > 1 && name.text[0] >= 'A' && name.text[0] <= 'Z' && (name.text[1] < 'A' || name.text[1] > 'Z');
    char *letters = scribe_room(s, name.length + 1, 1);
    if (letters == NULL) {
        return (phrase){NULL, 0};
    }
    if (name.length > 0) {
        memcpy(letters, name.text, name.length);
        letters[0] = lowers ? (char)(letters[0] - 'A' + 'a') : letters[0];
    }
    return phrase_foreign(s, style, (span){letters, name.length});
}

// ---- overlap ----------------------------------------------------------------------------------------------------

typedef struct overlap {
    phrase *shared, *related, *not_covered;
    uint32_t wanted_count, shared_count, related_count, not_covered_count;
} overlap;

static bool holds(const uint32_t *options, uint32_t count, uint32_t chosen) {
    for (uint32_t i = 0; i < count; i++) {
        if (options[i] == chosen) {
            return true;
        }
    }
    return false;
}

static uint32_t related_to(const vocabulary *v, const uint32_t *offered, uint32_t count, uint32_t wanted) {
    uint32_t group = v->options[wanted].group_id;
    for (uint32_t i = 0; group != 0 && i < count; i++) {
        if (v->options[offered[i]].group_id == group) {
            return offered[i];
        }
    }
    return NONE;
}

static void compare(overlap *out, scribe *s, const facts *f, uint32_t pair, const criterion *by) {
    *out = (overlap){.wanted_count = 0};
    const facts_person *mentee = &f->people[ROLE_MENTEE][f->pair_person[ROLE_MENTEE][pair]];
    const facts_person *mentor = &f->people[ROLE_MENTOR][f->pair_person[ROLE_MENTOR][pair]];
    const field *about = &f->program->fields[by->field];
    uint32_t offered_count, written_count, known_count;
    const uint32_t *offered = reasons_known(s, f, mentor, by->field, &offered_count);
    (void)reasons_known(s, f, mentee, by->field, &known_count);
    const span *written = reasons_list(mentee, about->name, &written_count);
    out->wanted_count = known_count;
    out->shared = scribe_room(s, written_count, sizeof *out->shared);
    out->related = scribe_room(s, written_count, sizeof *out->related);
    out->not_covered = scribe_room(s, written_count, sizeof *out->not_covered);
    for (uint32_t i = 0; s->status == STATUS_OK && i < written_count; i++) {
        uint32_t chosen = option_of(about->options, written[i]);
        phrase name = phrase_foreign(s, RUN_TEXT, written[i]);
        uint32_t near =
            chosen == NONE || by->related_bp == 0 ? NONE : related_to(about->options, offered, offered_count, chosen);
        if (chosen != NONE && holds(offered, offered_count, chosen)) {
            out->shared[out->shared_count++] = name;
        } else if (near != NONE) {
            phrase offers = phrase_foreign(s, RUN_TEXT, about->options->options[near].name);
            out->related[out->related_count++] = SAY(s, SAY_RELATED, 0, say_phrase(offers), say_phrase(name));
        } else {
            out->not_covered[out->not_covered_count++] = name;
        }
    }
}

static void tell_areas(reasons *out, scribe *s, const facts *f, uint32_t pair, const criterion *by) {
    overlap o;
    compare(&o, s, f, pair, by);
    out->shared =
        o.shared_count > 0 ? phrase_list(s, o.shared, o.shared_count, "; ", "; ") : SAY_PLAIN(s, SAY_NO_AREA_SHARED);
    out->related = phrase_list(s, o.related, o.related_count, "; ", "; ");
    out->not_covered = phrase_list(s, o.not_covered, o.not_covered_count, "; ", "; ");
    out->partly = out->partly || (o.shared_count > 0 && o.shared_count < o.wanted_count);
}

// ---- the whole --------------------------------------------------------------------------------------------------

static const criterion *criterion_named(const program *p, span name) {
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        if (!p->criteria[i].is_private && span_equal(p->criteria[i].name, name)) {
            return &p->criteria[i];
        }
    }
    return NULL;
}

static bool both_have_lists(const facts *f, uint32_t pair, uint32_t number) {
    uint32_t wanted, offered;
    (void)reasons_list(&f->people[ROLE_MENTEE][f->pair_person[ROLE_MENTEE][pair]], f->program->fields[number].name,
                       &wanted);
    (void)reasons_list(&f->people[ROLE_MENTOR][f->pair_person[ROLE_MENTOR][pair]], f->program->fields[number].name,
                       &offered);
    return wanted > 0 && offered > 0;
}

// The short form of a reason of pairing.json, which has the facts before ("Senior for Early career, two stages ahead")
// or, of
// choices, behind ("2 of 3 areas: Acquisitions; …").
static span shortened(span because, criterion_kind kind) {
    if (kind == KIND_STAGE_GAP) {
        size_t at = because.length;
        while (at >= 2 && !(because.text[at - 2] == ',' && because.text[at - 1] == ' ')) {
            at--;
        }
        return at < 2 ? because : (span){because.text + at, because.length - at};
    }
    if (kind == KIND_OVERLAP) {
        size_t colon = span_find(because, SPAN(": ")), dot = span_find(because, SPAN(" \xC2\xB7 "));
        size_t end = colon < dot ? colon : dot;
        return end == SIZE_MAX ? because : (span){because.text, end};
    }
    return because;
}

static phrase tell(reasons *out, scribe *s, const facts *f, uint32_t pair, const shown_criterion *shown) {
    const criterion *by = criterion_named(f->program, shown->name);
    bool staged = f->people[ROLE_MENTEE][f->pair_person[ROLE_MENTEE][pair]].stage >= 0 &&
                  f->people[ROLE_MENTOR][f->pair_person[ROLE_MENTOR][pair]].stage >= 0;
    span because = shown->because;
    if (by != NULL && by->kind == KIND_STAGE_GAP && staged) {
        because = shortened(because, KIND_STAGE_GAP);
    }
    if (by != NULL && by->kind == KIND_OVERLAP && both_have_lists(f, pair, by->field)) {
        because = shortened(because, KIND_OVERLAP);
        if (by->field == FIELD_AREAS) {
            tell_areas(out, s, f, pair, by);
        }
    }
    return phrase_foreign(s, RUN_TEXT, because);
}

reasons reasons_of(scribe *s, const facts *f, uint32_t pair) {
    reasons out = {.partly = false};
    const shown_pair *shown = &f->pairing->pairs[pair];
    phrase *rest = scribe_room(s, shown->criterion_count, sizeof *rest);
    uint32_t count = 0;
    for (uint32_t i = 0; rest != NULL && i < shown->criterion_count; i++) {
        rest[count++] = tell(&out, s, f, pair, &shown->criteria[i]);
    }
    out.rest = phrase_raised(s, phrase_list(s, rest, count, " \xC2\xB7 ", " \xC2\xB7 "));
    return out;
}
