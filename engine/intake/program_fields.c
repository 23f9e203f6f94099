// Names of fields are the committee's own words, so the only thing to be sure of is that a slip for a field that the
// tool knows does not pass unseen. Each name that two spellings share is one field.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/program_fields.h"

#include "intake/program_map.h"
#include "intake/program_vocabulary.h"
#include "intake/program_wanted.h"

static field *field_at(reader *r, uint32_t number) {
    return &r->registry.fields[number];
}

// The field that a key names, NONE with a finding where it cannot be one. `seen` [REGISTRY_LIMIT + 1] says which ones
// this map has named.
static status field_of_key(uint32_t *out, reader *r, const tree_entry *entry, bool *seen, span path) {
    tree as_value = {.kind = TREE_SCALAR, .place = entry->key_place, .text = entry->key};
    *out = NONE;
    if (!reader_text_is_clean(r, &as_value, path)) {
        return STATUS_OK;
    }
    uint32_t number;
    span key = reader_visible(r, entry->key);
    TRY(registry_number(&number, &r->registry, span_trim(entry->key)));
    if (number == NONE && r->registry.count >= REGISTRY_LIMIT) {
        READER_FAULT(r, entry->key_place, "too_many_fields", "\"%.*s\" is one field too many: name at most %d",
                     SPAN_ARGS(key), REGISTRY_LIMIT);
        return STATUS_OK;
    }
    if (number == NONE) {
        READER_FAULT(r, entry->key_place, "field_name",
                     "\"%.*s\" is no name for a field: write one with letters or digits", SPAN_ARGS(key));
        return STATUS_OK;
    }
    if (seen[number]) {
        READER_FAULT(r, entry->key_place, "field_named_twice",
                     "\"%.*s\" names the field \"%.*s\" a second time: join the two", SPAN_ARGS(key),
                     SPAN_ARGS(field_at(r, number)->name));
        return STATUS_OK;
    }
    seen[number] = true;
    uint32_t slip = number < FIELD_KNOWN ? NONE : registry_slip(&r->scratch, entry->key);
    if (slip != NONE) {
        READER_WARNING(r, entry->key_place, "field_name_doubtful",
                    "\"%.*s\" is taken for a further field of your own: if you mean \"%.*s\", write it like that",
                    SPAN_ARGS(key), SPAN_ARGS(field_at(r, slip)->name));
    }
    *out = number;
    return STATUS_OK;
}

// Runs over a map of fields.
typedef status (*field_reader)(reader *r, uint32_t number, const key_row *row, const tree_entry *entry, span path,
                               int part);

static status each_field(reader *r, const key_row *row, const tree *value, span path, field_reader read, int part) {
    const tree *map = program_map_children(r, row, value, path);
    if (map == NULL) {
        return STATUS_OK;
    }
    bool *seen = arena_alloc(&r->scratch, (size_t)REGISTRY_LIMIT + 1, sizeof *seen);
    if (seen == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < map->count; i++) {
        uint32_t number;
        span below = reader_path(r, path, map->entries[i].key);
        TRY(field_of_key(&number, r, &map->entries[i], seen, below));
        if (number != NONE) {
            TRY(read(r, number, program_key_element(row), &map->entries[i], below, part));
        }
    }
    return STATUS_OK;
}

enum { TEN_THOUSAND = 10000 };

// ---- columns ----------------------------------------------------------------------------------------------------

typedef struct texts {
    const span *items;
    uint32_t count;
} texts;

static status read_headers(reader *r, uint32_t number, const key_row *row, const tree_entry *entry, span path,
                           int part) {
    texts headers = {0};
    key_row into = *row;
    into.store = STORE_TEXTS;
    into.offset = offsetof(texts, items);
    into.count_offset = offsetof(texts, count);
    TRY(program_map_store(r, &into, &entry->value, path, &headers, NULL));
    field *f = field_at(r, number);
    f->headers[part] = headers.items;
    f->header_count[part] = headers.count;
    f->headers_place[part] = reader_place(r, entry->value.place);
    return STATUS_OK;
}

status program_fields_columns(reader *r, const tree *root) {
    static const char *const PARTS[] = {"columns.mentors", "columns.mentees"};
    const tree *columns = tree_get(root, SPAN("columns"));
    for (int i = 0; i < 2; i++) {
        const key_row *row = program_key(PARTS[i]);
        TRY(each_field(r, row, tree_get(columns, program_key_name(row)), span_of(PARTS[i]), read_headers, i));
    }
    return STATUS_OK;
}

// ---- options and answers ----------------------------------------------------------------------------------------

// Why a known field can have no options under `options`; NULL: it can.
static const char *options_unsuited(uint32_t number) {
    switch ((field_known)number) {
    case FIELD_CAREER_STAGE:
        return "has a place of its own for its options: write them under \"career_stages\"";
    case FIELD_AREAS:
        return "has a place of its own for its options: write them under \"areas\" itself";
    case FIELD_INSTITUTION:
        return "has a place of its own for its options: write them under \"institutions\"";
    case FIELD_ID:
    case FIELD_NAME:
    case FIELD_EMAIL:
    case FIELD_SUBMITTED:
    case FIELD_TIME_ZONE:
    case FIELD_CAPACITY:
    case FIELD_REQUESTED:
    case FIELD_CONFLICTS:
    case FIELD_PRIORITY:
        return "is no multiple choice: take it out (phrases for a number stand under \"answers\")";
    case FIELD_ROLE:
    case FIELD_LOCATION:
    case FIELD_LIBRARY_TYPE:
    case FIELD_MEETING:
    case FIELD_LANGUAGES:
    case FIELD_GOALS:
    case FIELD_STATEMENT:
    case FIELD_KNOWN:
        return NULL;
    }
    return NULL; // a field of the program's own
}

static status read_options(reader *r, uint32_t number, const key_row *row, const tree_entry *entry, span path,
                           int part) {
    (void)part;
    const char *why = number < FIELD_KNOWN ? options_unsuited(number) : NULL;
    if (why != NULL) {
        READER_FAULT(r, entry->key_place, "options_unsuited", "\"%.*s\" %s", SPAN_ARGS(field_at(r, number)->name), why);
        return STATUS_OK;
    }
    vocabulary *v = arena_alloc(&r->program->arena, 1, sizeof *v);
    if (v == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(program_vocabulary_read(r, v, row, &entry->value, path));
    if (v->count > 0) {
        field_at(r, number)->options = v;
        field_at(r, number)->is_choice = number != FIELD_ROLE;
    }
    return STATUS_OK;
}

status program_fields_options(reader *r, const tree *root) {
    return each_field(r, program_key("options"), tree_get(root, SPAN("options")), SPAN("options"), read_options, 0);
}

// Of the capacity whole numbers only: nobody takes half a person.
static key_row phrase_row(uint32_t field_number) {
    key_row into = *program_key("answers.*.*");
    into.store = STORE_INT64;
    into.offset = 0;
    if (field_number == FIELD_CAPACITY) {
        into.type = KEY_WHOLE;
        into.lowest /= TEN_THOUSAND;
        into.highest /= TEN_THOUSAND;
    }
    return into;
}

static status add_phrase(reader *r, uint32_t field_number, answer_number *numbers, uint32_t *count, const tree_entry *entry,
                         span path) {
    struct {
        int64_t number;
    } value = {0};
    key_row into = phrase_row(field_number);
    bool said = false;
    tree key = {.kind = TREE_SCALAR, .place = entry->key_place, .text = entry->key};
    if (entry->value.kind == TREE_NULL) {
        program_wanted_refuse(r, &into, &entry->value, path);
        return STATUS_OK;
    }
    TRY(program_map_store(r, &into, &entry->value, path, &value, &said));
    if (!said || !reader_text_is_clean(r, &key, path)) {
        return STATUS_OK;
    }
    answer_number *n = &numbers[*count];
    *n = (answer_number){.text = arena_copy(&r->program->arena, span_trim(entry->key)), .number = value.number * (into.type == KEY_WHOLE ? TEN_THOUSAND : 1)};
    if (n->text.text == NULL) {
        return STATUS_NO_MEMORY;
    }
    TRY(text_fold(&n->folded, &r->program->arena, n->text));
    for (uint32_t i = 0; i < *count; i++) {
        if (span_equal(numbers[i].folded, n->folded)) {
            READER_FAULT(r, entry->key_place, "answer_claimed_twice",
                         "\"%.*s\" and \"%.*s\" are one answer: leave one of them", SPAN_ARGS(numbers[i].text),
                         SPAN_ARGS(n->text));
            return STATUS_OK;
        }
    }
    ++*count;
    return STATUS_OK;
}

enum { MOST_PHRASES = 1000 };

static status read_phrases(reader *r, uint32_t number, const key_row *row, const tree_entry *entry, span path,
                           int part) {
    (void)part;
    const tree *map = program_map_children(r, row, &entry->value, path);
    if (map == NULL) {
        return STATUS_OK;
    }
    if (map->count > MOST_PHRASES) {
        READER_FAULT(r, map->place, "list_too_long", "\"%.*s\" has %zu phrases: at most %d can be used",
                     SPAN_ARGS(path), map->count, MOST_PHRASES);
        return STATUS_OK;
    }
    answer_number *numbers = arena_alloc(&r->program->arena, map->count, sizeof *numbers);
    uint32_t count = 0;
    if (numbers == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < map->count; i++) {
        span below = reader_path(r, path, map->entries[i].key);
        TRY(add_phrase(r, number, numbers, &count, &map->entries[i], below));
    }
    field_at(r, number)->numbers = numbers;
    field_at(r, number)->number_count = count;
    field_at(r, number)->numbers_place = reader_place(r, entry->key_place);
    return STATUS_OK;
}

status program_fields_answers(reader *r, const tree *root) {
    return each_field(r, program_key("answers"), tree_get(root, SPAN("answers")), SPAN("answers"), read_phrases, 0);
}

// ---- requirements -----------------------------------------------------------------------------------------------

status program_fields_requirements(reader *r, const tree *root) {
    span path = SPAN("requirements");
    const key_row *row = program_key("requirements");
    const tree *list = program_map_children(r, row, tree_get(root, path), path);
    if (list == NULL) {
        return STATUS_OK;
    }
    program *p = r->program;
    p->requirements = arena_alloc(&p->arena, list->count, sizeof *p->requirements);
    if (p->requirements == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < list->count; i++) {
        requirement *q = &p->requirements[p->requirement_count];
        *q =
            (requirement){.field = NONE, .otherwise = SPAN(""), .place = reader_place(r, list->entries[i].value.place)};
        const tree *map = &list->entries[i].value;
        tree nothing = {.kind = TREE_MAP, .place = map->place};
        TRY(program_map_read(r, program_key_element(row), map->kind == TREE_NULL ? &nothing : map, path, q));
        p->requirement_count += q->field != NONE;
    }
    return STATUS_OK;
}

// ---- private ----------------------------------------------------------------------------------------------------

static bool can_be_private(uint32_t number) {
    return number != FIELD_ID && number != FIELD_NAME && number != FIELD_EMAIL && number != FIELD_ROLE &&
           number != FIELD_SUBMITTED && number != FIELD_CAPACITY;
}

// The place of the n-th text of a list, or of a text that stands alone.
static place nth_place(const tree *value, uint32_t n) {
    return value->kind == TREE_LIST && n < value->count ? value->entries[n].value.place : value->place;
}

static status refuse_shared(reader *r, const tree *root) {
    const tree *share = tree_get(tree_get(root, SPAN("notices")), SPAN("share"));
    place *places = arena_alloc(&r->program->arena, r->program->share_count, sizeof *places);
    if (places == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < r->program->share_count; i++) {
        places[i] = reader_place(r, nth_place(share, i));
    }
    r->program->share_places = places;
    for (uint32_t i = 0; share != NULL && i < r->program->share_count; i++) {
        uint32_t number;
        TRY(registry_number(&number, &r->registry, r->program->share[i]));
        if (number != NONE && field_at(r, number)->is_private) {
            READER_FAULT(r, nth_place(share, i), "private_shared",
                         "\"%.*s\" is private, so notices cannot hold it: take it out here, or under \"private\"",
                         SPAN_ARGS(r->program->share[i]));
        }
    }
    return STATUS_OK;
}

// A private field among the fields that are shared by default is left out of them.
static status drop_private_from_default_share(reader *r) {
    program *p = r->program;
    span *kept = arena_alloc(&p->arena, p->share_count, sizeof *kept);
    uint32_t count = 0;
    if (kept == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < p->share_count; i++) {
        uint32_t number;
        TRY(registry_number(&number, &r->registry, p->share[i]));
        if (number == NONE || !field_at(r, number)->is_private) {
            kept[count++] = p->share[i];
        }
    }
    p->share = kept;
    p->share_count = count;
    return STATUS_OK;
}

status program_fields_private(reader *r, const tree *root) {
    const tree *list = tree_get(root, SPAN("private"));
    program *p = r->program;
    place *places = arena_alloc(&p->arena, p->private_count, sizeof *places);
    if (places == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < p->private_count; i++) {
        uint32_t number;
        places[i] = reader_place(r, nth_place(list, i));
        TRY(registry_number(&number, &r->registry, p->private_names[i]));
        if (number == NONE) {
            READER_FAULT(r, nth_place(list, i), "field_name",
                         "\"%.*s\" is no name for a field: write one with letters or digits",
                         SPAN_ARGS(p->private_names[i]));
        } else if (!can_be_private(number)) {
            READER_FAULT(r, nth_place(list, i), "cannot_be_private",
                         "\"%.*s\" is needed to run the program, so it cannot be private: take it out here",
                         SPAN_ARGS(p->private_names[i]));
        } else if (field_at(r, number)->is_private) {
            READER_FAULT(r, nth_place(list, i), "field_named_twice", "\"%.*s\" stands here twice: take one out",
                         SPAN_ARGS(p->private_names[i]));
        } else {
            field_at(r, number)->is_private = true;
        }
    }
    p->private_places = places;
    bool said = tree_get(tree_get(root, SPAN("notices")), SPAN("share")) != NULL;
    return said ? refuse_shared(r, root) : drop_private_from_default_share(r);
}
