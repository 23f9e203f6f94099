// The structure tree is walked from its root; every element has its kind under /S and its children under /K.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf_finish.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

static const char WHERE[] = "reports/pdf_finish";

enum { DEEPEST = 40 };

typedef struct finishing {
    qpdf_data q;
    const span *descriptions;
    size_t count, described;
    arena *a;
    bool no_memory;
} finishing;

// Text of a PDF: UTF-16 with its mark, so that every script goes in.
static qpdf_oh text_object(finishing *f, span text) {
    char *bytes = arena_alloc(f->a, 2 * text.length + 2, 2);
    size_t used = 0;
    if (bytes == NULL) {
        f->no_memory = true;
        return qpdf_oh_new_null(f->q);
    }
    bytes[used++] = (char)0xFE;
    bytes[used++] = (char)0xFF;
    for (size_t at = 0; at < text.length;) {
        uint32_t c = text_next(text, &at);
        uint32_t units[2] = {c, 0};
        int count = 1;
        if (c > 0xFFFF) {
            units[0] = 0xD800 + ((c - 0x10000) >> 10);
            units[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
            count = 2;
        }
        for (int i = 0; i < count; i++) {
            bytes[used++] = (char)(units[i] >> 8);
            bytes[used++] = (char)(units[i] & 0xFF);
        }
    }
    return qpdf_oh_new_binary_string(f->q, bytes, used);
}

static void complete_element(finishing *f, qpdf_oh element) {
    qpdf_oh kind = qpdf_oh_get_key(f->q, element, "/S");
    const char *name = qpdf_oh_is_name(f->q, kind) ? qpdf_oh_get_name(f->q, kind) : "";
    if (strcmp(name, "/TH") == 0) {
        qpdf_oh attributes = qpdf_oh_new_dictionary(f->q);
        qpdf_oh_replace_key(f->q, attributes, "/O", qpdf_oh_new_name(f->q, "/Table"));
        qpdf_oh_replace_key(f->q, attributes, "/Scope", qpdf_oh_new_name(f->q, "/Column"));
        qpdf_oh_replace_key(f->q, element, "/A", attributes);
    } else if (strcmp(name, "/Figure") == 0 && f->described < f->count) {
        qpdf_oh_replace_key(f->q, element, "/Alt", text_object(f, f->descriptions[f->described++]));
    }
}

// Depth first, in the order of the document.
static void walk(finishing *f, qpdf_oh element, int depth) {
    if (!qpdf_oh_is_dictionary(f->q, element) || depth > DEEPEST) {
        return;
    }
    complete_element(f, element);
    qpdf_oh children = qpdf_oh_get_key(f->q, element, "/K");
    if (qpdf_oh_is_array(f->q, children)) {
        int count = qpdf_oh_get_array_n_items(f->q, children);
        for (int i = 0; i < count; i++) {
            walk(f, qpdf_oh_get_array_item(f->q, children, i), depth + 1);
        }
    } else {
        walk(f, children, depth + 1);
    }
}

static status complete(span *out, finishing *f, context *c, span bytes) {
    if ((qpdf_read_memory(f->q, "report.pdf", bytes.text, bytes.length, NULL) & QPDF_ERRORS) != 0) {
        return context_fail(c, STATUS_INTERNAL, WHERE, "the pages cannot be read again");
    }
    qpdf_oh root = qpdf_get_root(f->q);
    qpdf_oh preferences = qpdf_oh_new_dictionary(f->q);
    qpdf_oh_replace_key(f->q, preferences, "/DisplayDocTitle", qpdf_oh_new_bool(f->q, QPDF_TRUE));
    qpdf_oh_replace_key(f->q, root, "/ViewerPreferences", preferences);
    qpdf_oh_replace_key(f->q, root, "/Lang", qpdf_oh_new_string(f->q, "en"));
    walk(f, qpdf_oh_get_key(f->q, root, "/StructTreeRoot"), 0);
    if (f->no_memory) {
        return context_no_memory(c, WHERE);
    }
    if ((qpdf_init_write_memory(f->q) & QPDF_ERRORS) != 0) {
        return context_fail(c, STATUS_INTERNAL, WHERE, "the pages cannot be written");
    }
    qpdf_set_deterministic_ID(f->q, QPDF_TRUE);
    qpdf_set_object_stream_mode(f->q, qpdf_o_generate);
    if ((qpdf_write(f->q) & QPDF_ERRORS) != 0) {
        return context_fail(c, STATUS_INTERNAL, WHERE, "the pages cannot be written");
    }
    *out = arena_copy(f->a, (span){(const char *)qpdf_get_buffer(f->q), qpdf_get_buffer_length(f->q)});
    return out->text == NULL ? context_no_memory(c, WHERE) : STATUS_OK;
}

status pdf_complete(span *out, arena *a, context *c, span bytes, const span *descriptions, size_t description_count) {
    finishing f = {.q = qpdf_init(), .descriptions = descriptions, .count = description_count, .a = a};
    if (f.q == NULL) {
        return context_no_memory(c, WHERE);
    }
    qpdf_silence_errors(f.q);
    qpdf_set_suppress_warnings(f.q, QPDF_TRUE);
    status result = complete(out, &f, c, bytes);
    qpdf_cleanup(&f.q);
    return result;
}
