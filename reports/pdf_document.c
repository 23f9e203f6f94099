// The document: its pages and its structure.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "reports/pdf_finish.h"
#include "reports/pdf_inside.h"

static const char WHERE[] = "reports/pdf_document";

static cairo_status_t take_bytes(void *closure, const unsigned char *data, unsigned length) {
    pdf *p = closure;
    if (!memory_reserve(&p->scribe->context->memory, &p->bytes, &p->capacity, p->length + length, 1)) {
        p->no_memory = true;
        return CAIRO_STATUS_WRITE_ERROR;
    }
    memcpy(p->bytes + p->length, data, length);
    p->length += length;
    return CAIRO_STATUS_SUCCESS;
}

static status open_surface(pdf *p, span title, instant made) {
    char when[40];
    span name = scribe_format(p->scribe, "%.*s", SPAN_ARGS(title));
    TRY(p->scribe->status);
    p->surface = cairo_pdf_surface_create_for_stream(take_bytes, p, p->size.width, p->size.height);
    cairo_pdf_surface_restrict_to_version(p->surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, name.text);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "mentorpair " MENTORPAIR_VERSION);
    instant_format(when, made, 0);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
    p->cairo = cairo_create(p->surface);
    return cairo_status(p->cairo) == CAIRO_STATUS_NO_MEMORY ? context_no_memory(p->scribe->context, WHERE) : STATUS_OK;
}

status pdf_begin(pdf **out, scribe *s, pdf_size size, span title, instant made, bool dry) {
    *out = NULL;
    pdf *p = memory_alloc(&s->context->memory, 1, sizeof *p);
    if (p == NULL) {
        return context_no_memory(s->context, WHERE);
    }
    *p = (pdf){.scribe = s, .size = size, .dry = dry, .scale = 1};
    status result = pdf_fonts_open(p);
    if (result == STATUS_OK && !dry) {
        result = open_surface(p, title, made);
    }
    if (result != STATUS_OK) {
        pdf_end(p);
        return result;
    }
    *out = p;
    return STATUS_OK;
}

void pdf_end(pdf *p) {
    if (p == NULL) {
        return;
    }
    for (pdf_words *w = p->words; w != NULL; w = w->next) {
        g_object_unref(w->layout);
    }
    if (p->cairo != NULL) {
        cairo_destroy(p->cairo);
    }
    if (p->surface != NULL) {
        cairo_surface_finish(p->surface);
        cairo_surface_destroy(p->surface);
    }
    if (p->pango != NULL) {
        g_object_unref(p->pango);
    }
    if (p->map != NULL) {
        g_object_unref(p->map);
    }
    if (p->fonts != NULL) {
        FcConfigDestroy(p->fonts);
    }
    memory *m = &p->scribe->context->memory;
    memory_free(m, p->bytes);
    memory_free(m, p);
}

void pdf_scale(pdf *p, double scale) {
    p->scale = scale;
    if (!p->dry) {
        cairo_scale(p->cairo, scale, scale);
    }
}

void pdf_page(pdf *p) {
    if (!p->dry && p->pages > 0) {
        cairo_show_page(p->cairo);
    }
    p->pages++;
}

uint32_t pdf_page_number(const pdf *p) {
    return p->pages;
}

bool pdf_hush(pdf *p, bool hushed) {
    bool before = p->dry;
    p->dry = hushed;
    return before;
}

bool pdf_is_hushed(const pdf *p) {
    return p->dry;
}

status pdf_finish(span *out, arena *a, pdf *p) {
    context *c = p->scribe->context;
    TRY(p->scribe->status);
    cairo_show_page(p->cairo);
    cairo_surface_finish(p->surface);
    cairo_status_t failed =
        cairo_status(p->cairo) != CAIRO_STATUS_SUCCESS ? cairo_status(p->cairo) : cairo_surface_status(p->surface);
    if (p->no_memory || failed == CAIRO_STATUS_NO_MEMORY) {
        return context_no_memory(c, WHERE);
    }
    if (failed != CAIRO_STATUS_SUCCESS) {
        return context_fail(c, STATUS_INTERNAL, WHERE, "%s", cairo_status_to_string(failed));
    }
    return pdf_complete(out, a, c, (span){p->bytes, p->length}, p->descriptions, p->description_count);
}

// ---- structure --------------------------------------------------------------------------------------------------

void pdf_open(pdf *p, const char *element) {
    if (!p->dry) {
        cairo_tag_begin(p->cairo, element, NULL);
    }
}

void pdf_close(pdf *p, const char *element) {
    if (!p->dry) {
        cairo_tag_end(p->cairo, element);
    }
}

void pdf_bookmark(pdf *p, span title, double y) {
    if (p->dry || title.length == 0) {
        return;
    }
    char *name = scribe_room(p->scribe, title.length + 1, 1);
    if (name == NULL) {
        return;
    }
    memcpy(name, title.text, title.length);
    // In whole points, so that no locale has a say in how they are written.
    char where[48];
    (void)snprintf(where, sizeof where, "page=%u pos=[0 %d]", p->pages, (int)(y * p->scale));
    (void)cairo_pdf_surface_add_outline(p->surface, CAIRO_PDF_OUTLINE_ROOT, name, where, 0);
}

void pdf_about(pdf *p, span about) {
    p->about = about;
}

void pdf_describe(pdf *p, span words) {
    if (p->description_count < FIGURES_MOST) {
        p->descriptions[p->description_count++] = words;
    }
}
