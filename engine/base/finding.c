// The capped list of findings. Texts and file names are copied into its own arena, so that a finding outlives
// whatever it speaks of. Sizes to expect: some ten files, at most 100 findings kept for each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/finding.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct file_count {
    span file;
    size_t kept, left_out;
} file_count;

findings findings_over(memory *m) {
    return (findings){.arena = arena_over(m)};
}

static size_t *counter_of(findings *f, severity severity_of_it) {
    switch (severity_of_it) {
    case SEVERITY_ERROR:
        return &f->errors;
    case SEVERITY_WARNING:
        return &f->warnings;
    case SEVERITY_NOTE:
        return &f->notes;
    }
    return &f->errors;
}

static file_count *find_file(const findings *f, span file) {
    for (size_t i = 0; i < f->file_count; i++) {
        if (span_equal(f->files[i].file, file)) {
            return &f->files[i];
        }
    }
    return NULL;
}

// The counts of `file`, begun if there are none; NULL: no memory.
static file_count *count_of(findings *f, span file) {
    file_count *known = find_file(f, file);
    if (known != NULL) {
        return known;
    }
    if (!memory_reserve(f->arena.memory, &f->files, &f->file_capacity, f->file_count + 1, sizeof *f->files)) {
        return NULL;
    }
    span copy = arena_copy(&f->arena, file);
    if (copy.text == NULL) {
        return NULL;
    }
    f->files[f->file_count] = (file_count){.file = copy};
    return &f->files[f->file_count++];
}

// The formatted text with nothing in it that a terminal or a reader could be misled by; text NULL: no memory.
__attribute__((format(printf, 2, 0))) static span formatted(findings *f, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    span result = {NULL, 0};
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *raw = length < 0 ? NULL : memory_alloc(f->arena.memory, (size_t)length + 1, 1);
    if (raw != NULL) {
        (void)vsnprintf(raw, (size_t)length + 1, format, arguments);
        result = text_visible(&f->arena, (span){raw, (size_t)length}, SIZE_MAX);
    }
    memory_free(f->arena.memory, raw);
    return result;
}

void finding_add(findings *f, severity severity_of_it, place where, const char *code, const char *format, ...) {
    ++*counter_of(f, severity_of_it);
    file_count *file = count_of(f, where.file);
    if (file == NULL) {
        f->no_memory = true;
        return;
    }
    if (file->kept == FINDINGS_PER_FILE) {
        file->left_out++;
        return;
    }
    where.file = file->file;
    span text = {NULL, 0};
    if (memory_reserve(f->arena.memory, &f->items, &f->capacity, f->count + 1, sizeof *f->items)) {
        va_list arguments;
        va_start(arguments, format);
        text = formatted(f, format, arguments);
        va_end(arguments);
    }
    if (text.text == NULL) {
        f->no_memory = true;
        return;
    }
    f->items[f->count++] = (finding){.severity = severity_of_it, .place = where, .text = text, .code = code};
    file->kept++;
}

size_t findings_left_out(const findings *f, span file) {
    const file_count *known = find_file(f, file);
    return known == NULL ? 0 : known->left_out;
}

status findings_status(const findings *f) {
    if (f->no_memory) {
        return STATUS_NO_MEMORY;
    }
    return f->errors > 0 ? STATUS_BAD_INPUT : STATUS_OK;
}

void findings_free(findings *f) {
    memory *m = f->arena.memory;
    memory_free(m, f->items);
    memory_free(m, f->files);
    arena_free(&f->arena);
    *f = findings_over(m);
}
