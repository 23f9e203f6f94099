// cohort-report.html: the tree as one page with its style sheet, no script, and a policy that lets in nothing else.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/assets.h"
#include "reports/cohort_report.h"
#include "reports/html_drawing.h"
#include "reports/html_policy.h"
#include "reports/html_table.h"
#include "reports/html_words.h"
#include "reports/sentences.h"

ASSET(report_css);

typedef struct page {
    scribe *scribe;
    html *html;
    const document *document;
    uint32_t tables; // seen so far; each has its number in its id
    char *rules;     // the style sheet: the asset, then the widths of the columns
    size_t rules_length, rules_capacity;
} page;

// ---- style sheet ------------------------------------------------------------------------------------------------

static void add_rules(page *p, span text) {
    scribe *s = p->scribe;
    if (s->status != STATUS_OK) {
        return;
    }
    if (!memory_reserve(&s->context->memory, &p->rules, &p->rules_capacity, p->rules_length + text.length, 1)) {
        s->status = context_no_memory(s->context, "reports/report_html");
        return;
    }
    memcpy(p->rules + p->rules_length, text.text, text.length);
    p->rules_length += text.length;
}

static void add_page_rules(page *p) {
    scribe *s = p->scribe;
    span left = scribe_format(s, "%.*s \xC2\xB7 %.*s", SPAN_ARGS(phrase_text(s, p->document->program)),
                              SPAN_ARGS(phrase_text(s, SAY_PLAIN(s, SAY_CONTENTS))));
    span personal = phrase_text(s, SAY_PLAIN(s, SAY_PERSONAL)), only = phrase_text(s, SAY_PLAIN(s, SAY_PERSONAL_FOR));
    span right = scribe_format(s, "%.*s \xC2\xB7 %.*s", SPAN_ARGS(personal), SPAN_ARGS(only));
    add_rules(p, html_policy_pages(s, p->document->paper_is_a4, left, right, p->document->foot));
    add_rules(p, SPAN("@page:first{@top-left{content:none}@top-right{content:none}}\n"));
}

static void add_column_rules(page *p, const block *parent) {
    for (const block *b = parent->children; b != NULL; b = b->next) {
        if (b->table != NULL) {
            p->tables++;
            for (uint32_t i = 0; i < b->table->column_count; i++) {
                uint16_t width = b->table->columns[i].per_mille;
                add_rules(p, scribe_format(p->scribe, "#t%u col:nth-child(%u){width:%d.%d%%}\n", p->tables, i + 1,
                                           width / 10, width % 10));
            }
        }
        add_column_rules(p, b);
    }
}

static void write_said(page *p, const char *element, const char *class, sentence code) {
    html_words_in(p->html, element, class, SAY_PLAIN(p->scribe, code));
}

// ---- blocks -----------------------------------------------------------------------------------------------------

static void write_head(page *p, const block *b) {
    static const char *const CLASSES[] = {"program", "body", "date", "approval"};
    html_open(p->html, "header");
    html_open(p->html, "div");
    size_t i = 0;
    for (const document_item *item = b->items; item != NULL; item = item->next, i++) {
        html_words_in(p->html, "p", CLASSES[i < 3 ? i : 3], item->words);
    }
    html_close(p->html);
    html_open(p->html, "p");
    html_attribute(p->html, "class", "personal");
    html_leaf(p->html, "b", NULL, NULL, phrase_text(p->scribe, SAY_PLAIN(p->scribe, SAY_PERSONAL)));
    html_own(p->html, SPAN("<br/>"));
    html_text(p->html, phrase_text(p->scribe, SAY_PLAIN(p->scribe, SAY_PERSONAL_FOR)));
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

static span label_of(const page *p, const char *id) {
    for (const block *b = p->document->root.children; b != NULL; b = b->next) {
        if (b->id != NULL && strcmp(b->id, id) == 0) {
            return b->label;
        }
    }
    return SPAN("");
}

static void write_attention(page *p, const block *b) {
    html_open(p->html, "ul");
    html_attribute(p->html, "class", "attention");
    for (const document_item *item = b->items; item != NULL; item = item->next) {
        html_open(p->html, "li");
        html_leaf(p->html, "span", "class", "count", item->count);
        html_text(p->html, SPAN(" "));
        html_words_in(p->html, "span", "what", item->words);
        span label = item->target == NULL ? SPAN("") : label_of(p, item->target);
        if (label.length > 0) {
            html_open(p->html, "a");
            html_attribute_text(p->html, "href", scribe_format(p->scribe, "#%s", item->target));
            html_attribute_text(p->html, "aria-label",
                                phrase_text(p->scribe, SAY(p->scribe, SAY_SHOW_WHAT, 0, say_text(label))));
            html_text(p->html, phrase_text(p->scribe, SAY_PLAIN(p->scribe, SAY_SHOW)));
            html_close(p->html);
        }
        html_close(p->html);
        html_line(p->html);
    }
    html_close(p->html);
    html_line(p->html);
}

static void write_list(page *p, const block *b, const char *class, bool marked) {
    html_open(p->html, "ul");
    html_attribute(p->html, "class", class);
    for (const document_item *item = b->items; item != NULL; item = item->next) {
        html_open(p->html, "li");
        if (marked) {
            html_check_mark(p->html, item->proven);
        }
        html_words_in(p->html, "span", NULL, item->words);
        html_close(p->html);
    }
    html_close(p->html);
    html_line(p->html);
}

static void write_figure(page *p, const block *b) {
    html_open(p->html, "figure");
    html_attribute_text(p->html, "id", scribe_format(p->scribe, "figure-%s", b->id));
    if (!phrase_empty(b->words)) {
        html_open(p->html, "figcaption");
        html_words_in(p->html, "span", "figure-title", b->words);
        html_words_in(p->html, "span", "figure-note", b->note);
        html_close(p->html);
        html_line(p->html);
    }
    span title =
        phrase_empty(b->words) ? b->table == NULL ? SPAN("") : b->table->caption : phrase_text(p->scribe, b->words);
    if (b->drawing != NULL) {
        html_drawing(p->scribe, p->html, b->drawing, b->id, title, b->description);
    }
    if (b->table != NULL) {
        html_open(p->html, "details");
        write_said(p, "summary", NULL, SAY_THE_FIGURES);
        html_table(p->scribe, p->html, b->table, ++p->tables);
        html_close(p->html);
    }
    html_close(p->html);
    html_line(p->html);
}

static void write_blocks(page *p, const block *parent);

static void write_section(page *p, const block *b) {
    html_open(p->html, "section");
    html_attribute(p->html, "id", b->id);
    html_attribute(p->html, "class", phrase_empty(b->words) ? "first" : b->starts_page ? "part page" : "part");
    html_line(p->html);
    html_words_in(p->html, "h2", "section", b->words);
    write_blocks(p, b);
    html_close(p->html);
    html_line(p->html);
}

static void write_block(page *p, const block *b) {
    switch (b->kind) {
    case BLOCK_SECTION:
        write_section(p, b);
        break;
    case BLOCK_HEAD:
        write_head(p, b);
        break;
    case BLOCK_BANNER:
        html_words_in(p->html, "p", "banner", b->words);
        break;
    case BLOCK_HEADLINE:
        html_words_in(p->html, "h1", NULL, b->words);
        break;
    case BLOCK_LEAD:
        html_words_in(p->html, "p", "lead", b->words);
        break;
    case BLOCK_TITLE:
        html_words_in(p->html, "h2", NULL, b->words);
        break;
    case BLOCK_SUBTITLE:
        html_words_in(p->html, "h3", NULL, b->words);
        break;
    case BLOCK_INTRO:
        html_words_in(p->html, "p", "intro", b->words);
        break;
    case BLOCK_BODY:
        html_words_in(p->html, "p", NULL, b->words);
        break;
    case BLOCK_NOTE:
        html_words_in(p->html, "p", "note", b->words);
        break;
    case BLOCK_BULLETS:
        html_words_in(p->html, "h3", NULL, b->words);
        write_list(p, b, "bullets", false);
        break;
    case BLOCK_ATTENTION:
        write_attention(p, b);
        break;
    case BLOCK_PROOFS:
        write_list(p, b, "proofs", true);
        break;
    case BLOCK_FIGURE:
        write_figure(p, b);
        break;
    case BLOCK_TABLE:
        html_words_in(p->html, "h3", NULL, b->words);
        if (b->table != NULL) {
            html_table(p->scribe, p->html, b->table, ++p->tables);
        }
        break;
    case BLOCK_BESIDE:
        html_open(p->html, "div");
        html_attribute(p->html, "class", "beside");
        for (const block *child = b->children; child != NULL; child = child->next) {
            html_open(p->html, "div");
            write_block(p, child);
            html_close(p->html);
        }
        html_close(p->html);
        html_line(p->html);
        break;
    }
}

static void write_blocks(page *p, const block *parent) {
    for (const block *b = parent->children; b != NULL; b = b->next) {
        write_block(p, b);
    }
}

// ---- the page ---------------------------------------------------------------------------------------------------

static void write_meta(page *p, const char *name, const char *content) {
    html_open(p->html, "meta");
    html_attribute(p->html, "name", name);
    html_attribute(p->html, "content", content);
    html_close(p->html);
    html_line(p->html);
}

static void write_page_head(page *p) {
    scribe *s = p->scribe;
    span sheet = {p->rules, p->rules_length};
    html_open(p->html, "head");
    html_open(p->html, "meta");
    html_attribute(p->html, "charset", "utf-8");
    html_close(p->html);
    html_line(p->html);
    html_open(p->html, "meta");
    html_attribute(p->html, "http-equiv", "Content-Security-Policy");
    html_attribute_text(p->html, "content",
                        scribe_format(s, "default-src 'none'; style-src '%.*s'; base-uri 'none'; form-action 'none'",
                                      SPAN_ARGS(html_policy_hash(s, sheet))));
    html_close(p->html);
    html_line(p->html);
    write_meta(p, "viewport", "width=device-width, initial-scale=1");
    write_meta(p, "color-scheme", "light");
    write_meta(p, "referrer", "no-referrer");
    write_meta(p, "robots", "noindex");
    html_leaf(p->html, "title", NULL, NULL, phrase_text(s, p->document->title));
    html_line(p->html);
    html_open(p->html, "style");
    html_own(p->html, sheet);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

static void write_contents(page *p) {
    html_open(p->html, "nav");
    html_attribute_text(p->html, "aria-label", phrase_text(p->scribe, SAY_PLAIN(p->scribe, SAY_CONTENTS)));
    write_said(p, "p", "nav-title", SAY_CONTENTS);
    html_open(p->html, "ul");
    for (const block *b = p->document->root.children; b != NULL; b = b->next) {
        if (b->kind != BLOCK_SECTION) {
            continue;
        }
        html_open(p->html, "li");
        html_open(p->html, "a");
        html_attribute_text(p->html, "href", scribe_format(p->scribe, "#%s", b->id));
        html_leaf(p->html, "span", NULL, NULL, b->label);
        if (b->label_count >= 0) {
            html_text(p->html, SPAN(" "));
            html_leaf(p->html, "span", "class", "count", numbers_digits(p->scribe, b->label_count));
        }
        html_close(p->html);
        html_close(p->html);
    }
    html_close(p->html);
    html_open(p->html, "a");
    html_attribute(p->html, "class", "to-review");
    html_attribute(p->html, "href", "review.html");
    html_text(p->html, phrase_text(p->scribe, SAY_PLAIN(p->scribe, SAY_REVIEW_OPEN)));
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

static void write_page(page *p) {
    html_open(p->html, "html");
    html_attribute(p->html, "lang", "en");
    write_page_head(p);
    html_open(p->html, "body");
    html_open(p->html, "a");
    html_attribute(p->html, "class", "skip");
    html_attribute(p->html, "href", "#report");
    html_text(p->html, phrase_text(p->scribe, SAY_PLAIN(p->scribe, SAY_SKIP)));
    html_close(p->html);
    html_line(p->html);
    html_open(p->html, "div");
    html_attribute(p->html, "class", "columns");
    write_contents(p);
    html_open(p->html, "main");
    html_attribute(p->html, "id", "report");
    html_line(p->html);
    write_blocks(p, &p->document->root);
    html_open(p->html, "footer");
    html_leaf(p->html, "p", NULL, NULL, p->document->foot);
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_close(p->html);
    html_line(p->html);
}

static status render(span *out, arena *a, page *p) {
    add_rules(p, (span){asset_report_css, asset_report_css_length});
    add_page_rules(p);
    add_column_rules(p, &p->document->root);
    TRY(p->scribe->status);
    p->tables = 0;
    p->html = html_begin(p->scribe->context);
    if (p->html == NULL) {
        return context_no_memory(p->scribe->context, "reports/report_html");
    }
    write_page(p);
    TRY(p->scribe->status);
    return html_finish(out, a, p->html);
}

status report_html(span *out, arena *a, context *c, const report_request *request) {
    arena tree_arena = arena_over(&c->memory);
    scribe s = scribe_create(&tree_arena, c);
    document tree_of_it;
    page p = {.scribe = &s, .document = &tree_of_it};
    status result = s.status;
    if (result == STATUS_OK) {
        result = cohort_report_build(&tree_of_it, &s, request);
    }
    if (result == STATUS_OK) {
        result = render(out, a, &p);
    }
    html_end(p.html);
    memory_free(&c->memory, p.rules);
    arena_free(&tree_arena);
    return result;
}
