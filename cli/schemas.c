// The frame is the same for every command; the summaries stand below, each as the text of a schema.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schemas.h"

#include <jansson.h>
#include <string.h>

#include "mentorpair.h"

#define OBJECT(required, properties) \
    "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [" required "], \"properties\": {" properties "}}"
#define LIST(items) "{\"type\": \"array\", \"items\": " items "}"
#define TEXT "{\"type\": \"string\"}"
#define TEXT_OR_NULL "{\"type\": [\"string\", \"null\"]}"
#define COUNT "{\"type\": \"integer\", \"minimum\": 0}"
#define WHOLE "{\"type\": \"integer\"}"
#define WHOLE_OR_NULL "{\"type\": [\"integer\", \"null\"]}"
#define YES_NO "{\"type\": \"boolean\"}"
#define ID "{\"type\": \"string\", \"pattern\": \"^[0-9a-f]{64}$\"}"

static const char FINDINGS[] =
    LIST(OBJECT("\"file\", \"line\", \"column\", \"severity\", \"text\", \"code\"",
                "\"file\": " TEXT ", \"line\": " COUNT ", \"column\": " COUNT
                ", \"severity\": {\"enum\": [\"error\", \"warning\", \"note\"]}, \"text\": " TEXT ", \"code\": {\"type\": \"string\", \"pattern\": \"^[a-z0-9_]+$\"}"));
static const char LEFT_OUT[] = LIST(OBJECT("\"file\", \"count\"", "\"file\": " TEXT ", \"count\": " COUNT));
static const char COUNTS[] =
    OBJECT("\"errors\", \"warnings\", \"notes\"", "\"errors\": " COUNT ", \"warnings\": " COUNT ", \"notes\": " COUNT);

static const char INIT_SUMMARY[] = OBJECT("\"folder\", \"files\", \"questions\", \"next\"", "\"folder\": " TEXT ", \"files\": " LIST(TEXT)
                                             ", \"questions\": " COUNT ", \"next\": " TEXT);

static const char CHECK_SUMMARY[] = OBJECT(
    "\"program\", \"as_of\", \"files\", \"stages\", \"areas\", \"nobody\", \"better_empty\", \"unknown_columns\", \"days_left\", \"next\"",
    "\"program\": " TEXT_OR_NULL ", \"as_of\": " TEXT ", \"files\": " LIST(OBJECT(
        "\"role\", \"file\", \"read\", \"accepted\", \"set_aside\", \"invalid\", \"late\", \"superseded\", \"requirement\", \"withdrawn\", \"places\"",
        "\"role\": {\"enum\": [\"mentors\", \"mentees\", \"applications\"]}, \"file\": " TEXT ", \"read\": " COUNT ", \"accepted\": " COUNT
        ", \"set_aside\": " COUNT ", \"invalid\": " COUNT ", \"late\": " COUNT ", \"superseded\": " COUNT ", \"requirement\": " COUNT ", \"withdrawn\": " COUNT
        ", \"places\": " WHOLE_OR_NULL)) ", \"stages\": " LIST(OBJECT("\"stage\", \"places\", \"mentees\"", "\"stage\": " TEXT_OR_NULL ", \"places\": " COUNT
        ", \"mentees\": " COUNT)) ", \"areas\": " LIST(OBJECT("\"area\", \"wanted\", \"places\"", "\"area\": " TEXT ", \"wanted\": " COUNT
        ", \"places\": " COUNT)) ", \"nobody\": {\"anyOf\": [{\"type\": \"null\"}, " OBJECT(
            "\"mentees\", \"mentors\", \"people\"", "\"mentees\": " COUNT ", \"mentors\": " COUNT ", \"people\": " LIST(OBJECT(
            "\"role\", \"who\", \"ruled_out\"", "\"role\": {\"enum\": [\"mentee\", \"mentor\"]}, \"who\": " TEXT
            ", \"ruled_out\": {\"type\": \"object\", \"additionalProperties\": " COUNT "}"))) "]}, \"better_empty\": " LIST(OBJECT("\"field\", \"people\"", "\"field\": " TEXT ", \"people\": " COUNT))
    ", \"unknown_columns\": " LIST(OBJECT("\"file\", \"column\", \"header\", \"could_be\", \"by\"", "\"file\": " TEXT ", \"column\": " COUNT
        ", \"header\": " TEXT ", \"could_be\": " TEXT_OR_NULL ", \"by\": {\"enum\": [null, \"answers\", \"words\"]}"))
    ", \"days_left\": " WHOLE_OR_NULL ", \"next\": " TEXT);

static const char MATCH_SUMMARY[] = OBJECT(
    "\"pairing\", \"out\", \"files\", \"summary\", \"objective\", \"seed\", \"stopped\", \"weak_pairs\", \"days_left\", \"next\"",
    "\"pairing\": " ID ", \"out\": " TEXT ", \"files\": " LIST(TEXT) ", \"summary\": " OBJECT(
        "\"mentors\", \"mentees\", \"places\", \"eligible_pairs\", \"pairs\", \"matched_mentees\", \"unmatched_mentees\", \"mentors_without_mentee\", "
        "\"free_places\", \"total_score\", \"lowest_score\", \"median_score\"",
        "\"mentors\": " COUNT ", \"mentees\": " COUNT ", \"places\": " COUNT ", \"eligible_pairs\": " COUNT ", \"pairs\": " COUNT
        ", \"matched_mentees\": " COUNT ", \"unmatched_mentees\": " COUNT ", \"mentors_without_mentee\": " COUNT ", \"free_places\": " COUNT
        ", \"total_score\": " COUNT ", \"lowest_score\": " WHOLE_OR_NULL ", \"median_score\": " WHOLE_OR_NULL)
    ", \"objective\": " LIST(OBJECT("\"level\", \"value\", \"bound\", \"proven\"", "\"level\": " TEXT ", \"value\": " WHOLE_OR_NULL ", \"bound\": " WHOLE_OR_NULL
        ", \"proven\": " YES_NO)) ", \"seed\": " COUNT ", \"stopped\": {\"enum\": [null, \"time_limit\", \"deadline\", \"interrupt\"]}, \"weak_pairs\": " LIST(COUNT)
    ", \"days_left\": " WHOLE_OR_NULL ", \"next\": " TEXT);

static const char APPROVE_SUMMARY[] =
    OBJECT("\"pairing\", \"out\", \"by\", \"at\", \"made\", \"next\"", "\"pairing\": " ID ", \"out\": " TEXT ", \"by\": " TEXT ", \"at\": " TEXT
           ", \"made\": " LIST(TEXT) ", \"next\": " TEXT);

static const char REPORT_SUMMARY[] =
    OBJECT("\"pairing\", \"out\", \"made\", \"next\"", "\"pairing\": " ID ", \"out\": " TEXT ", \"made\": " LIST(TEXT) ", \"next\": " TEXT);

// ---- what several parts of a schema share -----------------------------------------------------------------------

#define REFERENCE(name) "{\"$ref\": \"#/$defs/" name "\"}"
#define OR_NULL(schema) "{\"anyOf\": [{\"type\": \"null\"}, " schema "]}"
#define YES_NO_OR_NULL "{\"type\": [\"boolean\", \"null\"]}"

typedef struct schema_part {
    const char *name, *schema;
} schema_part;

static const schema_part COMPARISON_PARTS[] = {
    {"pairing", OBJECT("\"pairing\", \"as_of\", \"tool\", \"seed\", \"late\", \"set_aside_invalid\", \"pairs\", \"stopped\"",
                       "\"pairing\": " OR_NULL(ID) ", \"as_of\": " TEXT ", \"tool\": " TEXT ", \"seed\": " COUNT ", \"late\": " YES_NO
                       ", \"set_aside_invalid\": " YES_NO ", \"pairs\": " COUNT
                       ", \"stopped\": {\"enum\": [null, \"time_limit\", \"deadline\", \"interrupt\"]}")},
    {"pair", OBJECT("\"mentee\", \"mentor\", \"score\", \"pinned\"",
                    "\"mentee\": " TEXT ", \"mentor\": " TEXT ", \"score\": " COUNT ", \"pinned\": " YES_NO)},
    {"person", OBJECT("\"id\", \"change\", \"old\", \"new\", \"set_aside\"",
                      "\"id\": " TEXT ", \"change\": {\"enum\": [\"moved\", \"newly_paired\", \"newly_without\", \"joined\", \"left\"]}, \"old\": " LIST(TEXT)
                      ", \"new\": " LIST(TEXT) ", \"set_aside\": " TEXT_OR_NULL)},
    {"level_side", OBJECT("\"goal\", \"value\", \"bound\", \"proven\"",
                          "\"goal\": " YES_NO ", \"value\": " WHOLE_OR_NULL ", \"bound\": " WHOLE_OR_NULL ", \"proven\": " YES_NO_OR_NULL)},
    {"level", OBJECT("\"level\", \"old\", \"new\", \"better\", \"by\"",
                     "\"level\": " TEXT ", \"old\": " REFERENCE("level_side") ", \"new\": " REFERENCE("level_side")
                     ", \"better\": {\"enum\": [null, \"neither\", \"old\", \"new\"]}, \"by\": " WHOLE_OR_NULL)},
    {"input_side", OBJECT("\"file\", \"sha256\", \"rows\", \"accepted\", \"set_aside\"",
                          "\"file\": " TEXT ", \"sha256\": " ID ", \"rows\": " WHOLE_OR_NULL ", \"accepted\": " WHOLE_OR_NULL ", \"set_aside\": " WHOLE_OR_NULL)},
    {"pairs", OBJECT("\"kept\", \"new\", \"lost\", \"rescored\"",
                     "\"kept\": " COUNT ", \"new\": " LIST(REFERENCE("pair")) ", \"lost\": " LIST(REFERENCE("pair")) ", \"rescored\": " LIST(
                         OBJECT("\"mentee\", \"mentor\", \"old\", \"new\"",
                                "\"mentee\": " TEXT ", \"mentor\": " TEXT ", \"old\": " COUNT ", \"new\": " COUNT)))},
    {"comparison",
     OBJECT("\"same\", \"old\", \"new\", \"pairs\", \"mentees\", \"mentors\", \"levels\", \"inputs\", \"answers\", \"decisions\", \"program\"",
            "\"same\": {\"enum\": [null, \"pairing\", \"pairs\", \"goals\"]}, \"old\": " REFERENCE("pairing") ", \"new\": " REFERENCE("pairing")
            ", \"pairs\": " REFERENCE("pairs") ", \"mentees\": " LIST(REFERENCE("person")) ", \"mentors\": " LIST(REFERENCE("person"))
            ", \"levels\": " LIST(REFERENCE("level")) ", \"inputs\": " LIST(OBJECT("\"role\", \"old\", \"new\"",
                "\"role\": " TEXT ", \"old\": " OR_NULL(REFERENCE("input_side")) ", \"new\": " OR_NULL(REFERENCE("input_side"))))
            ", \"answers\": " LIST(OBJECT("\"role\", \"field\", \"count\", \"people\"",
                "\"role\": {\"enum\": [\"mentees\", \"mentors\"]}, \"field\": " TEXT ", \"count\": " COUNT ", \"people\": " LIST(TEXT)))
            ", \"decisions\": " LIST(OBJECT("\"decision\", \"added\", \"gone\"", "\"decision\": " TEXT ", \"added\": " COUNT ", \"gone\": " COUNT))
            ", \"program\": " LIST(OBJECT("\"key\", \"old\", \"new\"", "\"key\": " TEXT ", \"old\": " TEXT_OR_NULL ", \"new\": " TEXT_OR_NULL)))},
};

static const char COMPARE_SUMMARY[] =
    OBJECT("\"old\", \"new\", \"comparison\", \"next\"",
           "\"old\": " TEXT ", \"new\": " TEXT ", \"comparison\": " REFERENCE("comparison") ", \"next\": " TEXT_OR_NULL);

static const char WHAT_IF_SUMMARY[] = OBJECT(
    "\"compared_with\", \"set\", \"add\", \"without\", \"best\", \"fewest_changes\", \"decisions\", \"next\"",
    "\"compared_with\": " TEXT_OR_NULL ", \"set\": " LIST(TEXT) ", \"add\": " LIST(TEXT) ", \"without\": " LIST(TEXT)
    ", \"best\": " REFERENCE("comparison") ", \"fewest_changes\": " OR_NULL(OBJECT("\"same_pairs\", \"comparison\", \"cost\"",
        "\"same_pairs\": " YES_NO ", \"comparison\": " REFERENCE("comparison") ", \"cost\": " LIST(REFERENCE("level"))))
    ", \"decisions\": " TEXT_OR_NULL ", \"next\": " TEXT);

// What a pairing made by hand is worth; `changes`, `mentees` and `mentors` go from it (old) to the best one (new).
#define JUDGEMENT \
    OBJECT("\"file\", \"lines\", \"left_out\", \"pins_missed\", \"pairs\", \"keeps_rules\", \"against\", \"proven\", \"worth\", \"first_difference\", " \
           "\"same_pairs\", \"replayed\", \"levels\", \"changes\", \"mentees\", \"mentors\"", \
           "\"file\": " TEXT ", \"lines\": " COUNT ", \"left_out\": " COUNT ", \"pins_missed\": " COUNT ", \"pairs\": " COUNT ", \"keeps_rules\": " YES_NO \
           ", \"against\": {\"enum\": [\"run\", \"solved\"]}, \"proven\": " YES_NO ", \"worth\": {\"enum\": [\"as_good\", \"worse\", \"better\"]}" \
           ", \"first_difference\": " TEXT_OR_NULL ", \"same_pairs\": " YES_NO ", \"replayed\": " YES_NO ", \"levels\": " LIST(OBJECT( \
               "\"level\", \"best\", \"yours\", \"proven\", \"better\", \"by\", \"profile_difference\"", \
               "\"level\": " TEXT ", \"best\": " WHOLE_OR_NULL ", \"yours\": " WHOLE_OR_NULL ", \"proven\": " YES_NO \
               ", \"better\": {\"enum\": [null, \"neither\", \"best\", \"yours\"]}, \"by\": " WHOLE_OR_NULL ", \"profile_difference\": " OR_NULL(OBJECT( \
                   "\"percent\", \"best\", \"yours\"", "\"percent\": " COUNT ", \"best\": " COUNT ", \"yours\": " COUNT)))) \
           ", \"changes\": " REFERENCE("pairs") ", \"mentees\": " LIST(REFERENCE("person")) ", \"mentors\": " LIST(REFERENCE("person")))

static const char VERIFY_SUMMARY[] = OBJECT(
    "\"pairing\", \"out\", \"holds\", \"checks\", \"unproven\", \"judgement\", \"next\"",
    "\"pairing\": " TEXT ", \"out\": " TEXT ", \"holds\": " YES_NO_OR_NULL ", \"checks\": " LIST(OBJECT("\"check\", \"holds\", \"text\"", "\"check\": " TEXT
        ", \"holds\": " YES_NO ", \"text\": " TEXT)) ", \"unproven\": " COUNT ", \"judgement\": " OR_NULL(JUDGEMENT) ", \"next\": " TEXT);

#define CRITERIA LIST(OBJECT("\"name\", \"weight\", \"similarity\", \"product\", \"because\"", \
    "\"name\": " TEXT ", \"weight\": " COUNT ", \"similarity\": " COUNT ", \"product\": " COUNT ", \"because\": " TEXT))
#define FIT OBJECT("\"criteria\", \"sum\", \"weights\", \"score\"", \
    "\"criteria\": " CRITERIA ", \"sum\": " COUNT ", \"weights\": " COUNT ", \"score\": " COUNT)
#define WHO OBJECT("\"id\", \"takes_part\"", "\"id\": " TEXT_OR_NULL ", \"takes_part\": " YES_NO)
#define RULED_OUT "{\"type\": \"object\", \"additionalProperties\": " COUNT "}"

static const schema_part EXPLAIN_PARTS[] = {
    {"who", OR_NULL(WHO)},
    {"fit", FIT},
    {"aside", OBJECT("\"role\", \"file\", \"line\", \"who\", \"submitted\", \"code\", \"because\"",
                     "\"role\": {\"enum\": [\"mentees\", \"mentors\"]}, \"file\": " TEXT ", \"line\": " COUNT ", \"who\": " TEXT_OR_NULL
                     ", \"submitted\": " TEXT_OR_NULL ", \"code\": " TEXT ", \"because\": " TEXT)},
    {"pair", OBJECT("\"mentee\", \"mentor\", \"pinned\", \"fit\"",
                    "\"mentee\": " TEXT ", \"mentor\": " TEXT ", \"pinned\": " YES_NO ", \"fit\": " REFERENCE("fit"))},
    {"two", OBJECT("\"paired\", \"pinned\", \"eligible\", \"against\", \"can_be_pinned\", \"cannot_because\", \"fit\"",
                   "\"paired\": " YES_NO ", \"pinned\": " YES_NO ", \"eligible\": " YES_NO ", \"against\": " LIST(
                       OBJECT("\"code\", \"because\", \"pin_overrides\"", "\"code\": " TEXT ", \"because\": " TEXT ", \"pin_overrides\": " YES_NO))
                   ", \"can_be_pinned\": " YES_NO ", \"cannot_because\": " TEXT_OR_NULL ", \"fit\": " REFERENCE("fit"))},
    {"unmatched", OBJECT("\"reason\", \"because\", \"eligible_mentors\", \"ruled_out\", \"nearest\", \"remedy\"",
                         "\"reason\": " TEXT ", \"because\": " TEXT ", \"eligible_mentors\": " COUNT ", \"ruled_out\": " RULED_OUT
                         ", \"nearest\": " OR_NULL(OBJECT("\"mentor\", \"score\", \"code\"",
                             "\"mentor\": " TEXT ", \"score\": " COUNT ", \"code\": " TEXT))
                         ", \"remedy\": " OR_NULL(OBJECT("\"rule\", \"opens\", \"best_score\"",
                             "\"rule\": " TEXT ", \"opens\": " COUNT ", \"best_score\": " COUNT)))},
    {"bottleneck", OBJECT("\"mentees\", \"mentors\", \"wishes\", \"places\", \"pinned_places\", \"settled_pairs\", \"must_go_without\"",
                          "\"mentees\": " LIST(TEXT) ", \"mentors\": " LIST(TEXT) ", \"wishes\": " COUNT ", \"places\": " COUNT ", \"pinned_places\": " COUNT
                          ", \"settled_pairs\": " COUNT ", \"must_go_without\": " COUNT)},
    {"free", OBJECT("\"free_places\", \"mentees\", \"eligible_mentees\", \"ruled_out\", \"because\"",
                    "\"free_places\": " COUNT ", \"mentees\": " COUNT ", \"eligible_mentees\": " COUNT ", \"ruled_out\": " RULED_OUT ", \"because\": " TEXT)},
    {"level", OBJECT("\"level\", \"now\", \"then\", \"by\", \"better\", \"lowest_difference\"",
                     "\"level\": " TEXT ", \"now\": " WHOLE_OR_NULL ", \"then\": " WHOLE_OR_NULL ", \"by\": " WHOLE_OR_NULL
                     ", \"better\": {\"enum\": [null, \"neither\", \"now\", \"then\"]}, \"lowest_difference\": " OR_NULL(
                         OBJECT("\"percent\", \"now\", \"then\"", "\"percent\": " COUNT ", \"now\": " COUNT ", \"then\": " COUNT)))},
    {"move", OBJECT("\"mentee\", \"from\", \"from_score\", \"to\", \"to_score\", \"follows\"",
                    "\"mentee\": " TEXT ", \"from\": " TEXT_OR_NULL ", \"from_score\": " WHOLE_OR_NULL ", \"to\": " TEXT_OR_NULL
                    ", \"to_score\": " WHOLE_OR_NULL ", \"follows\": " YES_NO)},
    {"change", OBJECT("\"kind\", \"mentee\", \"mentor\", \"score\", \"levels\", \"moves\"",
                      "\"kind\": {\"enum\": [\"paired\", \"pinned\", \"without_pin\"]}, \"mentee\": " TEXT ", \"mentor\": " TEXT ", \"score\": " COUNT
                      ", \"levels\": " OR_NULL(LIST(REFERENCE("level"))) ", \"moves\": " OR_NULL(
                          OBJECT("\"list\", \"fewest\", \"mentees_without\", \"mentees_with\", \"mentors_without\", \"mentors_with\"",
                                 "\"list\": " LIST(REFERENCE("move")) ", \"fewest\": " YES_NO ", \"mentees_without\": " LIST(TEXT) ", \"mentees_with\": " LIST(TEXT)
                                 ", \"mentors_without\": " LIST(TEXT) ", \"mentors_with\": " LIST(TEXT))))},
};

static const char EXPLAIN_SUMMARY[] = OBJECT(
    "\"pairing\", \"mentee\", \"mentor\", \"set_aside\", \"pairs\", \"two\", \"unmatched\", \"bottleneck\", \"free\", \"costs_known\", \"changes\", "
    "\"tried\", \"stopped\", \"advice\", \"decision\", \"next\"",
    "\"pairing\": " ID ", \"mentee\": " REFERENCE("who") ", \"mentor\": " REFERENCE("who") ", \"set_aside\": " LIST(REFERENCE("aside"))
    ", \"pairs\": " LIST(REFERENCE("pair")) ", \"two\": " OR_NULL(REFERENCE("two")) ", \"unmatched\": " OR_NULL(REFERENCE("unmatched"))
    ", \"bottleneck\": " OR_NULL(REFERENCE("bottleneck")) ", \"free\": " OR_NULL(REFERENCE("free")) ", \"costs_known\": " YES_NO
    ", \"changes\": " LIST(REFERENCE("change")) ", \"tried\": " OR_NULL(OBJECT("\"mentors\", \"of\"", "\"mentors\": " COUNT ", \"of\": " COUNT))
    ", \"stopped\": " YES_NO ", \"advice\": " TEXT ", \"decision\": " TEXT_OR_NULL ", \"next\": " TEXT);

static const char PURGE_SUMMARY[] = OBJECT(
    "\"out\", \"person\", \"deleted\", \"files\", \"yours\", \"records\", \"mentions\", \"next\"",
    "\"out\": " TEXT ", \"person\": " TEXT_OR_NULL ", \"deleted\": " YES_NO ", \"files\": " LIST(TEXT) ", \"yours\": " LIST(TEXT)
    ", \"records\": " LIST(OBJECT("\"file\", \"role\", \"fields\", \"paired_with\"",
        "\"file\": " TEXT ", \"role\": {\"enum\": [\"mentee\", \"mentor\"]}, \"fields\": {\"type\": \"object\"}, \"paired_with\": " LIST(TEXT)))
    ", \"mentions\": " LIST(OBJECT("\"file\", \"lines\"", "\"file\": " TEXT ", \"lines\": " LIST(COUNT))) ", \"next\": " TEXT_OR_NULL);

static const char *const SUMMARIES[COMMAND_COUNT] = {
    [COMMAND_INIT] = INIT_SUMMARY, [COMMAND_CHECK] = CHECK_SUMMARY, [COMMAND_MATCH] = MATCH_SUMMARY, [COMMAND_REPORT] = REPORT_SUMMARY,
    [COMMAND_APPROVE] = APPROVE_SUMMARY,
    [COMMAND_VERIFY] = VERIFY_SUMMARY, [COMMAND_COMPARE] = COMPARE_SUMMARY,
    [COMMAND_WHAT_IF] = WHAT_IF_SUMMARY, [COMMAND_EXPLAIN] = EXPLAIN_SUMMARY,
    [COMMAND_PURGE] = PURGE_SUMMARY};

static json_t *parsed(const char *text) {
    return json_loads(text, 0, NULL);
}

// What the summary refers to; *count of them.
static const schema_part *parts_of(command_id command, size_t *count) {
    const bool compares = command == COMMAND_COMPARE || command == COMMAND_WHAT_IF || command == COMMAND_VERIFY;
    *count = compares ? sizeof COMPARISON_PARTS / sizeof COMPARISON_PARTS[0]
             : command == COMMAND_EXPLAIN ? sizeof EXPLAIN_PARTS / sizeof EXPLAIN_PARTS[0]
                                          : 0;
    return compares ? COMPARISON_PARTS : EXPLAIN_PARTS;
}

static bool add_parts(json_t *root, command_id command) {
    size_t count;
    const schema_part *from = parts_of(command, &count);
    if (count == 0) {
        return true;
    }
    json_t *parts = json_object();
    bool added = parts != NULL;
    for (size_t i = 0; added && i < count; i++) {
        added = json_object_set_new(parts, from[i].name, parsed(from[i].schema)) == 0;
    }
    return json_object_set_new(root, "$defs", parts) == 0 && added;
}

outcome schemas_print_result(FILE *out, command_id command) {
    char format[64], title[96];
    (void)snprintf(format, sizeof format, "mentorpair.%s/1", command_rows[command].name);
    (void)snprintf(title, sizeof title, "What mentorpair %s --json prints", command_rows[command].name);
    json_t *root = json_pack("{s:s, s:s, s:s, s:b, s:[s,s,s,s,s,s], s:{s:{s:s}, s:o, s:o, s:o, s:o, s:{s:[{s:s}, o]}}}", "$schema",
                             "https://json-schema.org/draft/2020-12/schema", "title", title, "type", "object", "additionalProperties", 0, "required",
                             "format", "exit", "counts", "findings", "left_out", "summary", "properties", "format", "const", format, "exit", parsed(COUNT),
                             "counts", parsed(COUNTS), "findings", parsed(FINDINGS), "left_out", parsed(LEFT_OUT), "summary", "anyOf", "type", "null",
                             parsed(SUMMARIES[command]));
    if (root == NULL || !add_parts(root, command)) {
        json_decref(root);
        return OUTCOME_NO_MEMORY;
    }
    (void)json_dumpf(root, out, JSON_INDENT(2));
    (void)fputc('\n', out);
    json_decref(root);
    return OUTCOME_DONE;
}

outcome schemas_print(FILE *out, const char *name) {
    for (command_id id = COMMAND_NONE + 1; id < COMMAND_COUNT; id++) {
        if (strcmp(command_rows[id].name, name) == 0) {
            return schemas_print_result(out, id);
        }
    }
    mp_run *run = mp_run_new((host){.self = NULL});
    span text;
    if (run == NULL) {
        return OUTCOME_NO_MEMORY;
    }
    const status made = strcmp(name, "program") == 0 ? mp_program_schema(run, &text) : mp_pairing_schema(run, &text);
    if (made == STATUS_OK) {
        (void)fwrite(text.text, 1, text.length, out);
    }
    mp_run_free(run);
    return made == STATUS_OK ? OUTCOME_DONE : OUTCOME_NO_MEMORY;
}
