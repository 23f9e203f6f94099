// Every encoding and every kind of file that people take for CSV, with the place of what is wrong.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/decode.h"

#include "said.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define BYTES(literal) ((span){"" literal, sizeof(literal) - 1})

// Decodes, compares text and findings, and sees that nothing is left. `text` NULL: BAD_INPUT is expected.
static void check(span bytes, const char *encoding, const char *text, const char *expected) {
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    span utf8;
    status result = decode_text(&utf8, &a, &c, SPAN("mentors.csv"), bytes, span_of(encoding));
    assert_said(&c, expected);
    assert_int_equal(result, text == NULL ? STATUS_BAD_INPUT : STATUS_OK);
    if (text != NULL) {
        assert_span(utf8, text);
    }
    arena_free(&a);
    said_end(&c);
}

static void utf8_with_and_without_bom(void **state) {
    (void)state;
    check(BYTES(""), "utf-8", "", "");
    check(BYTES("Näme,x\n"), "utf-8", "Näme,x\n", "");
    check(BYTES("Näme,x\n"), "", "Näme,x\n", "");
    check(BYTES("\xEF\xBB\xBFNäme\n"), "utf-8", "Näme\n", "");
    check(BYTES("\xEF\xBB\xBF"), "utf-8", "", "");
    check(BYTES("\xEF\xBB\xBFNäme\n"), "windows-1252", "Näme\n", ""); // the mark says what it is
    check(BYTES("\xEF\xBB\xBF\xEF\xBB\xBFx"), "utf-8", "\xEF\xBB\xBFx", "");
}

static void bytes_that_are_not_utf8(void **state) {
    (void)state;
    check(BYTES("name\nJos\xE9\n"), "utf-8", NULL, "error 2:4 not_utf8");
    check(BYTES("\xEF\xBB\xBFü\r\nü\xFC"), "utf-8", NULL,
          "error 2:2 not_utf8"); // the BOM and the CR are no characters of the line
    check(BYTES("a\rb\r\rc\x80"), "utf-8", NULL, "error 4:2 not_utf8");
    check(BYTES("\xC0\x80"), "utf-8", NULL, "error 1:1 not_utf8");      // overlong
    check(BYTES("x\xED\xA0\x80"), "utf-8", NULL, "error 1:2 not_utf8"); // surrogate
    check(BYTES("ab\0c"), "utf-8", NULL, "error 1:3 nul_byte");
}

static void the_remedy_names_byte_and_encoding(void **state) {
    (void)state;
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    span utf8;
    char text[2000];
    assert_int_equal(decode_text(&utf8, &a, &c, SPAN("m.csv"), BYTES("Jos\xE9"), SPAN("utf-8")), STATUS_BAD_INPUT);
    said_text(&c, 0, text);
    assert_non_null(strstr(text, "0xE9"));
    assert_non_null(strstr(text, "encoding: windows-1252"));
    arena_free(&a);
    said_end(&c);
}

static void utf16(void **state) {
    (void)state;
    check(BYTES("\xFF\xFEN\0\xE4\0\n\0=\xD8\0\xDE"), "utf-8", "Nä\n😀", "");
    check(BYTES("\xFE\xFF\0N\0\xE4\0\n\xD8=\xDE\0"), "utf-8", "Nä\n😀", "");
    check(BYTES("\xFF\xFE"), "utf-16", "", "");
    check(BYTES("\xFF\xFEN\0=\xD8x\0"), "utf-8", NULL, "error 1:2 not_utf16");
    check(BYTES("\xFF\xFEN\0\0\xDE"), "utf-8", NULL, "error 1:2 not_utf16");
    check(BYTES("\xFF\xFEN\0=\xD8"), "utf-8", NULL, "error 1:2 not_utf16");
    check(BYTES("\xFF\xFEN\0x"), "utf-8", NULL, "error 1:2 not_utf16");
    check(BYTES("\xFF\xFEN\0\0\0"), "utf-8", NULL, "error 1:2 nul_byte");
    check(BYTES("N\0a\0m\0e\0"), "utf-16", NULL, "error 1:2 nul_byte"); // no mark
    check(BYTES("\xFF\xFE\0\0N\0\0\0"), "utf-8", NULL, "error 1:1 utf32_not_read");
}

static void single_byte_encodings(void **state) {
    (void)state;
    check(BYTES("Jos\xE9 \x80\x93\x9F\xFF"), "windows-1252", "José €“Ÿÿ", "");
    check(BYTES("a\nb\x81"), "windows-1252", NULL, "error 2:2 byte_not_of_encoding");
    check(BYTES("Jos\xE9\xA4"), "iso-8859-1", "José¤", "");
    check(BYTES("\x93"), "iso-8859-1", NULL, "error 1:1 byte_not_of_encoding");
    check(BYTES("\xA4\xA6\xA8\xB4\xB8\xBC\xBD\xBE\xE9"), "iso-8859-15", "€ŠšŽžŒœŸé", "");
    check(BYTES("\x9F"), "iso-8859-15", NULL, "error 1:1 byte_not_of_encoding");
    check(BYTES("Jos\x8E\xDB\xFF"), "mac-roman", "José€ˇ", "");
    check(BYTES("x\0"), "mac-roman", NULL, "error 1:2 nul_byte");
    check(BYTES("Jos\xC3\xA9\n"), "windows-1252", "JosÃ©\n", "warning 1:4 encoding_doubtful");
    check(BYTES("plain\n"), "windows-1252", "plain\n", "");
}

// Each byte of each table against the maps of the Unicode consortium, as Python's codecs have them (sums of code
// points).
static void whole_tables(void **state) {
    (void)state;
    static const struct {
        const char *encoding;
        int undefined;
        uint32_t sum; // of all characters that are defined
    } PAGES[] = {
        {"windows-1252", 5, 172640}, {"iso-8859-1", 32, 28048}, {"iso-8859-15", 32, 37504}, {"mac-roman", 0, 480955}};
    for (size_t i = 0; i < COUNT(PAGES); i++) {
        int undefined = 0;
        uint32_t sum = 0;
        for (int byte = 1; byte < 256; byte++) {
            context c;
            context_init(&c, (host){0});
            arena a = arena_over(&c.memory);
            char one = (char)byte;
            span utf8;
            if (decode_text(&utf8, &a, &c, SPAN("m.csv"), (span){&one, 1}, span_of(PAGES[i].encoding)) == STATUS_OK) {
                size_t at = 0;
                assert_int_equal(text_invalid_at(utf8), SIZE_MAX);
                sum += text_next(utf8, &at);
                assert_int_equal(at, utf8.length);
            } else {
                undefined++;
            }
            arena_free(&a);
            said_end(&c);
        }
        assert_int_equal(undefined, PAGES[i].undefined);
        assert_int_equal(sum, PAGES[i].sum);
    }
}

static void files_that_are_no_csv(void **state) {
    (void)state;
    static const struct {
        span bytes;
        const char *findings;
    } FILES[] = {
        {SPAN_INIT("PK\3\4\x14\0\6\0\x08[Content_Types].xml xl/workbook.xml"), "error 1:1 spreadsheet_not_csv"},
        {SPAN_INIT("PK\3\4mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "error 1:1 spreadsheet_not_csv"},
        {SPAN_INIT("PK\3\4 Index/Document.iwa"), "error 1:1 spreadsheet_not_csv"},
        {SPAN_INIT("PK\3\4 word/document.xml"), "error 1:1 document_not_csv"},
        {SPAN_INIT("PK\3\4 mentors.csv"), "error 1:1 archive_not_csv"},
        {SPAN_INIT("PK\5\6"), "error 1:1 archive_not_csv"},
        {SPAN_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), "error 1:1 spreadsheet_not_csv"},
        {SPAN_INIT("%PDF-1.7\n"), "error 1:1 pdf_not_csv"},
        {SPAN_INIT("\x1F\x8B\x08\0"), "error 1:1 archive_not_csv"},
        {SPAN_INIT("BZh91AY&SY"), "error 1:1 archive_not_csv"},
        {SPAN_INIT("\xFD"
                   "7zXZ\0"),
         "error 1:1 archive_not_csv"},
        {SPAN_INIT("7z\xBC\xAF\x27\x1C"), "error 1:1 archive_not_csv"},
        {SPAN_INIT("{\\rtf1\\ansi"), "error 1:1 document_not_csv"},
        {SPAN_INIT("\x89PNG\r\n\x1A\n"), "error 1:1 picture_not_csv"},
        {SPAN_INIT("\n <!DOCTYPE html>\n<html>"), "error 1:1 web_page_not_csv"},
        {SPAN_INIT("\xEF\xBB\xBF<HTML>"), "error 1:1 web_page_not_csv"},
        {SPAN_INIT("<?xml version=\"1.0\"?>"), "error 1:1 web_page_not_csv"},
        {SPAN_INIT("[\n  {\"name\": 1}]"), "error 1:1 json_not_csv"},
        {SPAN_INIT("{\"name\": 1}"), "error 1:1 json_not_csv"},
    };
    for (size_t i = 0; i < COUNT(FILES); i++) {
        check(FILES[i].bytes, "utf-8", NULL, FILES[i].findings);
    }
    // What only looks like one of them.
    check(BYTES("PK,name\n"), "utf-8", "PK,name\n", "");
    check(BYTES("BZh,name\n"), "utf-8", "BZh,name\n", "");
    check(BYTES("[Name],x\n"), "utf-8", "[Name],x\n", "");
    check(BYTES("<3,x\n"), "utf-8", "<3,x\n", "");
}

static void settings_may_be_json(void **state) {
    (void)state;
    context c;
    context_init(&c, (host){0});
    arena a = arena_over(&c.memory);
    span utf8;
    assert_int_equal(decode_settings(&utf8, &a, &c, SPAN("program.yaml"), BYTES("{\"draw\": 1}")), STATUS_OK);
    assert_span(utf8, "{\"draw\": 1}");
    assert_int_equal(decode_settings(&utf8, &a, &c, SPAN("program.yaml"), BYTES("PK\3\4 xl/")), STATUS_BAD_INPUT);
    assert_int_equal(decode_settings(&utf8, &a, &c, SPAN("program.yaml"), BYTES("a: \xFC")), STATUS_BAD_INPUT);
    assert_said(&c, "error 1:1 spreadsheet_not_csv\nerror 1:4 not_utf8");
    arena_free(&a);
    said_end(&c);
}

static void places(void **state) {
    (void)state;
    span text = BYTES("aü\r\nb\rc\n\nd");
    static const struct {
        size_t at;
        uint32_t line, column;
    } PLACES[] = {{0, 1, 1}, {1, 1, 2}, {3, 1, 3}, {4, 1, 4},  {5, 2, 1},  {6, 2, 2},
                  {7, 3, 1}, {8, 3, 2}, {9, 4, 1}, {10, 5, 1}, {11, 5, 2}, {99, 5, 2}};
    decode_cursor cursor = decode_cursor_at_start(text);
    for (size_t i = 0; i < COUNT(PLACES); i++) {
        place p = decode_place(SPAN("f"), text, PLACES[i].at);
        assert_int_equal(p.line, PLACES[i].line);
        assert_int_equal(p.column, PLACES[i].column);
        decode_cursor_move(&cursor, PLACES[i].at);
        assert_int_equal(cursor.line, PLACES[i].line);
        assert_int_equal(cursor.column, PLACES[i].column);
    }
    decode_cursor_move(&cursor, 7); // and back
    assert_int_equal(cursor.line, 3);
}

static void want_of_memory(void **state) {
    (void)state;
    static const span TEXTS[] = {SPAN_INIT("\xFF\xFEN\0"), SPAN_INIT("Jos\xE9")};
    for (size_t i = 0; i < COUNT(TEXTS); i++) {
        context c;
        context_init(&c, (host){0});
        arena a = arena_over(&c.memory);
        span utf8;
        c.memory.fail_at = 1;
        assert_int_equal(decode_text(&utf8, &a, &c, SPAN("m.csv"), TEXTS[i], SPAN("windows-1252")), STATUS_NO_MEMORY);
        arena_free(&a);
        said_end(&c);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_with_and_without_bom),
        cmocka_unit_test(bytes_that_are_not_utf8),
        cmocka_unit_test(the_remedy_names_byte_and_encoding),
        cmocka_unit_test(utf16),
        cmocka_unit_test(single_byte_encodings),
        cmocka_unit_test(whole_tables),
        cmocka_unit_test(files_that_are_no_csv),
        cmocka_unit_test(settings_may_be_json),
        cmocka_unit_test(places),
        cmocka_unit_test(want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
