// The first page: how it went, in one line and in three; what needs attention; what is proven.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/attention.h"
#include "reports/charts.h"
#include "reports/parts.h"
#include "reports/proofs.h"

// ---- banner, headline -------------------------------------------------------------------------------------------

void part_banner(scribe *s, const facts *f, block *section) {
    const match_options *options = &f->pairing->options;
    switch (options->stopped) {
    case STOPPED_NOT:
        return;
    case STOPPED_TIME_LIMIT:
        block_add_words(s, section, BLOCK_BANNER,
                        SAY(s, SAY_STOPPED_TIME_LIMIT, options->time_limit_s, say_digits(options->time_limit_s)));
        return;
    case STOPPED_DEADLINE:
        block_add_words(s, section, BLOCK_BANNER, SAY_PLAIN(s, SAY_STOPPED_DEADLINE));
        return;
    case STOPPED_INTERRUPT:
        block_add_words(s, section, BLOCK_BANNER, SAY_PLAIN(s, SAY_STOPPED_INTERRUPT));
        return;
    }
}

phrase part_headline(scribe *s, const facts *f) {
    const summary *sum = &f->pairing->summary;
    if (sum->mentors == 0 && sum->mentees == 0) {
        return SAY_PLAIN(s, SAY_HEADLINE_NOBODY);
    }
    if (sum->mentors == 0 || sum->mentees == 0) {
        return SAY_PLAIN(s, sum->mentors == 0 ? SAY_HEADLINE_NO_MENTOR : SAY_HEADLINE_NO_MENTEE);
    }
    if (sum->pairs == 0) {
        return SAY_PLAIN(s, SAY_HEADLINE_NO_PAIR);
    }
    if (f->several_mentors) {
        return f->wanted_places == sum->pairs
                   ? SAY(s, SAY_HEADLINE_ALL_PLACES, sum->pairs, say_words(sum->pairs))
                   : SAY(s, SAY_HEADLINE_PLACES, sum->pairs, say_digits(sum->pairs), say_digits(f->wanted_places));
    }
    if (sum->matched_mentees == sum->mentees) {
        return sum->mentees == 2 ? SAY_PLAIN(s, SAY_HEADLINE_BOTH)
                                 : SAY(s, SAY_HEADLINE_ALL, sum->mentees, say_words(sum->mentees));
    }
    return SAY(s, SAY_HEADLINE_SOME, sum->matched_mentees, say_digits(sum->matched_mentees), say_digits(sum->mentees));
}

// ---- lead -------------------------------------------------------------------------------------------------------

static phrase lead_due(scribe *s, const facts *f) {
    if (!f->has_due) {
        return (phrase){NULL, 0};
    }
    const calendar_entry *due = &f->program->calendar[CALENDAR_DUE];
    span day = numbers_date(s, due->day, true);
    // A due date without a time is held as the last second of its day.
    bool names_time =
        due->has_time && due->written.length >= 19 && !span_equal((span){due->written.text + 11, 8}, SPAN("23:59:59"));
    span end = names_time ? scribe_format(s, "%.5s on %.*s", due->written.text + 11, SPAN_ARGS(day))
                          : scribe_format(s, "the end of %.*s", SPAN_ARGS(day));
    int64_t days = f->days_left;
    if (days == 0 || days == 1) {
        return SAY(s, days == 0 ? SAY_DUE_TODAY : SAY_DUE_TOMORROW, 0, say_text(end));
    }
    if (days < 0) {
        return SAY(s, SAY_DUE_PAST, -days, say_digits(-days), say_text(day));
    }
    return SAY(s, SAY_DUE, days, say_digits(days), say_text(end));
}

static phrase lead_fit(scribe *s, const summary *sum) {
    if (sum->pairs == 0) {
        return (phrase){NULL, 0};
    }
    if (sum->pairs == 1) {
        return SAY(s, SAY_LEAD_ONE_FIT, 1, say_fit(sum->median_score_bp));
    }
    return SAY(s, SAY_LEAD_MEDIAN, 0, say_text(numbers_fit_down(s, sum->median_score_bp)));
}

static phrase lead_opening(scribe *s, const facts *f) {
    const summary *sum = &f->pairing->summary;
    if (sum->mentors == 0 && sum->mentees == 0) {
        return SAY_PLAIN(s, SAY_LEAD_NOBODY);
    }
    if (sum->mentors == 0) {
        return SAY(s, SAY_LEAD_NO_MENTOR, sum->mentees, say_raised(sum->mentees));
    }
    if (sum->mentees == 0) {
        return SAY(s, SAY_LEAD_NO_MENTEE, sum->mentors, say_raised(sum->mentors));
    }
    if (sum->pairs > 0) {
        return proofs_lead(s, f);
    }
    argument mentees = say_phrase(SAY(s, SAY_MENTEES, sum->mentees, say_digits(sum->mentees)));
    argument mentors = say_phrase(SAY(s, SAY_MENTORS, sum->mentors, say_digits(sum->mentors)));
    if (sum->places == 0) {
        return SAY(s, SAY_LEAD_NO_PLACE, 0, mentees, mentors);
    }
    int64_t possible = (int64_t)sum->mentees * sum->mentors;
    return sum->eligible_pairs == 0 ? SAY(s, SAY_LEAD_NOTHING_ALLOWED, possible, mentees, mentors, say_digits(possible))
                                    : SAY(s, SAY_LEAD_NO_PAIR, 0, mentees, mentors);
}

static phrase lead(scribe *s, const facts *f) {
    const phrase sentences[] = {lead_opening(s, f), lead_fit(s, &f->pairing->summary), lead_due(s, f)};
    return phrase_list(s, sentences, 3, " ", " ");
}

// ---- the page ---------------------------------------------------------------------------------------------------

void part_summary(scribe *s, const facts *f, block *root) {
    const summary *sum = &f->pairing->summary;
    block *section = parts_section(s, root, "summary", SAY_LABEL_SUMMARY, -1, (phrase){NULL, 0});
    part_banner(s, f, section);
    block_add_words(s, section, BLOCK_HEADLINE, part_headline(s, f));
    block_add_words(s, section, BLOCK_LEAD, lead(s, f));
    chart_coverage(s, f, section);
    if (sum->mentors == 0 || sum->mentees == 0) {
        return;
    }
    attention_list(s, f, section);
    block_add_words(s, section, BLOCK_TITLE, SAY_PLAIN(s, SAY_TITLE_PROVEN));
    proofs_list(s, f, section);
    chart_calendar(s, f, section);
}
