// review.html: the chairs' page. Everything stands in it without a script; the script adds marks, filters, order and
// the file of decisions. What it needs to know of a row stands in the row's data- attributes. Sizes to expect: 500
// pairs, 3 KB each. SPDX-License-Identifier: GPL-3.0-or-later
#include "base/assets.h"
#include "reports/cohort_report.h"
#include "reports/html_policy.h"
#include "reports/html_words.h"
#include "reports/review_lists.h"
#include "reports/review_pair.h"
#include "reports/review_toolbar.h"

ASSET(review_css);
ASSET(review_file_js);
ASSET(review_js);

// The words stand there twice: printed heads repeat on every page, and Chromium repeats no buttons.
static void sort_head(review *p, const char *class, const char *key, sentence code) {
    html_open(p->html, "th");
    html_attribute(p->html, "scope", "col");
    html_attribute(p->html, "class", class);
    html_open(p->html, "button");
    html_attribute(p->html, "type", "button");
    html_attribute(p->html, "class", "js sort");
    html_attribute(p->html, "data-sort", key);
    html_text(p->html, review_text(p, code));
    html_close(p->html);
    html_leaf(p->html, "span", "class", "paper", review_text(p, code));
    html_close(p->html);
}

static void write_pairs(review *p) {
    review_open_view(p, "pairs", SAY_REVIEW_VIEW_PAIRS);
    if (p->f->pairing->pair_count == 0) {
        review_say(p, "p", NULL, SAY_REVIEW_NO_PAIRS);
        html_close(p->html);
        return;
    }
    review_say(p, "p", "paper boxes", SAY_REVIEW_BOXES);
    review_open_scroll(p, review_text(p, SAY_REVIEW_TITLE));
    html_open(p->html, "table");
    html_attribute(p->html, "class", "pairs");
    html_open(p->html, "caption");
    html_attribute(p->html, "id", "shown");
    html_attribute(p->html, "tabindex", "-1");
    html_attribute(p->html, "aria-live", "polite");
    html_text(p->html, review_text(p, SAY_REVIEW_VIEW_PAIRS));
    html_close(p->html);
    html_open(p->html, "thead");
    html_open(p->html, "tr");
    sort_head(p, "number no", "no", SAY_HEAD_NUMBER);
    sort_head(p, "mentee", "mentee", SAY_MENTEE_LABEL);
    sort_head(p, "mentor", "mentor", SAY_MENTOR_LABEL);
    sort_head(p, "number fit", "fit", SAY_HEAD_FIT);
    html_open(p->html, "th");
    html_attribute(p->html, "scope", "col");
    html_attribute(p->html, "class", "why");
    html_text(p->html, review_text(p, SAY_REVIEW_WHY));
    html_leaf(p->html, "span", "class", "print", review_text(p, SAY_REVIEW_WHY_ALTERNATIVES));
    html_close(p->html);
    sort_head(p, "js decision", "decision", SAY_REVIEW_DECISION);
    review_head(p, "paper tick-cell", SAY_REVIEW_BOX_APPROVE);
    review_head(p, "paper tick-cell", SAY_REVIEW_VETO);
    review_head(p, "paper tick-cell", SAY_REVIEW_PIN);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
    for (uint32_t i = 0; i < p->f->pairing->pair_count && p->scribe->status == STATUS_OK; i++) {
        review_pair(p, p->f->ranked_pairs[i]);
    }
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

static span due_words(review *p) {
    scribe *s = p->scribe;
    const facts *f = p->f;
    if (!f->has_due) {
        return SPAN("");
    }
    int64_t days = f->days_left;
    phrase when = days == 0  ? SAY_PLAIN(s, SAY_REVIEW_TODAY)
                  : days > 0 ? SAY(s, SAY_REVIEW_DAYS_LEFT, days, say_digits(days))
                             : SAY(s, SAY_REVIEW_OVERDUE, -days, say_digits(-days));
    span day = numbers_date(s, f->program->calendar[CALENDAR_DUE].day, true);
    span both = scribe_format(s, "%.*s, %.*s", SPAN_ARGS(phrase_text(s, when)), SPAN_ARGS(day));
    return phrase_text(s, SAY(s, SAY_REVIEW_DUE, 0, say_text(both)));
}

static void view_link(review *p, const char *href, sentence code, int64_t count) {
    html_open(p->html, "a");
    html_attribute(p->html, "href", href);
    html_text(p->html, review_text(p, code));
    html_text(p->html, SPAN(" "));
    html_leaf(p->html, "b", NULL, NULL, numbers_digits(p->scribe, count));
    html_close(p->html);
}

static void write_head(review *p) {
    scribe *s = p->scribe;
    const pairing *of = p->f->pairing;
    span name = p->f->program->name.length > 0 ? p->f->program->name : review_text(p, SAY_NO_PROGRAM_NAME);
    span id = scribe_format(s, "%.4s %.4s", p->f->request->pairing_id, p->f->request->pairing_id + 4);
    html_open(p->html, "header");
    html_open(p->html, "div");
    html_words_in(p->html, "p", "personal", SAY_PLAIN(s, SAY_REVIEW_PERSONAL));
    html_leaf(p->html, "h1", NULL, NULL, review_text(p, SAY_REVIEW_TITLE));
    html_words_in(p->html, "p", "second",
                  SAY(s, SAY_REVIEW_OF, 0, say_phrase(phrase_foreign(s, RUN_TEXT, name)), say_text(id),
                      say_text(numbers_full_date(s, p->f->today)), say_text(due_words(p))));
    review_open(p, "nav", "views");
    html_attribute_text(p->html, "aria-label", review_text(p, SAY_REVIEW_VIEWS));
    view_link(p, "#pairs", SAY_REVIEW_VIEW_PAIRS, of->pair_count);
    view_link(p, "#unpaired", SAY_REVIEW_VIEW_UNPAIRED, of->unmatched_count);
    view_link(p, "#free", SAY_REVIEW_VIEW_FREE, of->summary.free_places);
    html_leaf(p->html, "a", "href", "cohort-report.html", review_text(p, SAY_REVIEW_REPORT));
    html_close(p->html);
    html_close(p->html);
    review_open(p, "div", "js progress");
    html_attribute(p->html, "id", "progress");
    html_attribute(p->html, "role", "status");
    html_text(p->html, SPAN(""));
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

// ---- the page ---------------------------------------------------------------------------------------------------

static void meta(review *p, const char *name, const char *content) {
    html_open(p->html, "meta");
    html_attribute(p->html, "name", name);
    html_attribute(p->html, "content", content);
    html_close(p->html);
    html_line(p->html);
}

// The style sheet with what stands at the edges of printed pages.
static span style_sheet(review *p) {
    scribe *s = p->scribe;
    const program *of = p->f->program;
    span name = of->name.length > 0 ? phrase_text(s, phrase_foreign(s, RUN_TEXT, of->name))
                                    : review_text(p, SAY_NO_PROGRAM_NAME);
    span left = phrase_text(s, SAY(s, SAY_REVIEW_SHEET, 0, say_text(name)));
    span pages = html_policy_pages(s, span_equal(of->paper, SPAN("a4")), left, review_text(p, SAY_REVIEW_PERSONAL),
                                   cohort_report_foot(s, p->f));
    return scribe_format(s, "%.*s%.*s", (int)asset_review_css_length, asset_review_css, SPAN_ARGS(pages));
}

static void write_page_head(review *p, span sheet, const span scripts[2]) {
    scribe *s = p->scribe;
    span name = p->f->program->name.length > 0 ? p->f->program->name : review_text(p, SAY_NO_PROGRAM_NAME);
    html_open(p->html, "head");
    html_open(p->html, "meta");
    html_attribute(p->html, "charset", "utf-8");
    html_close(p->html);
    html_open(p->html, "meta");
    html_attribute(p->html, "http-equiv", "Content-Security-Policy");
    html_attribute_text(
        p->html, "content",
        scribe_format(
            s, "default-src 'none'; style-src '%.*s'; script-src '%.*s' '%.*s'; base-uri 'none'; form-action 'none'",
            SPAN_ARGS(html_policy_hash(s, sheet)), SPAN_ARGS(html_policy_hash(s, scripts[0])),
            SPAN_ARGS(html_policy_hash(s, scripts[1]))));
    html_close(p->html);
    html_line(p->html);
    meta(p, "viewport", "width=device-width, initial-scale=1");
    meta(p, "color-scheme", "light");
    meta(p, "referrer", "no-referrer");
    meta(p, "robots", "noindex");
    html_leaf(p->html, "title", NULL, NULL,
              phrase_text(s, SAY(s, SAY_REVIEW_DOCUMENT, 0, say_phrase(phrase_foreign(s, RUN_TEXT, name)))));
    html_line(p->html);
    html_open(p->html, "style");
    html_own(p->html, sheet);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

static void write_script(review *p, span script) {
    html_open(p->html, "script");
    html_own(p->html, script);
    html_close(p->html);
    html_line(p->html);
}

static void write_page(review *p) {
    const span scripts[2] = {{asset_review_file_js, asset_review_file_js_length},
                             {asset_review_js, asset_review_js_length}};
    html_open(p->html, "html");
    html_attribute(p->html, "lang", "en");
    write_page_head(p, style_sheet(p), scripts);
    html_open(p->html, "body");
    html_attribute(p->html, "data-pairing", p->f->request->pairing_id);
    write_script(p, scripts[0]);
    html_open(p->html, "a");
    html_attribute(p->html, "class", "skip");
    html_attribute(p->html, "href", "#pairs");
    html_text(p->html, review_text(p, SAY_REVIEW_SKIP));
    html_close(p->html);
    write_head(p);
    html_open(p->html, "main");
    review_toolbar(p);
    write_pairs(p);
    review_unpaired(p);
    review_free(p);
    review_earlier(p);
    html_close(p->html);
    review_people(p);
    write_script(p, scripts[1]);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

status report_review(span *out, arena *a, context *c, const report_request *request) {
    arena room = arena_over(&c->memory);
    scribe s = scribe_create(&room, c);
    facts f;
    review p = {.scribe = &s, .f = &f};
    status result = s.status;
    if (result == STATUS_OK) {
        result = facts_gather(&f, &s, request);
        p.html = result == STATUS_OK ? html_begin(c) : NULL;
        if (result == STATUS_OK && p.html == NULL) {
            result = context_no_memory(c, "reports/review_html");
        }
        if (result == STATUS_OK) {
            write_page(&p);
            result = s.status;
        }
        if (result == STATUS_OK) {
            result = html_finish(out, a, p.html);
        }
        html_end(p.html);
        facts_release(&f);
    }
    arena_free(&room);
    return result;
}
