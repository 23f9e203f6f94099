// HTML by libxml2's xmlwriter, which escapes and nests. HTML differs from XML in one thing here: only void elements may
// end in "/>".
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html.h"

#include <string.h>

#include <libxml/xmlwriter.h>

enum { DEEPEST = 64 };

struct html {
    context *context;
    xmlBufferPtr bytes;
    xmlTextWriterPtr writer;
    status status;
    const char *open[DEEPEST];
    size_t depth;
    char *copy; // of the text in hand, ended by zero
    size_t copy_capacity;
};

static bool is_void(const char *element) {
    static const char *const VOID[] = {"meta", "link", "br",     "hr",  "col",
                                       "rect", "line", "circle", "path"}; // and shapes of SVG
    for (size_t i = 0; i < sizeof VOID / sizeof VOID[0]; i++) {
        if (strcmp(element, VOID[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void check(html *h, int written) {
    if (written < 0 && h->status == STATUS_OK) {
        h->status = context_no_memory(h->context, "reports/html");
    }
}

html *html_begin(context *c) {
    html *h = memory_alloc(&c->memory, 1, sizeof *h);
    if (h == NULL) {
        return NULL;
    }
    h->context = c;
    h->bytes = xmlBufferCreate();
    h->writer = h->bytes == NULL ? NULL : xmlNewTextWriterMemory(h->bytes, 0);
    if (h->writer == NULL) {
        html_end(h);
        return NULL;
    }
    xmlBufferSetAllocationScheme(h->bytes, XML_BUFFER_ALLOC_DOUBLEIT);
    html_own(h, SPAN("<!DOCTYPE html>\n"));
    return h;
}

void html_end(html *h) {
    if (h == NULL) {
        return;
    }
    if (h->writer != NULL) {
        xmlFreeTextWriter(h->writer);
    }
    if (h->bytes != NULL) {
        xmlBufferFree(h->bytes);
    }
    memory *m = &h->context->memory;
    memory_free(m, h->copy);
    memory_free(m, h);
}

// xmlwriter takes text ended by zero.
static const xmlChar *ended(html *h, span text) {
    if (!memory_reserve(&h->context->memory, &h->copy, &h->copy_capacity, text.length + 1, 1)) {
        check(h, -1);
        return NULL;
    }
    if (text.length > 0) {
        memcpy(h->copy, text.text, text.length);
    }
    h->copy[text.length] = '\0';
    return (const xmlChar *)h->copy;
}

void html_open(html *h, const char *element) {
    if (h->status == STATUS_OK && h->depth == DEEPEST) {
        h->status = context_fail(h->context, STATUS_INTERNAL, "reports/html", "elements nested too deeply");
    }
    if (h->status == STATUS_OK) {
        check(h, xmlTextWriterStartElement(h->writer, (const xmlChar *)element));
        h->open[h->depth++] = element;
    }
}

void html_attribute(html *h, const char *name, const char *value) {
    if (h->status == STATUS_OK) {
        check(h, xmlTextWriterWriteAttribute(h->writer, (const xmlChar *)name, (const xmlChar *)value));
    }
}

void html_attribute_text(html *h, const char *name, span value) {
    const xmlChar *text = h->status == STATUS_OK ? ended(h, value) : NULL;
    if (text != NULL) {
        check(h, xmlTextWriterWriteAttribute(h->writer, (const xmlChar *)name, text));
    }
}

void html_text(html *h, span text) {
    const xmlChar *words = h->status == STATUS_OK && text.length > 0 ? ended(h, text) : NULL;
    if (words != NULL) {
        check(h, xmlTextWriterWriteString(h->writer, words));
    }
}

void html_close(html *h) {
    if (h->status != STATUS_OK || h->depth == 0) {
        return;
    }
    const char *element = h->open[--h->depth];
    check(h, is_void(element) ? xmlTextWriterEndElement(h->writer) : xmlTextWriterFullEndElement(h->writer));
}

void html_own(html *h, span markup) {
    if (h->status == STATUS_OK) {
        check(h, xmlTextWriterWriteRawLen(h->writer, (const xmlChar *)markup.text, (int)markup.length));
    }
}

void html_line(html *h) {
    html_own(h, SPAN("\n"));
}

void html_leaf(html *h, const char *element, const char *name, const char *value, span text) {
    html_open(h, element);
    if (name != NULL) {
        html_attribute(h, name, value);
    }
    html_text(h, text);
    html_close(h);
}

status html_finish(span *out, arena *a, html *h) {
    check(h, xmlTextWriterFlush(h->writer));
    if (h->status != STATUS_OK) {
        return h->status;
    }
    span copy = arena_copy(a, (span){(const char *)xmlBufferContent(h->bytes), (size_t)xmlBufferLength(h->bytes)});
    if (copy.text == NULL) {
        return context_no_memory(h->context, "reports/html");
    }
    *out = copy;
    return STATUS_OK;
}
