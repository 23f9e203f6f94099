// An exact id comes before an address, an address before a name; who takes part before who was set aside.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairing/somebody.h"

#include "intake/answers.h"

static const char WHERE[] = "pairing/somebody";

enum { NEAREST_PEOPLE_MOST = 20000 }; // beyond, the nearest is not looked for

typedef struct query {
    context *context;
    arena *scratch;
    const pairing *pairing;
    span text, email, name; // as asked, as an address, as a name
    somebody *out;
} query;

// What somebody goes by.
typedef struct identity {
    span id, email, name;
} identity;

static identity person_identity(const shown_person *p) {
    return (identity){p->id, shown_person_text(p, "email"), shown_person_text(p, "name")};
}

static identity aside_identity(const shown_aside *a) {
    return (identity){a->who, SPAN(""), a->name};
}

static bool is_of_role(const shown_aside *a, role as) {
    return span_equal(a->role, as == ROLE_MENTEE ? SPAN("mentees") : SPAN("mentors"));
}

// ---- matching ----------------------------------------------------------------------------------------------------

typedef enum manner { BY_ID, BY_EMAIL, BY_NAME, MANNERS } manner;

static status goes_by(bool *out, const query *q, const identity *who, manner by) {
    span key;
    *out = false;
    switch (by) {
    case BY_ID:
        *out = who->id.length > 0 && span_equal(who->id, q->text);
        break;
    case BY_EMAIL: // an id is an address unless the form has ids of its own
        for (int turn = 0; turn < 2 && !*out; turn++) {
            TRY(answers_email_key(&key, q->scratch, turn == 0 ? who->email : who->id));
            *out = key.length > 0 && span_equal(key, q->email);
        }
        break;
    case BY_NAME:
        if (q->name.length > 0 && who->name.length > 0) {
            TRY(text_fold_name(&key, q->scratch, who->name));
            *out = span_equal(key, q->name);
        }
        break;
    case MANNERS:
        break;
    }
    return STATUS_OK;
}

static void add_candidate(somebody *out, span id, uint32_t number) {
    for (uint32_t k = 0; k < out->candidate_count && k < SOMEBODY_CANDIDATES; k++) {
        if (id.length > 0 && span_equal(out->candidates[k], id)) {
            return; // another application of the same person
        }
    }
    if (out->candidate_count < SOMEBODY_CANDIDATES) {
        out->candidates[out->candidate_count] = id;
    }
    if (out->candidate_count++ == 0) {
        out->id = id;
        out->number = number;
    }
}

static status find_taking_part(query *q, role as, manner by) {
    const pairing *p = q->pairing;
    for (uint32_t i = 0; i < p->people_count[as]; i++) {
        const identity who = person_identity(&p->people[as][i]);
        bool same;
        TRY(goes_by(&same, q, &who, by));
        if (same) {
            add_candidate(q->out, who.id, i);
        }
    }
    return STATUS_OK;
}

static status find_set_aside(query *q, role as, manner by) {
    const pairing *p = q->pairing;
    for (uint32_t i = 0; i < p->aside_count; i++) {
        const identity who = aside_identity(&p->asides[i]);
        bool same = false;
        if (is_of_role(&p->asides[i], as)) {
            TRY(goes_by(&same, q, &who, by));
        }
        if (same) {
            add_candidate(q->out, who.id, i);
        }
    }
    return STATUS_OK;
}

// Leaves candidates of the first manner in which there are any.
static status find_in(query *q, role as, status (*find)(query *q, role as, manner by)) {
    for (manner by = BY_ID; by < MANNERS && q->out->candidate_count == 0; by++) {
        TRY(find(q, as, by));
    }
    return STATUS_OK;
}

static status find(query *q, role as) {
    const role other = as == ROLE_MENTEE ? ROLE_MENTOR : ROLE_MENTEE;
    const struct {
        role as;
        status (*find)(query *q, role as, manner by);
        somebody_found found;
    } PLACES[] = {{as, find_taking_part, SOMEBODY_TAKES_PART},
                  {as, find_set_aside, SOMEBODY_SET_ASIDE},
                  {other, find_taking_part, SOMEBODY_OTHER_ROLE},
                  {other, find_set_aside, SOMEBODY_OTHER_ROLE}};
    q->out->found = SOMEBODY_UNKNOWN;
    for (size_t k = 0; k < sizeof PLACES / sizeof PLACES[0] && q->out->candidate_count == 0; k++) {
        TRY(find_in(q, PLACES[k].as, PLACES[k].find));
        if (q->out->candidate_count > 0) {
            q->out->found = q->out->candidate_count > 1 ? SOMEBODY_AMBIGUOUS : PLACES[k].found;
        }
    }
    return STATUS_OK;
}

// ---- nobody ------------------------------------------------------------------------------------------------------

static status find_nearest(query *q, role as) {
    const pairing *p = q->pairing;
    const size_t all = (size_t)p->people_count[as] + p->aside_count;
    span *words = arena_alloc(q->scratch, 3 * all, sizeof *words);
    size_t count = 0;
    if (words == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < all && all <= NEAREST_PEOPLE_MOST; i++) {
        const bool takes_part = i < p->people_count[as];
        const shown_aside *put_aside = takes_part ? NULL : &p->asides[i - p->people_count[as]];
        if (!takes_part && !is_of_role(put_aside, as)) {
            continue;
        }
        const identity who = takes_part ? person_identity(&p->people[as][i]) : aside_identity(put_aside);
        const span known[] = {who.name, who.id, who.email};
        for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
            if (known[k].length > 0) {
                words[count++] = known[k];
            }
        }
    }
    const size_t near = text_nearest(q->scratch, q->text, words, count);
    q->out->nearest = near == SIZE_MAX ? SPAN("") : words[near];
    return STATUS_OK;
}

static status ask(query *q, role as, span text) {
    q->text = span_trim(text);
    TRY(answers_email_key(&q->email, q->scratch, q->text));
    TRY(text_fold_name(&q->name, q->scratch, q->text));
    TRY(find(q, as));
    return q->out->found == SOMEBODY_UNKNOWN ? find_nearest(q, as) : STATUS_OK;
}

status somebody_find(somebody *out, context *c, const pairing *p, role as, span text) {
    arena scratch = arena_over(&c->memory);
    query q = {.context = c, .scratch = &scratch, .pairing = p, .out = out};
    *out = (somebody){.found = SOMEBODY_UNKNOWN, .id = SPAN(""), .number = NONE, .nearest = SPAN("")};
    const status result = ask(&q, as, text);
    arena_free(&scratch);
    return result == STATUS_OK          ? STATUS_OK
           : result == STATUS_NO_MEMORY ? context_no_memory(c, WHERE)
                                        : context_fail(c, result, WHERE, "a name is not UTF-8");
}

status somebody_asides(uint32_t **out, uint32_t *count, arena *a, context *c, const pairing *p, role as,
                       const somebody *who) {
    *count = 0;
    *out = arena_alloc(a, p->aside_count, sizeof **out);
    if (*out == NULL) {
        return context_no_memory(c, WHERE);
    }
    for (uint32_t i = 0; i < p->aside_count; i++) {
        const bool is_it = who->id.length > 0 ? span_equal(p->asides[i].who, who->id)
                                              : who->found == SOMEBODY_SET_ASIDE && who->number == i;
        if (is_of_role(&p->asides[i], as) && is_it) {
            (*out)[(*count)++] = i;
        }
    }
    return STATUS_OK;
}
