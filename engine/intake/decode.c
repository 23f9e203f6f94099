// Decoding: what a file is, is told from its first bytes; the single-byte encodings are tables of what differs from
// ISO 8859-1 (Unicode consortium, MAPPINGS/VENDORS and MAPPINGS/ISO8859). One code point of the original is one code
// point of the text, so places in the text are places in the original file.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/decode.h"

#include <string.h>

#include "intake/file_kind.h"

enum { NOT_A_CHARACTER = 0xFFFF, ENCODING_BYTES_LOOKED_AT = 10000 };

// A single-byte encoding: what each byte from `first` on stands for; bytes below it stand for themselves.
typedef struct code_page {
    const char *name;
    unsigned char first;
    uint16_t characters[128]; // of first, first + 1, …; 0: the byte's own number
} code_page;

static const code_page CODE_PAGES[] = {
    {"windows-1252", 0x80, {0x20AC, NOT_A_CHARACTER, 0x201A,          0x0192, 0x201E, 0x2026, 0x2020,
                            0x2021, 0x02C6,          0x2030,          0x0160, 0x2039, 0x0152, NOT_A_CHARACTER,
                            0x017D, NOT_A_CHARACTER, NOT_A_CHARACTER, 0x2018, 0x2019, 0x201C, 0x201D,
                            0x2022, 0x2013,          0x2014,          0x02DC, 0x2122, 0x0161, 0x203A,
                            0x0153, NOT_A_CHARACTER, 0x017E,          0x0178}},
    {"iso-8859-1",
     0x80, // C1 controls: nobody writes them; such a file is windows-1252
     {NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER,
      NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER,
      NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER,
      NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER,
      NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER, NOT_A_CHARACTER,
      NOT_A_CHARACTER, NOT_A_CHARACTER}},
    {"iso-8859-15",
     0x80,
     {NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      NOT_A_CHARACTER,
      0,
      0,
      0,
      0,
      0x20AC,
      0,
      0x0160,
      0,
      0x0161,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0x017D,
      0,
      0,
      0,
      0x017E,
      0,
      0,
      0,
      0x0152,
      0x0153,
      0x0178}},
    {"mac-roman", 0x80, {0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
                         0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
                         0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
                         0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
                         0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
                         0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
                         0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
                         0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
                         0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
                         0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
                         0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7}},
};

decode_cursor decode_cursor_at_start(span utf8) {
    return (decode_cursor){.utf8 = utf8, .at = 0, .line = 1, .column = 1};
}

void decode_cursor_move(decode_cursor *cursor, size_t at) {
    if (at > cursor->utf8.length) {
        at = cursor->utf8.length;
    }
    if (at < cursor->at) {
        *cursor = decode_cursor_at_start(cursor->utf8);
    }
    const char *text = cursor->utf8.text;
    for (size_t i = cursor->at; i < at; i++) {
        // The LF of a CRLF ends the line, its CR does not.
        if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < cursor->utf8.length && text[i + 1] == '\n'))) {
            cursor->line++;
            cursor->column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            cursor->column++;
        }
    }
    cursor->at = at;
}

place decode_place(span file, span utf8, size_t at) {
    decode_cursor cursor = decode_cursor_at_start(utf8);
    decode_cursor_move(&cursor, at);
    return (place){file, cursor.line, cursor.column};
}

// The characters 0..0x10FFFF as UTF-8; answers the length.
static size_t put_utf8(char *to, uint32_t c) {
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        to[0] = (char)(0xC0 | c >> 6);
        to[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        to[0] = (char)(0xE0 | c >> 12);
        to[1] = (char)(0x80 | (c >> 6 & 0x3F));
        to[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | c >> 18);
    to[1] = (char)(0x80 | (c >> 12 & 0x3F));
    to[2] = (char)(0x80 | (c >> 6 & 0x3F));
    to[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

// The UTF-16 unit at byte `at`.
static uint32_t unit_at(span bytes, size_t at, bool big_endian) {
    uint32_t first = (unsigned char)bytes.text[at], second = (unsigned char)bytes.text[at + 1];
    return big_endian ? first << 8 | second : second << 8 | first;
}

// `bytes` without their BOM.
static status utf16_to_utf8(span *utf8, arena *a, context *c, span file, span bytes, bool big_endian) {
    char *text = arena_alloc(a, bytes.length / 2 + 1, 3); // a unit is at most three bytes, a pair of units four
    if (text == NULL) {
        return STATUS_NO_MEMORY;
    }
    size_t length = 0, at = 0;
    uint32_t lone_half = 0;
    while (lone_half == 0 && at + 1 < bytes.length) {
        uint32_t unit = unit_at(bytes, at, big_endian);
        at += 2;
        if (unit >= 0xD800 && unit <= 0xDBFF && at + 1 < bytes.length) {
            uint32_t low = unit_at(bytes, at, big_endian);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (unit >= 0xD800 && unit <= 0xDFFF) {
            lone_half = unit;
        } else {
            length += put_utf8(text + length, unit);
        }
    }
    span whole = {text, length};
    if (lone_half != 0) {
        finding_add(&c->findings, SEVERITY_ERROR, decode_place(file, whole, length), "not_utf16",
                    "half of a UTF-16 pair stands alone here (0x%04X): save the file again as \"CSV UTF-8\"",
                    (unsigned)lone_half);
        return STATUS_BAD_INPUT;
    }
    if (at < bytes.length) {
        finding_add(&c->findings, SEVERITY_ERROR, decode_place(file, whole, length), "not_utf16",
                    "the file ends in the middle of a UTF-16 character: it was cut off; save or download it again");
        return STATUS_BAD_INPUT;
    }
    *utf8 = whole;
    return STATUS_OK;
}

static status code_page_to_utf8(span *utf8, arena *a, context *c, span file, span bytes, const code_page *page) {
    char *text = arena_alloc(a, bytes.length + 1, 3);
    if (text == NULL) {
        return STATUS_NO_MEMORY;
    }
    size_t length = 0;
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char byte = (unsigned char)bytes.text[i];
        uint32_t character = byte;
        if (byte >= page->first && page->characters[byte - page->first] != 0) {
            character = page->characters[byte - page->first];
        }
        if (character == NOT_A_CHARACTER) {
            finding_add(&c->findings, SEVERITY_ERROR, decode_place(file, (span){text, length}, length),
                        "byte_not_of_encoding",
                        "byte 0x%02X is no character of %s: set \"encoding\" under \"intake\" in program.yaml to the "
                        "encoding of the file (often %s), or save it as \"CSV UTF-8\"",
                        byte, page->name, strcmp(page->name, "windows-1252") == 0 ? "mac-roman" : "windows-1252");
            return STATUS_BAD_INPUT;
        }
        length += put_utf8(text + length, character);
    }
    *utf8 = (span){text, length};
    return STATUS_OK;
}

// Where a NUL is, most often a file is UTF-16 whose BOM was lost.
static status refuse_nul(context *c, span file, span utf8, bool is_table) {
    const char *nul = utf8.length == 0 ? NULL : memchr(utf8.text, 0, utf8.length);
    if (nul == NULL) {
        return STATUS_OK;
    }
    size_t at = (size_t)(nul - utf8.text), others = 0, nuls = 0;
    for (size_t i = 0; i < utf8.length && i < 1000; i++) {
        nuls += utf8.text[i] == 0;
        others += utf8.text[i] != 0;
    }
    bool like_utf16 = nuls * 3 > others;
    finding_add(
        &c->findings, SEVERITY_ERROR, decode_place(file, utf8, at), "nul_byte", "%s",
        !is_table ? "NUL byte (0x00): the file is damaged or no text file; save it again as plain text in UTF-8"
        : like_utf16
            ? "NUL byte (0x00): the file looks like UTF-16 without its byte order mark; save it as \"CSV UTF-8\""
            : "NUL byte (0x00): the file is damaged or no text file; save or download it again as CSV");
    return STATUS_BAD_INPUT;
}

// Between letters, the bytes 0x80 to 0x9F are accented letters on a Mac and
// next to nothing on Windows; bytes that come in pairs are of an encoding with thousands of characters.
const char *decode_likely(span bytes) {
    size_t mac = 0, windows = 0, beside_another = 0, all = 0;
    for (size_t i = 0; i < bytes.length && all < ENCODING_BYTES_LOOKED_AT; i++) {
        unsigned char c = (unsigned char)bytes.text[i];
        if (c < 0x80) {
            continue;
        }
        unsigned char before = i > 0 ? (unsigned char)bytes.text[i - 1] : ' ';
        unsigned char behind = i + 1 < bytes.length ? (unsigned char)bytes.text[i + 1] : ' ';
        bool in_word = (before | 0x20) >= 'a' && (before | 0x20) <= 'z';
        in_word = in_word || ((behind | 0x20) >= 'a' && (behind | 0x20) <= 'z');
        all++;
        beside_another += before >= 0x80 || behind >= 0x80;
        mac += in_word && c < 0xA0;
        windows += in_word && c >= 0xC0;
    }
    if (beside_another * 10 > all * 8) {
        return NULL;
    }
    return mac > windows ? "mac-roman" : "windows-1252";
}

// Whether byte `at` begins a character of which the rest is missing, behind others that are whole: the file was cut off.
static bool is_cut_off(span utf8, size_t at) {
    bool others = false;
    for (size_t i = 0; i < at; i++) {
        others = others || (unsigned char)utf8.text[i] >= 0x80;
    }
    unsigned char first = (unsigned char)utf8.text[at];
    size_t wanted = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 && first < 0xE0 ? 2 : 1;
    return others && at + wanted > utf8.length;
}

static span likely_remedy(arena *a, span bytes, size_t at) {
    if (is_cut_off(bytes, at)) {
        return SPAN("the file ends within a character; download it again, or save it as \"CSV UTF-8\"");
    }
    const char *likely = decode_likely(bytes);
    return likely == NULL
               ? SPAN("save the file as \"CSV UTF-8\"; its encoding is none of those that can be read as they are")
               : arena_format(a,
                              "save the file as \"CSV UTF-8\", or, if it comes from an older Excel on %s, write "
                              "\"intake: { encoding: %s }\" into program.yaml",
                              strcmp(likely, "mac-roman") == 0 ? "a Mac" : "Windows", likely);
}

static status check_utf8(context *c, span file, span utf8, bool is_table) {
    TRY(refuse_nul(c, file, utf8, is_table));
    size_t at = text_invalid_at(utf8);
    if (at == SIZE_MAX) {
        return STATUS_OK;
    }
    unsigned char byte = (unsigned char)utf8.text[at];
    arena scratch = arena_over(&c->memory);
    span remedy = is_table ? likely_remedy(&scratch, utf8, at) : SPAN("save the file as UTF-8");
    finding_add(&c->findings, SEVERITY_ERROR, decode_place(file, utf8, at), "not_utf8", "byte 0x%02X is not UTF-8: %.*s",
                byte, SPAN_ARGS(remedy));
    arena_free(&scratch);
    return STATUS_BAD_INPUT;
}

static const code_page *find_code_page(span encoding) {
    for (size_t i = 0; i < sizeof CODE_PAGES / sizeof CODE_PAGES[0]; i++) {
        if (span_equal(encoding, span_of(CODE_PAGES[i].name))) {
            return &CODE_PAGES[i];
        }
    }
    return NULL;
}

// A file that says windows-1252 and yet is flawless UTF-8 would come out with "Ã©" for "é".
static void warn_if_utf8(context *c, span file, span bytes, const code_page *page) {
    size_t at = 0;
    while (at < bytes.length && (unsigned char)bytes.text[at] < 0x80) {
        at++;
    }
    if (at < bytes.length && text_invalid_at(bytes) == SIZE_MAX) {
        finding_add(&c->findings, SEVERITY_WARNING, decode_place(file, bytes, at), "encoding_doubtful",
                    "read as %s because program.yaml says so, but the whole file is valid UTF-8: if accented letters "
                    "come out wrong, take \"encoding\" out of program.yaml",
                    page->name);
    }
}

static status decode(span *utf8, arena *a, context *c, span file, span bytes, span encoding, bool is_table) {
    if (bytes.length > DECODE_LIMIT_BYTES) {
        finding_add(&c->findings, SEVERITY_ERROR, (place){file, 1, 1}, "file_too_large",
                    "the file is larger than 1 GB: leave out what is not needed and save it again");
        return STATUS_BAD_INPUT;
    }
    TRY(file_kind_refuse(c, file, bytes, is_table));
    span utf8_bom = SPAN("\xEF\xBB\xBF");
    if (span_starts(bytes, SPAN("\xFF\xFE")) || span_starts(bytes, SPAN("\xFE\xFF"))) {
        span rest = {bytes.text + 2, bytes.length - 2};
        span text;
        TRY(utf16_to_utf8(&text, a, c, file, rest, bytes.text[0] == '\xFE'));
        TRY(refuse_nul(c, file, text, is_table));
        *utf8 = text;
        return STATUS_OK;
    }
    const code_page *page = find_code_page(encoding);
    bool has_bom = span_starts(bytes, utf8_bom);
    if (page == NULL || has_bom) {
        span text = has_bom ? (span){bytes.text + utf8_bom.length, bytes.length - utf8_bom.length} : bytes;
        TRY(check_utf8(c, file, text, is_table));
        *utf8 = text;
        return STATUS_OK;
    }
    TRY(refuse_nul(c, file, bytes, is_table));
    warn_if_utf8(c, file, bytes, page);
    return code_page_to_utf8(utf8, a, c, file, bytes, page);
}

status decode_text(span *utf8, arena *a, context *c, span file, span bytes, span encoding) {
    return decode(utf8, a, c, file, bytes, encoding, true);
}

status decode_settings(span *utf8, arena *a, context *c, span file, span bytes) {
    return decode(utf8, a, c, file, bytes, SPAN("utf-8"), false);
}
