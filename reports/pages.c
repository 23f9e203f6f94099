// The tree is walked twice: once to learn on which page each section is, once to draw.
// Sizes to expect: 1..40 pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pages.h"

#include "reports/pages_inside.h"
#include "reports/pages_lists.h"

#define CHART_POINTS 516.0
#define SECTION_GAP 24.0
#define ENDLESS 1e9        // a page for measuring
#define KEPT_TOGETHER 90.0 // below a title

static phrase plain(scribe *s, span words) {
    return phrase_of(s, RUN_TEXT, words);
}

// ---- furniture --------------------------------------------------------------------------------------------------

static void show_line(pdf_flow *flow, phrase words, pdf_style style, double y, bool to_the_right) {
    pdf_words *w = pdf_set(flow->pdf, words, style, 0);
    pdf_show(flow->pdf, w, flow->x, y, 0, 1, flow->width, to_the_right);
}

static void furniture(pdf_flow *flow) {
    paper *k = paper_of(flow);
    scribe *s = k->scribe;
    uint32_t page = pdf_page_number(flow->pdf);
    double foot = flow->bottom + 8;
    if (page > 1) {
        show_line(flow, SAY(s, SAY_PAGE_HEAD, 0, say_phrase(k->document->program)), PDF_LABEL, 25, false);
        show_line(flow, SAY_PLAIN(s, SAY_PAGE_HEAD_PERSONAL), PDF_LABEL_STRONG, 25, true);
    }
    show_line(flow, plain(s, k->document->foot), PDF_LABEL, foot, false);
    show_line(flow, SAY(s, SAY_PAGE_OF, 0, say_digits(page), say_digits(k->pages)), PDF_LABEL, foot, true);
    if (k->current < k->section_count) {
        k->sections[k->current].last = page;
    }
}

// ---- blocks -----------------------------------------------------------------------------------------------------

static void draw_head(pdf_flow *flow, const block *b) {
    scribe *s = flow->scribe;
    bool board = paper_of(flow)->document->is_summary;
    pdf_words *personal =
        pdf_set(flow->pdf, SAY_PLAIN(s, board ? SAY_FOR_THE_BOARD : SAY_PERSONAL), PDF_LABEL_STRONG, 0);
    pdf_words *whom = pdf_set(flow->pdf, SAY_PLAIN(s, board ? SAY_WITHOUT_NAMES : SAY_PERSONAL_FOR), PDF_LABEL, 0);
    double wide = pdf_width(whom) > pdf_width(personal) ? pdf_width(whom) : pdf_width(personal), top = flow->y;
    double left = flow->x + flow->width - wide - 12;
    for (const document_item *item = b->items; item != NULL; item = item->next) {
        pdf_flow_words(flow, item->words, item == b->items ? PDF_PROGRAM : PDF_MUTED, "P", flow->width - wide - 30);
    }
    pdf_open(flow->pdf, "P");
    pdf_box(flow->pdf, left, top, wide + 12, 28, COLOUR_NONE, COLOUR_INK, 1);
    pdf_show(flow->pdf, personal, left + 6 + (wide - pdf_width(personal)) / 2, top + 3.4, 0, 1, wide, false);
    pdf_show(flow->pdf, whom, left + 6 + (wide - pdf_width(whom)) / 2, top + 14, 0, 1, wide, false);
    pdf_close(flow->pdf, "P");
    flow->y += 6;
    pdf_rule(flow->pdf, flow->x, flow->y, flow->width, 1, COLOUR_INK);
    flow->y += 1;
}

static void draw_banner(pdf_flow *flow, const block *b) {
    pdf_words *w = pdf_set(flow->pdf, b->words, PDF_BODY, flow->width - 20);
    double height = pdf_lines(w) * pdf_leading(PDF_BODY) + 12;
    flow->y += 12;
    pdf_box(flow->pdf, flow->x, flow->y, flow->width, height, COLOUR_AMBER_LIGHT, COLOUR_AMBER, 1.5);
    pdf_open(flow->pdf, "P");
    pdf_show(flow->pdf, w, flow->x + 10, flow->y + 6, 0, pdf_lines(w), flow->width, false);
    pdf_close(flow->pdf, "P");
    flow->y += height;
}

static void draw_headline(pdf_flow *flow, const block *b) {
    pdf_style style =
        pdf_lines(pdf_set(flow->pdf, b->words, PDF_HEADLINE, flow->width)) > 2 ? PDF_HEADLINE_SMALLER : PDF_HEADLINE;
    bool board = paper_of(flow)->document->is_summary;
    flow->y += board ? 12 : 20;
    pdf_flow_words(flow, b->words, style, "H1", 0);
    flow->y += board ? 0 : 7;
}

static void draw_figure(pdf_flow *flow, const block *b) {
    double scale = paper_of(flow)->width / CHART_POINTS;
    if (!phrase_empty(b->words)) {
        flow->y += pdf_flow_at_top(flow) ? 0 : 8;
        pdf_flow_words(flow, b->words, PDF_BLOCK_TITLE, "H3", 0);
    }
    if (!phrase_empty(b->note)) {
        pdf_flow_words(flow, b->note, PDF_LABEL, "P", 0);
    }
    flow->y += phrase_empty(b->words) ? 12 : 4;
    if (b->drawing == NULL) {
        return;
    }
    double height = b->drawing->height / 100.0 * scale;
    pdf_flow_need(flow, height);
    pdf_open(flow->pdf, "Figure");
    pdf_drawing(flow->pdf, b->drawing, flow->x, flow->y, scale);
    pdf_close(flow->pdf, "Figure");
    if (!pdf_is_hushed(flow->pdf)) {
        pdf_describe(flow->pdf, b->description);
    }
    flow->y += height + (paper_of(flow)->document->is_summary ? 4 : 10);
}

static void draw_block(pdf_flow *flow, const block *b);

// How high a block is in a column of that width, however long the page.
static double height_of(const pdf_flow *flow, const block *b, double width) {
    pdf_flow measured = *flow;
    bool before = pdf_hush(flow->pdf, true);
    measured.width = width;
    measured.y = measured.top = 0;
    measured.bottom = ENDLESS;
    draw_block(&measured, b);
    (void)pdf_hush(flow->pdf, before);
    return measured.y;
}

static double title_height(const pdf_flow *flow, const block *b, double width) {
    return b->kind == BLOCK_FIGURE
               ? pdf_lines(pdf_set(flow->pdf, b->words, PDF_BLOCK_TITLE, width)) * pdf_leading(PDF_BLOCK_TITLE)
               : 0;
}

// Side by side: 525 and 425 per mille, with the rest between them. Where one has no neighbour, it stands alone.
static void draw_beside(pdf_flow *flow, const block *b) {
    const block *first = b->children, *second = first == NULL ? NULL : first->next;
    if (first == NULL) {
        return;
    }
    double one = second == NULL ? flow->width : flow->width * 0.525, other = flow->width * 0.425;
    double high = height_of(flow, first, one), beside = second == NULL ? 0 : height_of(flow, second, other);
    pdf_flow_need(flow, (high > beside ? high : beside) + pdf_leading(PDF_BLOCK_TITLE));
    pdf_flow left = *flow, right = *flow;
    left.width = one;
    if (second != NULL) { // drawings begin at the same height, under titles of one line or two
        double first_title = title_height(flow, first, one), second_title = title_height(flow, second, other);
        left.y += second_title > first_title ? second_title - first_title : 0;
        right.y += first_title > second_title ? first_title - second_title : 0;
    }
    draw_block(&left, first);
    if (second != NULL) {
        right.x = flow->x + flow->width - other;
        right.width = other;
        draw_block(&right, second);
    }
    flow->y = left.y > right.y ? left.y : right.y;
}

static void draw_titled_table(pdf_flow *flow, const block *b) {
    if (!phrase_empty(b->words)) {
        pdf_flow_need(flow, KEPT_TOGETHER);
        flow->y += pdf_flow_at_top(flow) || flow->width < CHART_POINTS * 0.9 ? 0 : 10;
        pdf_flow_words(flow, b->words, PDF_BLOCK_TITLE, "H3", 0);
        flow->y += 3;
    }
    if (b->table != NULL) {
        pdf_flow_table(flow, b->table);
    }
    flow->y += 10;
}

static void draw_blocks(pdf_flow *flow, const block *parent) {
    for (const block *b = parent->children; b != NULL && flow->scribe->status == STATUS_OK; b = b->next) {
        draw_block(flow, b);
    }
}

static void draw_section(pdf_flow *flow, const block *b) {
    paper *k = paper_of(flow);
    bool is_first = phrase_empty(b->words);
    k->current = SECTIONS_MOST; // a page that begins now is the new section's, not the one's before
    if (b->starts_page && !pdf_flow_at_top(flow)) {
        pdf_flow_page(flow);
    } else if (!is_first) {
        pdf_flow_need(flow, SECTION_GAP + KEPT_TOGETHER + 30);
        flow->y += pdf_flow_at_top(flow) ? 0 : SECTION_GAP;
    }
    if (k->section_count < SECTIONS_MOST && k->pages == 0) {
        k->current = k->section_count++;
        k->sections[k->current] =
            (section_pages){.id = b->id, .first = pdf_page_number(flow->pdf), .last = pdf_page_number(flow->pdf)};
    }
    pdf_bookmark(flow->pdf, b->label, is_first ? 0 : flow->y);
    if (!is_first) {
        pdf_flow_words(flow, b->words, PDF_SECTION, "H2", 0);
        flow->y += 3;
    }
    draw_blocks(flow, b);
}

// With a rule above it; where the page has no room left for that and for what it heads, without.
static void draw_subtitle(pdf_flow *flow, const block *b) {
    double title = pdf_leading(PDF_BLOCK_TITLE) + 1, room = flow->bottom - flow->y - title;
    double below = b->next == NULL || flow->bottom >= ENDLESS ? 0 : height_of(flow, b->next, flow->width) - 6;
    bool ruled = !paper_of(flow)->document->is_summary && !pdf_flow_at_top(flow) && room >= below + 17;
    if (below > room) {
        pdf_flow_need(flow, title + below);
    } else if (ruled) {
        flow->y += 8;
        pdf_rule(flow->pdf, flow->x, flow->y, flow->width, 0.5, COLOUR_LINE);
        flow->y += 9;
    } else if (room >= below + 8) {
        flow->y += 8;
    }
    pdf_flow_words(flow, b->words, PDF_BLOCK_TITLE, "H3", 0);
    flow->y += 1;
}

static void draw_block(pdf_flow *flow, const block *b) {
    switch (b->kind) {
    case BLOCK_SECTION:
        draw_section(flow, b);
        break;
    case BLOCK_HEAD:
        draw_head(flow, b);
        break;
    case BLOCK_BANNER:
        draw_banner(flow, b);
        break;
    case BLOCK_HEADLINE:
        draw_headline(flow, b);
        break;
    case BLOCK_LEAD:
        pdf_flow_words(flow, b->words, PDF_LEAD, "P", flow->width < 490 ? flow->width : 490);
        flow->y += 4;
        break;
    case BLOCK_TITLE:
        pdf_flow_need(flow, 60);
        flow->y += 14;
        pdf_flow_words(flow, b->words, PDF_SECTION, "H2", 0);
        flow->y += 3;
        break;
    case BLOCK_SUBTITLE:
        draw_subtitle(flow, b);
        break;
    case BLOCK_INTRO:
        pdf_flow_words(flow, b->words, PDF_MUTED, "P", 0);
        flow->y += 9;
        break;
    case BLOCK_BODY:
        pdf_flow_words(flow, b->words, PDF_BODY, "P", flow->width < 470 ? flow->width : 470);
        flow->y += 6;
        break;
    case BLOCK_NOTE:
        pdf_flow_words(flow, b->words, PDF_NOTE, "P", 0);
        flow->y += 6;
        break;
    case BLOCK_BULLETS:
        pages_bullets(flow, b);
        break;
    case BLOCK_ATTENTION:
        pages_attention(flow, b);
        break;
    case BLOCK_PROOFS:
        pages_proofs(flow, b);
        break;
    case BLOCK_FIGURE:
        if (flow->bottom < ENDLESS) {
            pdf_flow_need(flow, height_of(flow, b, flow->width));
        }
        draw_figure(flow, b);
        break;
    case BLOCK_TABLE:
        draw_titled_table(flow, b);
        break;
    case BLOCK_BESIDE:
        draw_beside(flow, b);
        break;
    }
}

// ---- the document -----------------------------------------------------------------------------------------------

static status walk(pdf **out, paper *k, instant made, bool dry) {
    const pdf_size size = {.width = k->document->paper_is_a4 ? 595.28 : 612,
                           .height = k->document->paper_is_a4 ? 841.89 : 792,
                           .top = 46,
                           .right = 48,
                           .bottom = 44,
                           .left = 48};
    TRY(pdf_begin(out, k->scribe, size, phrase_text(k->scribe, k->document->title), made, dry));
    pdf_scale(*out, k->scale);
    k->width = size.width - size.left - size.right; // the same lines, smaller, in the middle of the page
    bool endless = dry && k->document->is_summary;
    pdf_flow flow = {.pdf = *out,
                     .scribe = k->scribe,
                     .x = size.left + (size.width / k->scale - size.width) / 2,
                     .width = k->width,
                     .top = size.top / k->scale,
                     .bottom = endless ? ENDLESS : (size.height - size.bottom) / k->scale + 0.01,
                     .furniture = furniture,
                     .self = k};
    k->current = SECTIONS_MOST;
    pdf_open(*out, "Document");
    pdf_flow_page(&flow);
    draw_blocks(&flow, &k->document->root);
    pdf_close(*out, "Document");
    k->height = flow.y - flow.top;
    k->room = size.height - size.top - size.bottom;
    return k->scribe->status;
}

static status render(span *out, arena *a, paper *k, instant made) {
    pdf *p = NULL;
    status result = walk(&p, k, made, true);
    if (result == STATUS_OK) {
        k->pages = pdf_page_number(p);
        pdf_end(p);
        p = NULL;
        k->scale = k->document->is_summary && k->height > k->room ? k->room / k->height : 1;
        result = walk(&p, k, made, false);
    }
    if (result == STATUS_OK) {
        result = pdf_finish(out, a, p);
    }
    pdf_end(p);
    return result;
}

status pages_render(span *out, arena *a, scribe *s, const document *d, instant made) {
    paper k = {.scribe = s, .document = d, .scale = 1};
    return render(out, a, &k, made);
}

status pages_overflow(int32_t *out, scribe *s, const document *d, instant made) {
    paper k = {.scribe = s, .document = d, .scale = 1};
    pdf *p = NULL;
    status result = walk(&p, &k, made, true);
    pdf_end(p);
    *out = (int32_t)(k.height - k.room);
    return result;
}
