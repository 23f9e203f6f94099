// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "documents.h"

enum { MOST_SEEDS = 256, SEEDS_SAID = 8, HEAD_BYTES = 1000 };

// ---- what the inputs are ----------------------------------------------------------------------------------------

typedef struct text {
    char *bytes;
    size_t length, capacity;
    arena *arena;
    bool no_memory;
} text;

static void add(text *t, span part) {
    if (t->no_memory) {
        return;
    }
    if (t->bytes == NULL || t->length + part.length + 1 > t->capacity) {
        const size_t capacity = (t->length + part.length + 1) * 2 + 1024;
        char *larger = arena_alloc(t->arena, capacity, 1);
        if (larger == NULL) {
            t->no_memory = true;
            return;
        }
        if (t->bytes != NULL && t->length > 0) {
            memcpy(larger, t->bytes, t->length);
        }
        t->bytes = larger;
        t->capacity = capacity;
    }
    if (part.length > 0) {
        memcpy(t->bytes + t->length, part.text, part.length);
    }
    t->length += part.length;
    t->bytes[t->length++] = '\n';
}

static void add_tree(text *t, const tree *value, bool top) {
    static const char *const KINDS[] = {[TREE_NULL] = "null", [TREE_SCALAR] = "scalar", [TREE_LIST] = "list", [TREE_MAP] = "map"};
    add(t, span_of(KINDS[value->kind]));
    add(t, value->text);
    for (size_t i = 0; i < value->count; i++) {
        const tree_entry *entry = &value->entries[i];
        if (top && span_equal(entry->key, SPAN("draw"))) {
            continue;
        }
        add(t, entry->key);
        add_tree(t, &entry->value, false);
    }
    add(t, SPAN("end"));
}

status journal_inputs(char out[65], arena *a, const pairing *p) {
    text t = {.arena = a};
    for (uint32_t i = 0; i < p->input_count; i++) {
        if (!span_equal(p->inputs[i].role, SPAN("program"))) {
            add(&t, p->inputs[i].role);
            add(&t, span_of(p->inputs[i].sha256));
        }
    }
    add(&t, p->options.late ? SPAN("late") : SPAN(""));
    add(&t, p->options.set_aside_invalid ? SPAN("set aside") : SPAN(""));
    add_tree(&t, &p->program, true);
    sha256_hex(out, sha256_of((span){t.bytes, t.length}));
    return t.no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

// ---- seeds that were tried --------------------------------------------------------------------------------------

typedef struct tried {
    uint64_t seed;
    uint32_t line; // in the journal; 0: it does not stand there yet
    char pairing[65];
} tried;

typedef struct seeds {
    tried items[MOST_SEEDS];
    size_t count;
    uint32_t lines; // of the journal
} seeds;

static tried *find_seed(seeds *all, uint64_t seed) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].seed == seed) {
            return &all->items[i];
        }
    }
    return NULL;
}

static void add_seed(seeds *all, uint64_t seed, uint32_t line, const char *pairing_id) {
    if (find_seed(all, seed) == NULL && all->count < MOST_SEEDS && strlen(pairing_id) == 64) {
        tried *t = &all->items[all->count++];
        *t = (tried){.seed = seed, .line = line};
        memcpy(t->pairing, pairing_id, sizeof t->pairing);
    }
}

// Lines that are not ours are passed over: the journal is also read by people.
static void read_lines(seeds *all, span bytes, const char *inputs) {
    size_t at = 0;
    while (at < bytes.length) {
        const char *end = memchr(bytes.text + at, '\n', bytes.length - at);
        const size_t length = end == NULL ? bytes.length - at : (size_t)(end - (bytes.text + at));
        json_t *line = json_loadb(bytes.text + at, length, 0, NULL);
        const char *of, *pairing_id;
        json_int_t seed;
        all->lines++;
        if (json_unpack(line, "{s:I, s:s, s:s}", "seed", &seed, "inputs", &of, "pairing", &pairing_id) == 0 && strcmp(of, inputs) == 0 && seed >= 0) {
            add_seed(all, (uint64_t)seed, all->lines, pairing_id);
        }
        json_decref(line);
        at += length + 1;
    }
}

// The seed of a pairing.json, from its first lines; false: not found.
static bool seed_in_head(span bytes, uint64_t *seed) {
    static const span KEY = {"\n  \"seed\": ", 11};
    const span head = {bytes.text, bytes.length < HEAD_BYTES ? bytes.length : HEAD_BYTES};
    const size_t at = span_find(head, KEY);
    if (at == SIZE_MAX) {
        return false;
    }
    *seed = strtoull(head.text + at + KEY.length, NULL, 10);
    return true;
}

// A run that stands there: read whole only when its seed is another one.
static status read_run(seeds *all, arena *a, int folder, uint64_t own_seed, const char *inputs) {
    span bytes;
    uint64_t seed;
    char digest[65], id[65];
    if (folder < 0 || file_read(&bytes, a, folder, PAIRING_NAME, FILE_NO_LINK) != FILE_FINE || !seed_in_head(bytes, &seed) || seed == own_seed ||
        pairing_json_id(id, bytes) != STATUS_OK) {
        return STATUS_OK;
    }
    mp_run *run = mp_run_new((host){.self = NULL});
    if (run == NULL) {
        return STATUS_NO_MEMORY;
    }
    const pairing *p;
    status result = mp_pairing_read(run, &p, SPAN(PAIRING_NAME), bytes);
    if (result == STATUS_OK) {
        result = journal_inputs(digest, a, p);
        if (result == STATUS_OK && strcmp(digest, inputs) == 0) {
            add_seed(all, p->seed, 0, id);
        }
    }
    mp_run_free(run);
    return result == STATUS_NO_MEMORY ? result : STATUS_OK;
}

static status read_runs(seeds *all, const output *o, uint64_t own_seed, const char *inputs) {
    const int folders[] = {output_run(o), output_previous(o)};
    status result = STATUS_OK;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        if (result == STATUS_OK) {
            result = read_run(all, o->arena, folders[i], own_seed, inputs);
        }
        if (folders[i] >= 0) {
            (void)close(folders[i]);
        }
    }
    return result;
}

// ---- noting -----------------------------------------------------------------------------------------------------

static outcome open_journal(output *o, int *folder) {
    file_fault failed = file_make_folder(o->swap.parent, JOURNAL_FOLDER, true);
    if (failed == FILE_FINE) {
        *folder = file_open_folder(o->swap.parent, JOURNAL_FOLDER, FILE_NO_LINK, &failed);
    }
    return output_fault(o->terminal, JOURNAL_FOLDER, failed, true);
}

static outcome append(output *o, int folder, const tried *t, const char *inputs) {
    const span line = arena_format(o->arena, "{\"seed\": %" PRIu64 ", \"inputs\": \"%s\", \"pairing\": \"%s\"}\n", t->seed, inputs, t->pairing);
    return line.text == NULL ? OUTCOME_NO_MEMORY
                             : output_fault(o->terminal, JOURNAL_FOLDER "/" JOURNAL_SEEDS, file_append(folder, JOURNAL_SEEDS, line), false);
}

static outcome note_all(output *o, int folder, seeds *all, const char *inputs) {
    outcome result = OUTCOME_DONE;
    for (size_t i = 0; result == OUTCOME_DONE && i < all->count; i++) {
        if (all->items[i].line == 0) {
            result = append(o, folder, &all->items[i], inputs);
            all->items[i].line = ++all->lines;
        }
    }
    return result == OUTCOME_DONE ? output_fault(o->terminal, JOURNAL_FOLDER, file_flush_folder(folder), false) : result;
}

static outcome warn(output *o, findings *found, seeds *all, uint64_t own_seed) {
    span others = SPAN("");
    size_t said = 0;
    for (size_t i = 0; i < all->count && others.text != NULL; i++) {
        if (all->items[i].seed == own_seed) {
            continue;
        }
        said++;
        others = said > SEEDS_SAID + 1 ? others
                                       : arena_format(o->arena, said > SEEDS_SAID ? "%.*s%s ..." : "%.*s%s%" PRIu64, SPAN_ARGS(others), said > 1 ? ", " : "",
                                                      all->items[i].seed);
    }
    if (others.text == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    const tried *own = find_seed(all, own_seed);
    const place where = {.file = SPAN(JOURNAL_FOLDER "/" JOURNAL_SEEDS), .line = own != NULL ? own->line : 1, .column = 1};
    finding_add(found, SEVERITY_WARNING, where, "another_seed",
                "seed %" PRIu64 ", and these same inputs were already paired with %s %.*s: a draw is not to be repeated until it pleases; say with "
                "the result which seeds were tried",
                own_seed, said == 1 ? "seed" : "seeds", SPAN_ARGS(others));
    return OUTCOME_DONE;
}

outcome journal_note_seed(output *o, findings *found, const pairing *made, const char *pairing_id) {
    char inputs[65];
    seeds *all = arena_alloc(o->arena, 1, sizeof *all);
    if (all == NULL || journal_inputs(inputs, o->arena, made) != STATUS_OK) {
        return OUTCOME_NO_MEMORY;
    }
    span bytes;
    const file_fault read = file_read(&bytes, o->arena, o->swap.parent, JOURNAL_FOLDER "/" JOURNAL_SEEDS, FILE_NO_LINK);
    if (read == FILE_FINE) {
        read_lines(all, bytes, inputs);
    } else if (read != FILE_MISSING) {
        return output_fault(o->terminal, JOURNAL_FOLDER "/" JOURNAL_SEEDS, read, false);
    }
    if (read_runs(all, o, made->seed, inputs) != STATUS_OK) {
        return OUTCOME_NO_MEMORY;
    }
    const bool only_own = all->count == 0 || (all->count == 1 && all->items[0].seed == made->seed);
    if (only_own) {
        return OUTCOME_DONE;
    }
    add_seed(all, made->seed, 0, pairing_id);
    int folder = -1;
    outcome result = open_journal(o, &folder);
    const bool line_is_open = read == FILE_FINE && bytes.length > 0 && bytes.text[bytes.length - 1] != '\n';
    if (result == OUTCOME_DONE && line_is_open) {
        result = output_fault(o->terminal, JOURNAL_FOLDER "/" JOURNAL_SEEDS, file_append(folder, JOURNAL_SEEDS, SPAN("\n")), false);
    }
    if (result == OUTCOME_DONE) {
        result = note_all(o, folder, all, inputs);
    }
    if (folder >= 0) {
        (void)close(folder);
    }
    return result == OUTCOME_DONE ? warn(o, found, all, made->seed) : result;
}
