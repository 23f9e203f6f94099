// Each tool adds columns of its own in front of the questions; their names tell it. How many records are headers
// follows from what stands below those columns.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/exports.h"

#include <string.h>

typedef struct tool_row {
    const char *name, *words;
    const char *marks;
    const char *adds; // columns of the tool, folded bare, between blanks
} tool_row;

static const tool_row TOOLS[] = {
    [FORM_AUTO] = {"auto", "", NULL, ""},
    [FORM_GOOGLE] = {"google", "Google Forms, downloaded directly", ";", " timestamp score totalscore "},
    [FORM_GOOGLE_SHEET] = {"google-sheet", "Google Forms, through a sheet", NULL, " timestamp score totalscore "},
    [FORM_MICROSOFT] = {"microsoft", "Microsoft Forms", ";",
                        " id starttime completiontime email name lastmodifiedtime totalpoints quizfeedback "},
    [FORM_SURVEYMONKEY] = {"surveymonkey", "SurveyMonkey", NULL,
                           " respondentid collectorid startdate enddate datecreated datemodified ipaddress emailaddress"
                           " firstname lastname customdata customdata1 customdata2 customdata3 customdata4 customdata5"
                           " customdata6 "},
    [FORM_QUALTRICS] = {"qualtrics", "Qualtrics", NULL,
                        " startdate enddate status responsetype ipaddress progress duration durationinseconds finished"
                        " recordeddate responseid responseset recipientlastname recipientfirstname recipientemail"
                        " externalreference externaldatareference externaldata locationlatitude locationlongitude"
                        " locationaccuracy distributionchannel userlanguage qrecaptchascore qrelevantidduplicate"
                        " qrelevantidduplicatescore qrelevantidfraudscore qrelevantidlaststartdate qballotboxstuffing"
                        " qurl v1 v2 v3 v4 v5 v6 v7 v8 v9 v10 "},
    [FORM_PLAIN] = {"plain", "a plain table", NULL, ""},
};

const char *exports_name(form_tool tool) {
    return TOOLS[tool].name;
}

const char *exports_words(form_tool tool) {
    return TOOLS[tool].words;
}

const char *exports_marks(form_tool tool) {
    return TOOLS[tool].marks;
}

bool exports_joins_by_comma(form_tool tool) {
    return tool == FORM_SURVEYMONKEY || tool == FORM_QUALTRICS;
}

bool exports_adds(form_tool tool, span folded) {
    const char *list = TOOLS[tool].adds;
    for (const char *at = list; folded.length > 0 && *at != '\0'; at++) {
        if (*at == ' ' && strncmp(at + 1, folded.text, folded.length) == 0 && at[1 + folded.length] == ' ') {
            return true;
        }
    }
    return false;
}

static bool span_ends(span text, span ending) {
    return text.length >= ending.length &&
           memcmp(text.text + text.length - ending.length, ending.text, ending.length) == 0;
}

// "Where do you work? [Score]", "Points - Where do you work?"
bool exports_grades(form_tool tool, span folded, span question) {
    static const struct {
        form_tool tool;
        const char *before, *behind;
    } GRADES[] = {{FORM_GOOGLE, "", "score"},           {FORM_GOOGLE, "", "feedback"},
                  {FORM_GOOGLE_SHEET, "", "score"},     {FORM_GOOGLE_SHEET, "", "feedback"},
                  {FORM_MICROSOFT, "points", ""},       {FORM_MICROSOFT, "feedback", ""}};
    for (size_t i = 0; i < sizeof GRADES / sizeof GRADES[0]; i++) {
        span before = span_of(GRADES[i].before), behind = span_of(GRADES[i].behind);
        if (GRADES[i].tool == tool && question.length > 0 &&
            folded.length == before.length + question.length + behind.length && span_starts(folded, before) &&
            span_equal((span){folded.text + before.length, question.length}, question) && span_ends(folded, behind)) {
            return true;
        }
    }
    return false;
}

// ---- looking into the first records -----------------------------------------------------------------------------

typedef struct looking {
    const table *t;
    const span *header; // of the first record, folded bare
} looking;

// The column with that header in the first record, or NONE.
static uint32_t column_of(const looking *l, const char *folded) {
    for (uint32_t i = 0; i < l->t->records[0].count; i++) {
        if (span_equal(l->header[i], span_of(folded))) {
            return i;
        }
    }
    return NONE;
}

static bool has(const looking *l, const char *folded) {
    return column_of(l, folded) != NONE;
}

static span cell_of(const looking *l, uint32_t row, uint32_t column) {
    return row < l->t->count && column < l->t->records[row].count ? span_trim(l->t->records[row].cells[column].text)
                                                                  : SPAN("");
}

// "2017/03/14 …"
static bool year_comes_first(span text) {
    if (text.length < 5 || text.text[4] != '/') {
        return false;
    }
    for (size_t i = 0; i < 4; i++) {
        if (text.text[i] < '0' || text.text[i] > '9') {
            return false;
        }
    }
    return true;
}

static bool is_google(const looking *l) {
    static const char *const FIRST[] = {"timestamp",     "zeitstempel",       "horodateur",
                                        "marcatemporal", "carimbodedatahora", "informazionicronologiche",
                                        "tijdstempel"};
    for (size_t i = 0; i < sizeof FIRST / sizeof FIRST[0]; i++) {
        if (span_equal(l->header[0], span_of(FIRST[i]))) {
            return true;
        }
    }
    return false;
}

// {"ImportId":"QID1"}, however it is spaced.
static bool is_import_record(const looking *l, uint32_t row) {
    for (uint32_t i = 0; row < l->t->count && i < l->t->records[row].count; i++) {
        span text = cell_of(l, row, i);
        if (text.length > 0) {
            return text.text[0] == '{' && span_find(text, SPAN("\"ImportId\"")) != SIZE_MAX;
        }
    }
    return false;
}

static bool names_response(span text) {
    span bare = span_trim(text);
    return span_equal(bare, SPAN("ResponseID")) || span_equal(bare, SPAN("ResponseId")) ||
           span_equal(bare, SPAN("Response ID"));
}

// The legacy export calls its own columns V1 to V10 and describes them in the second record.
static bool is_legacy_qualtrics(const looking *l) {
    uint32_t first = column_of(l, "v1");
    return first != NONE && has(l, "v2") && names_response(cell_of(l, 1, first));
}

static bool is_qualtrics(const looking *l) {
    bool ours = has(l, "responseid") &&
                (has(l, "responseset") || has(l, "recordeddate") || (has(l, "startdate") && has(l, "finished")));
    return ours || is_import_record(l, 2) || is_legacy_qualtrics(l);
}

static bool is_surveymonkey(const looking *l) {
    return has(l, "respondentid") &&
           (has(l, "collectorid") || has(l, "startdate") || has(l, "enddate") || has(l, "datecreated"));
}

static form_tool tool_of(const looking *l) {
    if (is_qualtrics(l)) {
        return FORM_QUALTRICS;
    }
    if (is_surveymonkey(l)) {
        return FORM_SURVEYMONKEY;
    }
    if (has(l, "starttime") && has(l, "completiontime")) {
        return FORM_MICROSOFT;
    }
    if (is_google(l)) {
        return year_comes_first(cell_of(l, 1, 0)) ? FORM_GOOGLE : FORM_GOOGLE_SHEET;
    }
    return FORM_PLAIN;
}

// The second record of SurveyMonkey holds options: nothing below the tool's own columns.
static uint32_t headers_of_surveymonkey(const looking *l) {
    uint32_t id = column_of(l, "respondentid");
    return l->t->count > 1 && id != NONE && cell_of(l, 1, id).length == 0 ? 2 : 1;
}

// Each record of headers names the tool's own columns again.
static uint32_t headers_of_qualtrics(const looking *l) {
    if (is_import_record(l, 2)) {
        return 3;
    }
    uint32_t id = column_of(l, "responseid");
    bool second = is_legacy_qualtrics(l) || (id != NONE && names_response(cell_of(l, 1, id)));
    return second ? 2 : 1;
}

// The text that a key of flat JSON like {"ImportId":"startDate","timeZone":"America/Denver"} has, however it is spaced;
// "" where there is none.
static span json_text(span json, const char *key) {
    size_t at = span_find(json, span_of(key));
    if (at == SIZE_MAX) {
        return SPAN("");
    }
    span rest = {json.text + at + strlen(key), json.length - at - strlen(key)};
    while (rest.length > 0 && (rest.text[0] == ' ' || rest.text[0] == ':')) {
        rest = (span){rest.text + 1, rest.length - 1};
    }
    if (rest.length == 0 || rest.text[0] != '"') {
        return SPAN("");
    }
    rest = (span){rest.text + 1, rest.length - 1};
    size_t end = span_find(rest, SPAN("\""));
    return end == SIZE_MAX ? SPAN("") : (span){rest.text, end};
}

// The zone of the first column that has one; its interface for programs writes Z for UTC.
static span zone_of_qualtrics(const looking *l) {
    for (uint32_t i = 0; i < l->t->records[2].count; i++) {
        span name = json_text(cell_of(l, 2, i), "\"timeZone\"");
        if (name.length > 0) {
            return span_equal(name, SPAN("Z")) ? SPAN("UTC") : name;
        }
    }
    return SPAN("");
}

bool exports_measures(const table *t, const export_shape *shape, uint32_t column) {
    static const span ENDINGS[] = {SPAN_INIT("_DO"),          SPAN_INIT("_FIRST_CLICK"), SPAN_INIT("_LAST_CLICK"),
                                   SPAN_INIT("_PAGE_SUBMIT"), SPAN_INIT("_CLICK_COUNT"), SPAN_INIT("_BROWSER"),
                                   SPAN_INIT("_VERSION"),     SPAN_INIT("_OS"),          SPAN_INIT("_RESOLUTION")};
    if (shape->tool != FORM_QUALTRICS || shape->header_records < 3 || column >= t->records[2].count) {
        return false;
    }
    span id = json_text(t->records[2].cells[column].text, "\"ImportId\"");
    if (span_starts(id, SPAN("Q_"))) { // Qualtrics' own: Q_RecaptchaScore, Q_TotalDuration
        return true;
    }
    bool of_form = span_starts(id, SPAN("QID")) || span_starts(id, SPAN("BL_")) || span_starts(id, SPAN("FL_"));
    for (size_t i = 0; of_form && i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
        if (span_ends(id, ENDINGS[i])) {
            return true;
        }
    }
    return false;
}

static uint32_t headers_of(const looking *l, form_tool tool) {
    switch (tool) {
    case FORM_SURVEYMONKEY:
        return headers_of_surveymonkey(l);
    case FORM_QUALTRICS:
        return headers_of_qualtrics(l);
    case FORM_AUTO:
    case FORM_GOOGLE:
    case FORM_GOOGLE_SHEET:
    case FORM_MICROSOFT:
    case FORM_PLAIN:
        break;
    }
    return 1;
}

status exports_recognise(export_shape *out, arena *scratch, const table *t, form_tool said) {
    *out = (export_shape){.tool = said == FORM_AUTO ? FORM_PLAIN : said, .header_records = 1, .zone = SPAN("")};
    if (t->count == 0) {
        return STATUS_OK;
    }
    span *header = arena_alloc(scratch, t->records[0].count, sizeof *header);
    if (header == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < t->records[0].count; i++) {
        TRY(text_fold_bare(&header[i], scratch, t->records[0].cells[i].text));
    }
    looking l = {.t = t, .header = header};
    out->tool = said == FORM_AUTO ? tool_of(&l) : said;
    out->header_records = headers_of(&l, out->tool);
    if (out->header_records == 3) {
        out->zone = zone_of_qualtrics(&l);
    }
    return STATUS_OK;
}
