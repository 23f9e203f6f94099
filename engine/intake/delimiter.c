// A question's own text may hold a comma or a semicolon without being quoted, so counting in the header is not enough:
// the records that follow tell which count is the number of columns.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/delimiter.h"

enum { RECORDS_LOOKED_AT = 50, BYTES_LOOKED_AT = 1 << 20 };

static const char CANDIDATES[] = {'\t', ';', ','}; // equal otherwise: the one that is rarer in prose

size_t delimiter_cells(span utf8, size_t *at, char character) {
    while (*at < utf8.length && (utf8.text[*at] == '\n' || utf8.text[*at] == '\r')) {
        ++*at;
    }
    if (*at >= utf8.length) {
        return 0;
    }
    size_t cells = 1;
    bool quoted = false, cell_begins = true;
    while (*at < utf8.length) {
        char c = utf8.text[(*at)++];
        if (c == '"' && (quoted || cell_begins)) {
            quoted = !quoted;
        } else if (!quoted && (c == '\n' || c == '\r')) {
            break;
        } else if (!quoted && c == character) {
            cells++;
        }
        cell_begins = !quoted && c == character;
        if (c == '"' && *at < utf8.length && utf8.text[*at] == '"' && !quoted) {
            cell_begins = true; // a doubled quote inside quotes: goes on
        }
    }
    return cells;
}

// What share of the records after the header, in thousandths, have as many cells as the header. A share and not a count: where the
// character is not the separator, quotes do not stand where cells begin, and line breaks within cells seem to make more records.
static size_t agreeing_permille(span utf8, char character) {
    size_t at = 0, agreeing = 0, records = 0;
    size_t columns = delimiter_cells(utf8, &at, character);
    for (; records < RECORDS_LOOKED_AT; records++) {
        size_t cells = delimiter_cells(utf8, &at, character);
        if (cells == 0) {
            break;
        }
        agreeing += cells == columns;
    }
    return records == 0 ? 0 : agreeing * 1000 / records;
}

// "sep=;" with a line end, also in quotes.
static bool declared(delimiter *out, span utf8) {
    size_t at = span_starts(utf8, SPAN("\"")) ? 1 : 0;
    if (utf8.length < at + 6 || (utf8.text[at] | 0x20) != 's' || (utf8.text[at + 1] | 0x20) != 'e' ||
        (utf8.text[at + 2] | 0x20) != 'p' || utf8.text[at + 3] != '=') {
        return false;
    }
    char character = utf8.text[at + 4];
    size_t end = at + 5 + at; // a closing quote where there was an opening one
    if ((character != ',' && character != ';' && character != '\t') || end >= utf8.length ||
        (utf8.text[end] != '\r' && utf8.text[end] != '\n') || (at == 1 && utf8.text[end - 1] != '"')) {
        return false;
    }
    *out = (delimiter){character, end};
    return true;
}

delimiter delimiter_find(span utf8) {
    delimiter best = {',', 0};
    if (declared(&best, utf8)) {
        return best;
    }
    span searched = {utf8.text, utf8.length < BYTES_LOOKED_AT ? utf8.length : BYTES_LOOKED_AT};
    size_t best_columns = 1, best_agreeing = 0;
    for (size_t i = 0; i < sizeof CANDIDATES; i++) {
        size_t at = 0;
        size_t columns = delimiter_cells(searched, &at, CANDIDATES[i]);
        if (columns < 2) {
            continue;
        }
        size_t agreeing = agreeing_permille(searched, CANDIDATES[i]);
        if (best_columns == 1 || agreeing > best_agreeing || (agreeing == best_agreeing && columns > best_columns)) {
            best.character = CANDIDATES[i];
            best_columns = columns;
            best_agreeing = agreeing;
        }
    }
    return best;
}
