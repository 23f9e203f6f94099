// First the lines alone, then line against line, then lines against people. A contradiction is said at the later line
// and names the other.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/decisions.h"

#include <stdlib.h>

#include "intake/applications.h"
#include "intake/listing.h"
#include "intake/requests.h"

enum { COLUMN_DECISION, COLUMN_MENTEE, COLUMN_MENTOR, COLUMN_REASON, COLUMN_PAIRING, COLUMNS };

static const listing_column ASKED[COLUMNS] = {
    [COLUMN_DECISION] = {"decision", true}, [COLUMN_MENTEE] = {"mentee", true},    [COLUMN_MENTOR] = {"mentor", true},
    [COLUMN_REASON] = {"reason", false},    [COLUMN_PAIRING] = {"pairing", false},
};

static const role ROLES[] = {ROLE_MENTEE, ROLE_MENTOR}; // in the order of the columns

typedef struct desk { // while the file is read
    reading *r;
    applicants *all;
    const directory *dir;
    listing listing;
    span file;
    arena scratch;
    decision_list *list;
} desk;

static uint32_t column_of(role as) {
    return as == ROLE_MENTEE ? COLUMN_MENTEE : COLUMN_MENTOR;
}

static const char *name_of(role as) {
    return as == ROLE_MENTEE ? "mentee" : "mentor";
}

static findings *findings_of(const reading *r) {
    return &r->c->findings;
}

// ---- one line ---------------------------------------------------------------------------------------------------

typedef enum word_kind { WORD_PIN, WORD_VETO, WORD_WITHDRAW, WORD_IGNORED, WORD_UNKNOWN } word_kind;

static status read_word(word_kind *out, desk *d, uint32_t row) {
    static const span WORDS[] = {{"pin", 3}, {"veto", 4}, {"withdraw", 8}, {"approve", 7}};
    static const word_kind KINDS[] = {WORD_PIN, WORD_VETO, WORD_WITHDRAW, WORD_IGNORED};
    enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };
    span folded, text = listing_cell(&d->listing, row, COLUMN_DECISION);
    TRY(text_fold(&folded, &d->scratch, text));
    *out = folded.length == 0 ? WORD_IGNORED : WORD_UNKNOWN;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        *out = span_equal(folded, WORDS[i]) ? KINDS[i] : *out;
    }
    if (*out == WORD_UNKNOWN) {
        size_t near = text_nearest(&d->scratch, text, WORDS, WORD_COUNT);
        span shown = applicant_shown(&d->scratch, text), guess = SPAN("write");
        if (near != SIZE_MAX) {
            guess = arena_format(&d->scratch, "did you mean \"%.*s\"? Write", SPAN_ARGS(WORDS[near]));
        }
        finding_add(findings_of(d->r), SEVERITY_ERROR, listing_place(&d->listing, row, COLUMN_DECISION),
                    "decision_unknown",
                    "\"%.*s\" is not a decision (column \"decision\"): %.*s pin, veto, withdraw or approve",
                    SPAN_ARGS(shown), SPAN_ARGS(guess));
        return shown.text == NULL || guess.text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    return STATUS_OK;
}

// The person in one column. *out NONE: an empty cell, or nobody (then *faulty).
static status read_person(uint32_t *out, bool *faulty, desk *d, uint32_t row, role as) {
    span text = listing_cell(&d->listing, row, column_of(as)), what, remedy;
    *out = NONE;
    if (text.length == 0) {
        return STATUS_OK;
    }
    who found;
    TRY(directory_find(&found, d->dir, &d->scratch, as, text));
    if (found.found == WHO_FOUND) {
        *out = found.person;
        return STATUS_OK;
    }
    *faulty = true;
    if (d->r->some_unread && found.found != WHO_AMBIGUOUS) {
        return STATUS_OK;
    }
    TRY(directory_trouble(&what, &remedy, d->r, d->dir, &d->scratch, as, text, &found, false));
    finding_add(findings_of(d->r), SEVERITY_ERROR, listing_place(&d->listing, row, column_of(as)),
                found.found == WHO_AMBIGUOUS ? "name_ambiguous" : "person_unknown", "%.*s (column \"%s\"): %.*s",
                SPAN_ARGS(what), name_of(as), SPAN_ARGS(remedy));
    return STATUS_OK;
}

// Whether the right people are named: two for a pin or a veto, one for a withdrawal.
static bool names_who_is_needed(desk *d, uint32_t row, word_kind kind, const uint32_t people[ROLE_COUNT]) {
    bool mentee = people[ROLE_MENTEE] != NONE, mentor = people[ROLE_MENTOR] != NONE;
    if (kind == WORD_WITHDRAW) {
        if (mentee == mentor) {
            finding_add(findings_of(d->r), SEVERITY_ERROR, listing_place(&d->listing, row, COLUMN_DECISION),
                        "withdrawal_unclear",
                        "a withdrawal with %s: name the one who has left, in the column of the role that is given up",
                        mentee ? "two people" : "nobody");
        }
        return mentee != mentor;
    }
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        if (people[ROLES[i]] == NONE) {
            finding_add(findings_of(d->r), SEVERITY_ERROR, listing_place(&d->listing, row, column_of(ROLES[i])),
                        "person_missing", "a %s without a %s (column \"%s\"): fill the cell",
                        kind == WORD_PIN ? "pin" : "veto", name_of(ROLES[i]), name_of(ROLES[i]));
        }
    }
    return mentee && mentor;
}

static const applicant *application_of(const applicants *all, const directory *dir, uint32_t who_number, role as) {
    return &all->items[dir->people[who_number].applied[as]];
}

// Whether the line names somebody whom nothing but a name tells, whose application was set aside for that. Such a line
// changes nothing; a pin it contradicts.
static bool names_nobody_who_counts(const desk *d, uint32_t row, word_kind kind, const uint32_t people[ROLE_COUNT]) {
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        role as = ROLES[i];
        const applicant *a = people[as] == NONE ? NULL : application_of(d->all, d->dir, people[as], as);
        if (a == NULL || a->person.id.length > 0) {
            continue;
        }
        bool pin = kind == WORD_PIN;
        finding_add(findings_of(d->r), pin ? SEVERITY_ERROR : SEVERITY_NOTE, listing_place(&d->listing, row, COLUMN_DECISION),
                    pin ? "pin_set_aside" : "person_set_aside", "the %s takes no part already: %s (%.*s, line %u). %s", name_of(as),
                    aside_name(a->code), SPAN_ARGS(a->sheet->table->file), a->person.line,
                    pin ? "Take the pin out, or mend the application" : "This line changes nothing");
        return true;
    }
    return false;
}

static status copy_text(span *out, reading *r, span text) {
    *out = arena_copy(r->a, text);
    return out->text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static status read_line(desk *d, uint32_t row) {
    static const decision_kind KINDS[] = {
        [WORD_PIN] = DECISION_PIN, [WORD_VETO] = DECISION_VETO, [WORD_WITHDRAW] = DECISION_WITHDRAW};
    word_kind kind;
    bool faulty = false;
    decision_line line = {.decision = {.mentee = NONE, .mentor = NONE, .mentee_id = SPAN(""), .mentor_id = SPAN("")}};
    TRY(read_word(&kind, d, row));
    if (kind == WORD_IGNORED || kind == WORD_UNKNOWN) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        TRY(read_person(&line.who[ROLES[i]], &faulty, d, row, ROLES[i]));
    }
    if (faulty || !names_who_is_needed(d, row, kind, line.who) || names_nobody_who_counts(d, row, kind, line.who)) {
        return STATUS_OK;
    }
    decision *it = &line.decision;
    it->kind = KINDS[kind];
    it->place = listing_place(&d->listing, row, COLUMN_DECISION);
    it->place.file = d->file; // the table's own name goes with the table
    TRY(copy_text(&it->reason, d->r, listing_cell(&d->listing, row, COLUMN_REASON)));
    TRY(copy_text(&it->pairing, d->r, listing_cell(&d->listing, row, COLUMN_PAIRING)));
    if (line.who[ROLE_MENTEE] != NONE) {
        it->mentee_id = application_of(d->all, d->dir, line.who[ROLE_MENTEE], ROLE_MENTEE)->person.id;
    }
    if (line.who[ROLE_MENTOR] != NONE) {
        it->mentor_id = application_of(d->all, d->dir, line.who[ROLE_MENTOR], ROLE_MENTOR)->person.id;
    }
    if (it->kind == DECISION_PIN && line.who[ROLE_MENTEE] == line.who[ROLE_MENTOR]) {
        finding_add(findings_of(d->r), SEVERITY_ERROR, it->place, "pin_same_person",
                    "nobody can be their own mentor: take this line out");
        return STATUS_OK;
    }
    d->list->lines[d->list->count++] = line;
    return STATUS_OK;
}

// ---- line against line ------------------------------------------------------------------------------------------

// Lines about the same two people side by side, in the file's order.
static int by_couple_then_order(const void *a, const void *b) {
    const decision_line *one = *(decision_line *const *)a, *other = *(decision_line *const *)b;
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        uint32_t x = one->who[ROLES[i]], y = other->who[ROLES[i]];
        if (x != y) {
            return x < y ? -1 : 1;
        }
    }
    return (one > other) - (one < other); // of one array
}

static bool same_people(const decision_line *a, const decision_line *b) {
    return a->who[ROLE_MENTEE] == b->who[ROLE_MENTEE] && a->who[ROLE_MENTOR] == b->who[ROLE_MENTOR];
}

// Lines about one couple, or one person's withdrawals; the second and later of a kind are dropped by marking them
// faulty.
static void check_group(const reading *r, decision_line *const *group, size_t count) {
    decision_line *first[] = {[DECISION_PIN] = NULL, [DECISION_VETO] = NULL, [DECISION_WITHDRAW] = NULL};
    for (size_t i = 0; i < count; i++) {
        decision_line *it = group[i], *before = first[it->decision.kind];
        if (before != NULL) {
            finding_add(findings_of(r), SEVERITY_NOTE, it->decision.place, "decision_repeated",
                        "the same decision as on line %u: it counts once", before->decision.place.line);
            it->faulty = true;
            continue;
        }
        first[it->decision.kind] = it;
        decision_line *opposite = it->decision.kind == DECISION_PIN    ? first[DECISION_VETO]
                                  : it->decision.kind == DECISION_VETO ? first[DECISION_PIN]
                                                                       : NULL;
        if (opposite != NULL) {
            finding_add(findings_of(r), SEVERITY_ERROR, it->decision.place, "pin_and_veto",
                        "%s here, but %s on line %u: keep one of the two lines",
                        it->decision.kind == DECISION_PIN ? "pinned" : "vetoed",
                        it->decision.kind == DECISION_PIN ? "vetoed" : "pinned", opposite->decision.place.line);
            it->faulty = true;
        }
    }
}

static void drop_marked(decision_list *list) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        if (!list->lines[i].faulty) {
            list->lines[kept++] = list->lines[i];
        }
    }
    list->count = kept;
}

static status check_lines(desk *d) {
    decision_list *list = d->list;
    decision_line **sorted = arena_alloc(&d->scratch, list->count, sizeof(void *));
    if (sorted == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        sorted[i] = &list->lines[i];
    }
    qsort(sorted, list->count, sizeof(void *), by_couple_then_order);
    for (size_t i = 0, next; i < list->count; i = next) {
        for (next = i + 1; next < list->count && same_people(sorted[next], sorted[i]); next++) {
        }
        check_group(d->r, sorted + i, next - i);
    }
    drop_marked(list);
    return STATUS_OK;
}

// A pin of somebody who has withdrawn, by the line that says so.
static status check_withdrawals(desk *d) {
    const decision_line **withdrawn[ROLE_COUNT]; // [directory]
    for (role as = 0; as < ROLE_COUNT; as++) {
        withdrawn[as] = arena_alloc(&d->scratch, d->dir->count, sizeof(void *));
        if (withdrawn[as] == NULL) {
            return STATUS_NO_MEMORY;
        }
    }
    for (uint32_t i = 0; i < d->list->count; i++) {
        decision_line *it = &d->list->lines[i];
        for (role as = 0; as < ROLE_COUNT && it->decision.kind == DECISION_WITHDRAW; as++) {
            if (it->who[as] != NONE) {
                withdrawn[as][it->who[as]] = it;
                TRY(applications_withdraw(d->r, d->all, d->dir, it->who[as], as));
            }
        }
    }
    for (uint32_t i = 0; i < d->list->count; i++) {
        decision_line *it = &d->list->lines[i];
        for (role as = 0; as < ROLE_COUNT && it->decision.kind == DECISION_PIN; as++) {
            const decision_line *leaving = withdrawn[as][it->who[as]];
            if (leaving != NULL && !it->faulty) {
                finding_add(findings_of(d->r), SEVERITY_ERROR, it->decision.place, "pin_withdrawn",
                            "the %s is pinned here, but has withdrawn on line %u: keep one of the two lines",
                            name_of(as), leaving->decision.place.line);
                it->faulty = true;
            }
        }
    }
    return STATUS_OK;
}

static status read_all(desk *d) {
    d->list->rows = d->listing.rows;
    d->list->lines = arena_alloc(d->r->a, d->listing.rows, sizeof *d->list->lines);
    if (d->list->lines == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t row = 0; row < d->listing.rows; row++) {
        TRY(read_line(d, row));
    }
    TRY(check_lines(d));
    return check_withdrawals(d);
}

status decisions_read(decision_list *out, reading *r, applicants *all, const directory *dir, const input *file) {
    *out = (decision_list){0};
    desk d = {.r = r, .all = all, .dir = dir, .file = file->file, .scratch = arena_over(&r->c->memory), .list = out};
    status result = listing_open(&d.listing, r->c, r->a, r->p, file->file, file->bytes, ASKED, COLUMNS);
    if (result == STATUS_BAD_INPUT) {
        return STATUS_OK; // said in findings
    }
    if (result == STATUS_OK) {
        result = read_all(&d);
        listing_close(&d.listing);
    }
    arena_free(&d.scratch);
    return result;
}

// ---- lines against people ---------------------------------------------------------------------------------------

static void check_takes_part(reading *r, const applicants *all, const directory *dir, decision_line *it) {
    for (size_t i = 0; i < ROLE_COUNT && !it->faulty; i++) {
        role as = ROLES[i];
        const applicant *a = application_of(all, dir, it->who[as], as);
        if (dir->people[it->who[as]].number[as] == NONE) {
            finding_add(findings_of(r), SEVERITY_ERROR, it->decision.place, "pin_set_aside",
                        "the pinned %s takes no part: %s (%.*s, line %u). Take the pin out, or admit the application",
                        name_of(as), aside_name(a->code), SPAN_ARGS(a->sheet->table->file), a->person.line);
            it->faulty = true;
        }
    }
}

static bool declares(const person *p, uint32_t number) {
    uint32_t low = 0, high = p->conflict_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->conflicts[middle] < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < p->conflict_count && p->conflicts[low] == number;
}

// Either of a person's two applications may have declared it, also one that was set aside: the line is that one's.
static status check_conflict(reading *r, const applicants *all, const directory *dir, decision_line *it,
                             person *const people[ROLE_COUNT], arena *scratch) {
    uint32_t mentee = it->decision.mentee, mentor = it->decision.mentor;
    bool by_mentee = declares(&people[ROLE_MENTEE][mentee], mentor),
         by_mentor = declares(&people[ROLE_MENTOR][mentor], mentee);
    if (by_mentee || by_mentor) {
        role as = by_mentee ? ROLE_MENTEE : ROLE_MENTOR, other = by_mentee ? ROLE_MENTOR : ROLE_MENTEE;
        const applicant *a;
        TRY(requests_conflict_declared_in(&a, dir, all, scratch, it->who[as], as, it->who[other]));
        a = a == NULL ? application_of(all, dir, it->who[as], as) : a;
        finding_add(findings_of(r), SEVERITY_ERROR, it->decision.place, "pin_conflict",
                    "pinned here, but the %s has declared the other as a conflict (%.*s, line %u): take the pin out",
                    name_of(as), SPAN_ARGS(a->sheet->table->file), a->person.line);
        it->faulty = true;
    }
    return STATUS_OK;
}

typedef struct load { // pins of one person so far
    uint32_t count, first_line;
} load;

// Pins fill places in the file's order; the first one too many is the fault.
static status check_places(reading *r, decision_list *list, person *const people[ROLE_COUNT],
                           const uint32_t counts[ROLE_COUNT], arena *scratch) {
    load *loads[ROLE_COUNT];
    for (role as = 0; as < ROLE_COUNT; as++) {
        loads[as] = arena_alloc(scratch, counts[as], sizeof *loads[as]);
        if (loads[as] == NULL) {
            return STATUS_NO_MEMORY;
        }
    }
    for (uint32_t i = 0; i < list->count; i++) {
        decision_line *it = &list->lines[i];
        if (it->faulty || it->decision.kind != DECISION_PIN) {
            continue;
        }
        for (size_t k = 0; k < ROLE_COUNT; k++) {
            role as = ROLES[k];
            uint32_t number = as == ROLE_MENTEE ? it->decision.mentee : it->decision.mentor;
            load *held = &loads[as][number];
            uint32_t places = people[as][number].capacity;
            if (held->count == places && !it->faulty) {
                span line =
                    places == 0 ? SPAN("") : arena_format(scratch, ", and line %u pins one already", held->first_line);
                finding_add(
                    findings_of(r), SEVERITY_ERROR, it->decision.place, "over_pinned",
                    "the pinned %s has %u place%s%.*s: take a pin out, or raise the capacity in the application",
                    name_of(as), places, places == 1 ? "" : "s", SPAN_ARGS(line));
                it->faulty = true;
            }
            held->first_line = held->count == 0 ? it->decision.place.line : held->first_line;
            held->count += held->count < places;
        }
    }
    return STATUS_OK;
}

static status collect_couples(couple **out, uint32_t *count, reading *r, const decision_list *list,
                              decision_kind kind) {
    *out = arena_alloc(r->a, list->count, sizeof **out);
    *count = 0;
    if (*out == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        const decision *it = &list->lines[i].decision;
        if (it->kind == kind && !list->lines[i].faulty && it->mentee != NONE && it->mentor != NONE) {
            (*out)[(*count)++] = (couple){it->mentee, it->mentor};
        }
    }
    qsort(*out, *count, sizeof **out, couple_compare);
    return STATUS_OK;
}

static status check_pins(reading *r, const applicants *all, const directory *dir, decision_list *list,
                         person *const people[ROLE_COUNT]) {
    uint32_t counts[ROLE_COUNT] = {0, 0};
    arena scratch = arena_over(&r->c->memory);
    for (uint32_t i = 0; i < dir->count; i++) {
        for (role as = 0; as < ROLE_COUNT; as++) {
            counts[as] += dir->people[i].number[as] != NONE;
        }
    }
    status result = STATUS_OK;
    for (uint32_t i = 0; i < list->count && result == STATUS_OK; i++) {
        decision_line *it = &list->lines[i];
        if (it->decision.kind == DECISION_PIN && !it->faulty) {
            check_takes_part(r, all, dir, it);
        }
        if (it->decision.kind == DECISION_PIN && !it->faulty) {
            result = check_conflict(r, all, dir, it, people, &scratch);
        }
    }
    if (result == STATUS_OK) {
        result = check_places(r, list, people, counts, &scratch);
    }
    arena_free(&scratch);
    return result;
}

status decisions_settle(decided *out, reading *r, const applicants *all, const directory *dir, decision_list *list,
                        person *const people[ROLE_COUNT]) {
    *out = (decided){0};
    for (uint32_t i = 0; i < list->count; i++) {
        decision_line *it = &list->lines[i];
        it->decision.mentee =
            it->who[ROLE_MENTEE] == NONE ? NONE : dir->people[it->who[ROLE_MENTEE]].number[ROLE_MENTEE];
        it->decision.mentor =
            it->who[ROLE_MENTOR] == NONE ? NONE : dir->people[it->who[ROLE_MENTOR]].number[ROLE_MENTOR];
    }
    TRY(check_pins(r, all, dir, list, people));
    out->decisions = arena_alloc(r->a, list->count, sizeof *out->decisions);
    if (out->decisions == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        if (!list->lines[i].faulty) {
            out->decisions[out->count++] = list->lines[i].decision;
        }
    }
    TRY(collect_couples(&out->pins, &out->pin_count, r, list, DECISION_PIN));
    return collect_couples(&out->vetoes, &out->veto_count, r, list, DECISION_VETO);
}
