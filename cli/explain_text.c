// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain_text.h"

#include <inttypes.h>

#include "explain_changes.h"
#include "explain_fit.h"
#include "reports/unmatched.h"
#include "words.h"

enum { NAMES_SHOWN_MOST = 40 };

static terminal *screen(const explain *x) {
    return x->session->terminal;
}

static arena *arena_of(explain *x) {
    return &x->session->arena;
}

// ---- changes ----------------------------------------------------------------------------------------------------

static void print_change(explain *x, const explained_change *it, const char *indent) {
    terminal *t = screen(x);
    if (!it->known) {
        terminal_say(t, 0, "%s" STYLE_WARNING "Not known: it was stopped before it was." STYLE_END " Ask again with a longer --time-limit.", indent);
        return;
    }
    const span cost = explain_changes_cost(x, it);
    if (cost.length > 0) {
        terminal_say(t, 0, "%s" STYLE_HEAD "%.*s" STYLE_END, indent, SPAN_ARGS(cost));
    } else if (it->moves_known && it->move_count == 0) {
        terminal_say(t, 0, "%s" STYLE_PROVEN "Nothing would change" STYLE_END ": they would be a pair all the same.", indent);
        return;
    } else {
        terminal_say(t, 0, "%s" STYLE_PROVEN "Nothing at any goal" STYLE_END ": an equally good pairing has it so.", indent);
    }
    if (it->moves_known) {
        terminal_say(t, 0, "%s%.*s", indent, SPAN_ARGS(explain_changes_moves(x, it)));
    } else {
        terminal_say(t, 0, "%s" STYLE_WARNING "Who would move is not known" STYLE_END ": it was stopped before it was.", indent);
    }
}

static void print_caution(explain *x) {
    if (x->answer.change_count > 0 && x->answer.changes[0].known) {
        const span caution = explain_changes_caution(x, &x->answer.changes[0]);
        if (caution.length > 0) {
            terminal_say(screen(x), 0, "%.*s", SPAN_ARGS(caution));
        }
    }
}

static void print_costs_unknown(explain *x) {
    terminal_blank(screen(x));
    terminal_say(screen(x), 0,
                 "What another way would cost is not known: the run was stopped before it was proven the best. Match again with a longer --time-limit.");
}

static void print_tried(explain *x) {
    const explanation *e = &x->answer;
    if (e->tried == 0 && e->suitable == 0) {
        return;
    }
    if (e->tried < e->suitable) {
        terminal_say(screen(x), 0, "Found by solving again with each of the %s mentors who fit best, of %s who suit.", words_digits(e->tried).text,
                     words_digits(e->suitable).text);
    } else {
        terminal_say(screen(x), 0, "Found by solving again with %s%s %s.", e->suitable == 1 ? "the " : "each of the ", words_count(e->suitable).text,
                     words_plural(e->suitable, "other mentor who suits", "other mentors who suit"));
    }
}

// Whether every pair of the mentee is pinned: then there is no other.
static bool are_all_pinned(const explain *x) {
    bool all = true;
    for (uint32_t i = 0; i < x->stands->pair_count; i++) {
        const shown_pair *pair = &x->stands->pairs[i];
        all = all && (pair->pinned || !span_equal(pair->mentee, x->who[ROLE_MENTEE].id));
    }
    return all;
}

static void print_others(explain *x, bool has_pair) {
    terminal *t = screen(x);
    const explanation *e = &x->answer;
    bool any = false;
    for (uint32_t k = 0; k < e->change_count; k++) {
        const explained_change *it = &e->changes[k];
        if (it->kind != EXPLAINED_PAIRED) {
            continue;
        }
        if (!any) {
            terminal_blank(t);
            terminal_say(t, 0, STYLE_HEAD "%s" STYLE_END,
                         has_pair ? "Other mentors, and what each would change for the cohort:" : "What it would change for the cohort to pair them:");
        }
        any = true;
        terminal_say(t, 2, "  %.*s, fit %s:", SPAN_ARGS(explain_name(x, ROLE_MENTOR, it->mentor)), words_fit(it->score_bp).text);
        print_change(x, it, "      ");
    }
    if (any) {
        print_tried(x);
        print_caution(x);
    } else if (has_pair && !are_all_pinned(x) && x->session->options->number[OPTION_ALTERNATIVES] > 0 && !e->stopped) {
        terminal_blank(t);
        terminal_say(t, 0, "There is no other mentor who suits and has a place that no pin fills.");
    }
}

static void print_pin_prices(explain *x) {
    terminal *t = screen(x);
    span caution = SPAN("");
    for (uint32_t k = 0; k < x->answer.change_count; k++) {
        const explained_change *it = &x->answer.changes[k];
        if (it->kind == EXPLAINED_WITHOUT_PIN) {
            terminal_blank(t);
            terminal_say(t, 0, STYLE_HEAD "Without the pin of %.*s with %.*s:" STYLE_END, SPAN_ARGS(explain_name(x, ROLE_MENTEE, it->mentee)),
                         SPAN_ARGS(explain_name(x, ROLE_MENTOR, it->mentor)));
            print_change(x, it, "  ");
            caution = explain_changes_caution(x, it);
        }
    }
    if (caution.length > 0) {
        terminal_say(t, 0, "%.*s", SPAN_ARGS(caution));
    }
}

// ---- pairs ------------------------------------------------------------------------------------------------------

// Why the committee has pinned a pair; "" where it gave no reason.
static span pin_reason(explain *x, const shown_pair *pair) {
    for (uint32_t i = 0; i < x->stands->decision_count; i++) {
        const shown_decision *d = &x->stands->decisions[i];
        if (span_equal(d->decision, SPAN("pin")) && span_equal(d->mentee, pair->mentee) && span_equal(d->mentor, pair->mentor)) {
            return session_visible(x->session, d->reason);
        }
    }
    return SPAN("");
}

static void print_pair(explain *x, const shown_pair *pair) {
    terminal *t = screen(x);
    terminal_blank(t);
    terminal_say(t, 0, STYLE_HEAD "%.*s with %.*s, fit %s" STYLE_END, SPAN_ARGS(explain_name(x, ROLE_MENTEE, pair->mentee)),
                 SPAN_ARGS(explain_name(x, ROLE_MENTOR, pair->mentor)), words_fit(pair->score_bp).text);
    if (pair->pinned) {
        const span why = pin_reason(x, pair);
        terminal_say(t, 0, "  Pinned: %.*s", SPAN_ARGS(why.length > 0 ? why : SPAN("no reason given")));
    }
    explain_fit_print(x, pair->criteria, pair->criterion_count, pair->score_bp);
}

static span id_in(const shown_pair *pair, role as) {
    return as == ROLE_MENTEE ? pair->mentee : pair->mentor;
}

static uint32_t print_pairs(explain *x, role as, bool print) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < x->stands->pair_count; i++) {
        if (span_equal(id_in(&x->stands->pairs[i], as), x->who[as].id)) {
            count++;
            if (print) {
                print_pair(x, &x->stands->pairs[i]);
            }
        }
    }
    return count;
}

// ---- those left out ---------------------------------------------------------------------------------------------

static void print_names(explain *x, const char *head, role as, const span *ids, uint32_t count) {
    span list = SPAN("");
    const uint32_t shown = count > NAMES_SHOWN_MOST ? NAMES_SHOWN_MOST : count;
    for (uint32_t k = 0; k < shown; k++) {
        list = explain_say(x, arena_format(arena_of(x), "%.*s%s%.*s", SPAN_ARGS(list), k == 0 ? "" : ", ", SPAN_ARGS(explain_name(x, as, ids[k]))));
    }
    if (shown < count) {
        list = explain_say(x, arena_format(arena_of(x), "%.*s and %s more (--json lists all)", SPAN_ARGS(list), words_digits(count - shown).text));
    }
    terminal_say(screen(x), 2, "  %s (%s): %.*s", head, words_digits(count).text, SPAN_ARGS(list));
}

static void print_bottleneck(explain *x, const shown_bottleneck *b) {
    terminal *t = screen(x);
    terminal_blank(t);
    terminal_say(t, 0, STYLE_HEAD "The count that proves it:" STYLE_END);
    print_names(x, "Mentees", ROLE_MENTEE, b->mentees, b->mentee_count);
    print_names(x, "The mentors they compete for", ROLE_MENTOR, b->mentors, b->mentor_count);
    span settled = SPAN("");
    if (b->settled_pairs > 0) {
        settled = explain_say(x, arena_format(arena_of(x), " - %s they have with other mentors in every such pairing", words_digits(b->settled_pairs).text));
    }
    span pinned = SPAN("");
    if (b->pinned_places > 0) {
        pinned = explain_say(x, arena_format(arena_of(x), " (%s more %s pinned)", words_digits(b->pinned_places).text,
                                             words_plural(b->pinned_places, "is", "are")));
    }
    terminal_say(t, 2, "  %s %s - %s %s%.*s%.*s = " STYLE_HEAD "%s must go without" STYLE_END ", whoever is chosen.", words_digits(b->wishes).text,
                 words_plural(b->wishes, "wish", "wishes"), words_digits(b->places).text, words_plural(b->places, "place", "places"), SPAN_ARGS(pinned),
                 SPAN_ARGS(settled), words_digits(b->must_go_without).text);
}

static span remedy_words(explain *x, const shown_unmatched *u) {
    scribe s = scribe_create(arena_of(x), mp_run_context(x->session->run));
    const report_request request = {.pairing = x->stands, .pairing_id = x->file.id};
    facts f;
    span text = SPAN("");
    if (facts_gather(&f, &s, &request) == STATUS_OK) {
        text = phrase_text(&s, unmatched_remedy(&s, &f, u));
    } else {
        s.status = STATUS_NO_MEMORY;
    }
    facts_release(&f);
    x->no_memory |= s.status != STATUS_OK;
    return text;
}

static void print_unmatched(explain *x, const shown_unmatched *u) {
    terminal *t = screen(x);
    terminal_say(t, 0, "  %.*s", SPAN_ARGS(session_visible(x->session, u->because)));
    const shown_bottleneck *b = explain_bottleneck(x, ROLE_MENTEE, u->mentee);
    if (b != NULL && b->mentor_count > 0) {
        print_bottleneck(x, b);
    }
    const span remedy = remedy_words(x, u);
    if (remedy.length > 0) {
        terminal_blank(t);
        terminal_say(t, 0, STYLE_HEAD "What would change it:" STYLE_END);
        terminal_say(t, 0, "  %.*s", SPAN_ARGS(session_visible(x->session, remedy)));
    }
}

static void print_asides(explain *x, role as) {
    uint32_t *numbers, count;
    if (somebody_asides(&numbers, &count, arena_of(x), mp_run_context(x->session->run), x->stands, as, &x->who[as]) != STATUS_OK) {
        x->no_memory = true;
        return;
    }
    for (uint32_t k = 0; k < count; k++) {
        const shown_aside *it = &x->stands->asides[numbers[k]];
        const span sent = it->submitted.length >= 16 ? explain_say(x, arena_format(arena_of(x), ", sent %.10s at %.5s", it->submitted.text, it->submitted.text + 11))
                                                     : SPAN("");
        terminal_say(screen(x), 2, "  %.*s, line %" PRIu32 "%.*s, was set aside (%.*s): %.*s", SPAN_ARGS(session_visible(x->session, it->file)), it->line,
                     SPAN_ARGS(sent), SPAN_ARGS(it->code), SPAN_ARGS(session_visible(x->session, it->because)));
    }
}

// ---- one person -------------------------------------------------------------------------------------------------

static void print_mentee(explain *x) {
    const span id = x->who[ROLE_MENTEE].id, who = explain_person(x, ROLE_MENTEE, id);
    const uint32_t pairs = print_pairs(x, ROLE_MENTEE, false);
    const shown_person *p = pairing_person(x->stands, ROLE_MENTEE, id);
    const shown_value *places = p == NULL ? NULL : shown_person_value(p, "capacity");
    terminal *t = screen(x);
    if (pairs == 0) {
        terminal_say(t, 0, STYLE_HEAD "%.*s has no mentor." STYLE_END, SPAN_ARGS(who));
    } else if (places != NULL && places->number > 1) {
        terminal_say(t, 0, STYLE_HEAD "%.*s has %s of %s mentors asked for." STYLE_END, SPAN_ARGS(who), words_count(pairs).text,
                     words_count((uint64_t)places->number).text);
    } else {
        terminal_say(t, 0, STYLE_HEAD "%.*s has a mentor." STYLE_END, SPAN_ARGS(who));
    }
    print_asides(x, ROLE_MENTEE);
    (void)print_pairs(x, ROLE_MENTEE, true);
    const shown_unmatched *u = explain_unmatched(x, id);
    if (u != NULL) {
        print_unmatched(x, u);
    }
    if (!x->answer.costs_known) {
        print_costs_unknown(x);
        return;
    }
    print_others(x, pairs > 0);
    print_pin_prices(x);
}

static void print_mentor(explain *x) {
    const span id = x->who[ROLE_MENTOR].id;
    const uint32_t pairs = print_pairs(x, ROLE_MENTOR, false);
    const shown_free_mentor *left = explain_free_mentor(x, id);
    terminal *t = screen(x);
    const uint32_t places = pairs + (left != NULL ? left->free_places : 0);
    if (places == 0) {
        terminal_say(t, 0, STYLE_HEAD "%.*s offers no place, and so takes part in nothing." STYLE_END, SPAN_ARGS(explain_person(x, ROLE_MENTOR, id)));
    } else {
        terminal_say(t, 0, STYLE_HEAD "%.*s has %s %s; %s of %s %s taken." STYLE_END, SPAN_ARGS(explain_person(x, ROLE_MENTOR, id)),
                     pairs == 0 ? "no" : words_count(pairs).text, words_plural(pairs, "mentee", "mentees"), words_digits(pairs).text, words_digits(places).text,
                     words_plural(places, "place is", "places are"));
    }
    print_asides(x, ROLE_MENTOR);
    (void)print_pairs(x, ROLE_MENTOR, true);
    if (left != NULL) {
        terminal_blank(t);
        terminal_say(t, 0, STYLE_HEAD "Why %s free:" STYLE_END, words_plural(left->free_places, "a place stays", "places stay"));
        terminal_say(t, 0, "  %.*s", SPAN_ARGS(session_visible(x->session, left->because)));
    }
    const shown_bottleneck *b = explain_bottleneck(x, ROLE_MENTOR, id);
    if (b != NULL) {
        print_bottleneck(x, b);
    }
    if (!x->answer.costs_known) {
        print_costs_unknown(x);
        return;
    }
    print_pin_prices(x);
}

// ---- two people -------------------------------------------------------------------------------------------------

static void print_rules(explain *x, const explained_pair *pair) {
    terminal *t = screen(x);
    if (pair->against.count == 0) {
        terminal_say(t, 0, "  No rule is against it.");
    } else if (pair->pinned) {
        terminal_say(t, 0, "  The pin overrides what would be against it:");
    }
    for (uint32_t k = 0; k < pair->against.count; k++) {
        terminal_say(t, 0, "  %.*s", SPAN_ARGS(session_visible(x->session, pair->against.rules[k].because)));
    }
}

static void print_pair_cost(explain *x) {
    terminal *t = screen(x);
    const explained_pair *pair = &x->answer.pair;
    if (pair->paired && !pair->pinned) {
        return;
    }
    if (!pair->paired && !pair->can_be) {
        terminal_blank(t);
        terminal_say(t, 0, "%.*s", SPAN_ARGS(session_visible(x->session, pair->cannot_because)));
        return;
    }
    if (!x->answer.costs_known) {
        print_costs_unknown(x);
        return;
    }
    terminal_blank(t);
    terminal_say(t, 0, STYLE_HEAD "%s" STYLE_END,
                 pair->pinned     ? "Without the pin:"
                 : pair->eligible ? "What pairing them would change for the cohort:"
                                  : "A pin overrides that. What it would change for the cohort:");
    print_change(x, &x->answer.changes[0], "  ");
    print_caution(x);
}

static void print_two(explain *x) {
    terminal *t = screen(x);
    const explained_pair *pair = &x->answer.pair;
    const span mentee = x->who[ROLE_MENTEE].id, mentor = x->who[ROLE_MENTOR].id;
    const char *verdict = pair->pinned     ? "are a pair, pinned by the committee."
                          : pair->paired   ? "are a pair."
                          : pair->eligible ? "are not a pair, though they may be paired."
                                           : "may not be paired.";
    terminal_say(t, 0, STYLE_HEAD "%.*s and %.*s %s" STYLE_END, SPAN_ARGS(explain_person(x, ROLE_MENTEE, mentee)),
                 SPAN_ARGS(explain_person(x, ROLE_MENTOR, mentor)), verdict);
    print_rules(x, pair);
    terminal_blank(t);
    terminal_say(t, 0, STYLE_HEAD "How they fit:" STYLE_END);
    explain_fit_print(x, pair->criteria, pair->criterion_count, pair->score_bp);
    print_pair_cost(x);
}

// ---- the whole --------------------------------------------------------------------------------------------------

// Those asked about who take no part.
static void print_set_aside(explain *x) {
    static const role ROLES[] = {ROLE_MENTEE, ROLE_MENTOR};
    for (size_t k = 0; k < sizeof ROLES / sizeof ROLES[0]; k++) {
        const role as = ROLES[k];
        if (!x->asked[as] || explain_takes_part(x, as)) {
            continue;
        }
        const shown_aside *it = &x->stands->asides[x->who[as].number];
        terminal_say(screen(x), 0, STYLE_HEAD "%.*s takes no part as a %s." STYLE_END,
                     SPAN_ARGS(session_visible(x->session, it->name.length > 0 ? it->name : it->who)), as == ROLE_MENTEE ? "mentee" : "mentor");
        print_asides(x, as);
    }
}

void explain_text_print(explain *x, const explain_next *next) {
    terminal *t = screen(x);
    terminal_say(t, 0, "Pairing %.8s in %s.", x->file.id, x->file.path);
    terminal_blank(t);
    if (!x->has_answer) {
        print_set_aside(x);
    } else if (x->answer.about_pair) {
        print_two(x);
    } else if (x->asked[ROLE_MENTEE]) {
        print_mentee(x);
    } else {
        print_mentor(x);
    }
    terminal_blank(t);
    terminal_say(t, 6, STYLE_HEAD "Next:" STYLE_END " %.*s", SPAN_ARGS(next->words));
    if (next->decision.length > 0) {
        terminal_command(t, "      ", next->decision);
    }
    terminal_command(t, "      ", next->command);
}
