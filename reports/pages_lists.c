// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pages_lists.h"

#include <string.h>

#include "reports/pages_inside.h"

static phrase plain(scribe *s, span words) {
    return phrase_of(s, RUN_TEXT, words);
}

static span pages_of(const pdf_flow *flow, const char *id) {
    paper *k = paper_of(flow);
    for (uint32_t i = 0; id != NULL && i < k->section_count; i++) {
        const section_pages *one = &k->sections[i];
        if (strcmp(one->id, id) == 0) {
            return phrase_text(flow->scribe,
                               one->last > one->first
                                   ? SAY(flow->scribe, SAY_PAGES, 0, say_digits(one->first), say_digits(one->last))
                                   : SAY(flow->scribe, SAY_PAGE, 0, say_digits(one->first)));
        }
    }
    return SPAN("");
}

// Rows between rules, below a title: each drawn by its caller from flow->y down.
static void row_below(pdf_flow *flow, double height, bool first) {
    pdf_flow_need(flow, height);
    pdf_rule(flow->pdf, flow->x, flow->y, flow->width, first ? 1 : 0.5, first ? COLOUR_INK : COLOUR_LINE);
}

void pages_attention(pdf_flow *flow, const block *b) {
    const double page_width = 62, padding = 5;
    double count_width = 20;
    for (const document_item *item = b->items; item != NULL; item = item->next) {
        double width = pdf_width(pdf_set(flow->pdf, plain(flow->scribe, item->count), PDF_COUNT, 0));
        count_width = width > count_width ? width : count_width;
    }
    pdf_open(flow->pdf, "L");
    for (const document_item *item = b->items; item != NULL; item = item->next) {
        bool has_count = item->count.length > 0;
        double left = has_count ? count_width + 10 : 0;
        pdf_words *count = pdf_set(flow->pdf, plain(flow->scribe, item->count), PDF_COUNT, 0);
        pdf_words *w = pdf_set(flow->pdf, item->words, PDF_BODY, flow->width - left - page_width);
        pdf_words *page = pdf_set(flow->pdf, plain(flow->scribe, pages_of(flow, item->target)), PDF_MUTED, 0);
        double height = pdf_lines(w) * pdf_leading(PDF_BODY) + 2 * padding;
        row_below(flow, height, item == b->items);
        pdf_open(flow->pdf, "LI");
        pdf_open(flow->pdf, "LBody");
        pdf_show(flow->pdf, count, flow->x, flow->y + padding - 2, 0, 1, count_width, true);
        pdf_show(flow->pdf, w, flow->x + left, flow->y + padding, 0, pdf_lines(w), flow->width, false);
        pdf_show(flow->pdf, page, flow->x, flow->y + padding, 0, 1, flow->width, true);
        pdf_close(flow->pdf, "LBody");
        pdf_close(flow->pdf, "LI");
        flow->y += height;
    }
    pdf_close(flow->pdf, "L");
}

// "… whoever is chosen (page 6)." for a proof that some section shows.
static phrase with_page(const pdf_flow *flow, const document_item *item) {
    span pages = pages_of(flow, item->target);
    phrase words = item->words;
    if (pages.length == 0 || phrase_empty(words)) {
        return words;
    }
    run *runs = scribe_room(flow->scribe, words.count + 1, sizeof *runs);
    if (runs == NULL) {
        return words;
    }
    memcpy(runs, words.runs, words.count * sizeof *runs);
    run *last = &runs[words.count - 1];
    last->text.length -= last->text.length > 0 && last->text.text[last->text.length - 1] == '.';
    runs[words.count] = (run){.style = RUN_TEXT, .text = scribe_format(flow->scribe, " (%.*s).", SPAN_ARGS(pages))};
    return (phrase){runs, words.count + 1};
}

void pages_proofs(pdf_flow *flow, const block *b) {
    const double text_left = 17, padding = paper_of(flow)->document->is_summary ? 3 : 5.5;
    pdf_open(flow->pdf, "L");
    for (const document_item *item = b->items; item != NULL; item = item->next) {
        pdf_words *w = pdf_set(flow->pdf, with_page(flow, item), PDF_BODY, flow->width - text_left);
        double height = pdf_lines(w) * pdf_leading(PDF_BODY) + 2 * padding;
        row_below(flow, height, item == b->items);
        pdf_check_mark(flow->pdf, flow->x, flow->y + padding + 2.2, item->proven);
        pdf_open(flow->pdf, "LI");
        pdf_open(flow->pdf, "LBody");
        pdf_show(flow->pdf, w, flow->x + text_left, flow->y + padding, 0, pdf_lines(w), flow->width, false);
        pdf_close(flow->pdf, "LBody");
        pdf_close(flow->pdf, "LI");
        flow->y += height;
    }
    pdf_close(flow->pdf, "L");
}

void pages_bullets(pdf_flow *flow, const block *b) {
    const double text_left = 11;
    if (!phrase_empty(b->words)) {
        pdf_flow_words(flow, b->words, PDF_BLOCK_TITLE, "H3", 0);
        flow->y += 2;
    }
    pdf_open(flow->pdf, "L");
    for (const document_item *item = b->items; item != NULL; item = item->next) {
        pdf_words *w = pdf_set(flow->pdf, item->words, PDF_BODY, flow->width - text_left);
        pdf_words *mark = pdf_set(flow->pdf, plain(flow->scribe, SPAN("\xE2\x80\xA2")), PDF_BODY, 0);
        pdf_flow_need(flow, pdf_lines(w) * pdf_leading(PDF_BODY));
        pdf_open(flow->pdf, "LI");
        pdf_open(flow->pdf, "LBody");
        pdf_show(flow->pdf, mark, flow->x + 2, flow->y, 0, 1, flow->width, false);
        pdf_show(flow->pdf, w, flow->x + text_left, flow->y, 0, pdf_lines(w), flow->width, false);
        pdf_close(flow->pdf, "LBody");
        pdf_close(flow->pdf, "LI");
        flow->y += pdf_lines(w) * pdf_leading(PDF_BODY);
    }
    pdf_close(flow->pdf, "L");
}
