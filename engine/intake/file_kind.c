// The kinds of file that people take for CSV, by their signatures (each format's specification; file(1)'s magic).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/file_kind.h"

enum { SEARCHED_BYTES = 65536 }; // how far into an archive or a page a second sign is looked for

typedef struct signature {
    span start;
    span also; // somewhere in the first bytes; empty: not looked for
    const char *code;
    const char *what; // "an Excel workbook (.xlsx)"
    const char *remedy;
} signature;

#define TO_CSV "open it in the spreadsheet program and save it as \"CSV UTF-8\""
#define UNPACK "unpack it and use the CSV file inside"
#define DOWNLOAD "download the answers as CSV"

// The first that fits is taken, so special ones stand before general ones.
static const signature SIGNATURES[] = {
    {{"PK\3\4", 4}, {"xl/", 3}, "spreadsheet_not_csv", "an Excel workbook (.xlsx)", TO_CSV},
    {{"PK\3\4", 4},
     {"opendocument.spreadsheet", 24},
     "spreadsheet_not_csv",
     "a LibreOffice spreadsheet (.ods)",
     TO_CSV},
    {{"PK\3\4", 4},
     {"Index/", 6},
     "spreadsheet_not_csv",
     "a Numbers spreadsheet",
     "open it in Numbers and export it as CSV"},
    {{"PK\3\4", 4}, {"word/", 5}, "document_not_csv", "a Word document (.docx)", DOWNLOAD},
    {{"PK\3\4", 4}, {"", 0}, "archive_not_csv", "a zip archive", UNPACK},
    {{"PK\5\6", 4}, {"", 0}, "archive_not_csv", "an empty zip archive", DOWNLOAD},
    {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, {"", 0}, "spreadsheet_not_csv", "an older Excel workbook (.xls)", TO_CSV},
    {{"%PDF-", 5}, {"", 0}, "pdf_not_csv", "a PDF file", DOWNLOAD},
    {{"\x1F\x8B", 2}, {"", 0}, "archive_not_csv", "a gzip archive", UNPACK},
    {{"BZh", 3}, {"1AY&SY", 6}, "archive_not_csv", "a bzip2 archive", UNPACK},
    {{"\xFD"
      "7zXZ",
      5},
     {"", 0},
     "archive_not_csv",
     "an xz archive",
     UNPACK},
    {{"7z\xBC\xAF\x27\x1C", 6}, {"", 0}, "archive_not_csv", "a 7z archive", UNPACK},
    {{"\x28\xB5\x2F\xFD", 4}, {"", 0}, "archive_not_csv", "a Zstandard archive", UNPACK},
    {{"Rar!\x1A\7", 6}, {"", 0}, "archive_not_csv", "a RAR archive", UNPACK},
    {{"{\\rtf", 5}, {"", 0}, "document_not_csv", "an RTF document", DOWNLOAD},
    {{"\x89PNG", 4}, {"", 0}, "picture_not_csv", "a picture", DOWNLOAD},
    {{"\xFF\xD8\xFF", 3}, {"", 0}, "picture_not_csv", "a picture", DOWNLOAD},
    {{"GIF8", 4}, {"", 0}, "picture_not_csv", "a picture", DOWNLOAD},
    {{"SQLite format 3", 15}, {"", 0}, "database_not_csv", "a database", "export the answers as CSV"},
    {{"\xFF\xFE\0\0", 4}, {"", 0}, "utf32_not_read", "a UTF-32 text", "save it as \"CSV UTF-8\""},
    {{"\0\0\xFE\xFF", 4}, {"", 0}, "utf32_not_read", "a UTF-32 text", "save it as \"CSV UTF-8\""},
};

static status refuse(context *c, span file, bool is_table, const char *code, const char *what, const char *remedy) {
    finding_add(&c->findings, SEVERITY_ERROR, (place){file, 1, 1}, code, "this is %s, not a %s file as expected: %s",
                what, is_table ? "CSV" : "text", remedy);
    return STATUS_BAD_INPUT;
}

// ASCII letters in either case.
static bool starts_in_any_case(span s, span lower) {
    if (s.length < lower.length) {
        return false;
    }
    for (size_t i = 0; i < lower.length; i++) {
        char c = s.text[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != lower.text[i]) {
            return false;
        }
    }
    return true;
}

// JSON starts with a bracket and then only what JSON allows there; a CSV header hardly does.
static bool is_json(span start) {
    if (start.length == 0 || (start.text[0] != '{' && start.text[0] != '[')) {
        return false;
    }
    span rest = span_trim((span){start.text + 1, start.length - 1});
    bool object = start.text[0] == '{';
    return rest.length > 0 &&
           (rest.text[0] == '"' || (object ? rest.text[0] == '}' : rest.text[0] == '{' || rest.text[0] == '['));
}

status file_kind_refuse(context *c, span file, span bytes, bool is_table) {
    span searched = {bytes.text, bytes.length < SEARCHED_BYTES ? bytes.length : SEARCHED_BYTES};
    for (size_t i = 0; i < sizeof SIGNATURES / sizeof SIGNATURES[0]; i++) {
        const signature *s = &SIGNATURES[i];
        if (span_starts(bytes, s->start) && (s->also.length == 0 || span_find(searched, s->also) != SIZE_MAX)) {
            return refuse(c, file, is_table, s->code, s->what,
                          is_table ? s->remedy : "write it as a plain text file in UTF-8");
        }
    }
    if (!is_table) {
        return STATUS_OK;
    }
    span start =
        span_starts(searched, SPAN("\xEF\xBB\xBF")) ? (span){searched.text + 3, searched.length - 3} : searched;
    while (start.length > 0 && (start.text[0] == ' ' || (start.text[0] >= '\t' && start.text[0] <= '\r'))) {
        start.text++;
        start.length--;
    }
    static const char *const PAGES[] = {"<!doctype html", "<html", "<head", "<?xml", "<!--"};
    for (size_t i = 0; i < sizeof PAGES / sizeof PAGES[0]; i++) {
        if (starts_in_any_case(start, span_of(PAGES[i]))) {
            return refuse(c, file, is_table, "web_page_not_csv", "a web page or XML",
                          "it may be the form tool's sign-in page; sign in and download the answers as CSV");
        }
    }
    if (is_json(start)) {
        return refuse(c, file, is_table, "json_not_csv", "JSON", DOWNLOAD);
    }
    return STATUS_OK;
}
