// The library writes through files: the parts of the archive into temporary ones, the archive under a name. Here all of
// them are memory
// without a name (memfd), since what renders may write nowhere, and personal data has no business in /tmp.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // memfd_create; NOLINT(bugprone-reserved-identifier): it is the C library's own
#include "reports/workbook.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define WHERE "reports/workbook"
enum { LONGEST_CELL_UNITS = 32767, LONGEST_PROPERTY = 255, LETTER = 1, A4 = 9, PATH_ROOM = 32 };

struct workbook {
    scribe *scribe;
    lxw_workbook *book;
    lxw_worksheet *sheet; // the one that is being filled
    lxw_format *formats[WORKBOOK_STYLE_COUNT], *whole, *hundredths;
    workbook_look look;
    int archive; // descriptor of the memory that the archive is written to
    const char *names[WORKBOOK_SHEETS_MOST];
    size_t sheet_count;
    uint32_t columns_wide; // of the sheet, in characters
    const uint8_t *widths; // of its columns
    uint32_t width_count;
    uint32_t row;     // the one that was written to last
    size_t lines;     // that it needs
    lxw_error failed; // the first failure
};

// ---- files that are memory --------------------------------------------------------------------------------------

// The library's own function of this name makes a file in /tmp; the program's takes precedence over it.
FILE *lxw_tmpfile(char *folder) { // NOLINT(readability-non-const-parameter): the library declares it so
    (void)folder;
    const int descriptor = memfd_create("mentorpair", MFD_CLOEXEC);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w+b");
    if (file == NULL && descriptor >= 0) {
        (void)close(descriptor);
    }
    return file;
}

static status read_archive(span *out, arena *a, const workbook *w) {
    struct stat about;
    if (fstat(w->archive, &about) != 0 || about.st_size <= 0) {
        return context_fail(w->scribe->context, STATUS_INTERNAL, WHERE, "the archive cannot be read back");
    }
    const size_t size = (size_t)about.st_size;
    char *bytes = arena_alloc(a, size, 1);
    if (bytes == NULL) {
        return context_no_memory(w->scribe->context, WHERE);
    }
    for (size_t at = 0; at < size;) {
        const ssize_t got = pread(w->archive, bytes + at, size - at, (off_t)at);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return context_fail(w->scribe->context, STATUS_INTERNAL, WHERE, "the archive cannot be read back");
        }
        at += got > 0 ? (size_t)got : 0;
    }
    *out = (span){bytes, size};
    return STATUS_OK;
}

// ---- texts ------------------------------------------------------------------------------------------------------

static void note_failure(workbook *w, lxw_error result) {
    w->failed = w->failed == LXW_NO_ERROR ? result : w->failed;
}

static bool usable(workbook *w) {
    if (w->scribe->status != STATUS_OK) {
        note_failure(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    return w->failed == LXW_NO_ERROR && w->sheet != NULL;
}

#define ESCAPE "_x005F"

static bool is_hexadecimal(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}

// Whether a spreadsheet would read what stands here as another character: "_x0041_" is its way to write "A".
static bool is_escape(span text, size_t at) {
    enum { LENGTH = 7 };
    if (text.length - at < LENGTH || text.text[at] != '_' || text.text[at + 1] != 'x' ||
        text.text[at + LENGTH - 1] != '_') {
        return false;
    }
    for (size_t i = 2; i < LENGTH - 1; i++) {
        if (!is_hexadecimal(text.text[at + i])) {
            return false;
        }
    }
    return true;
}

// How many bytes of the text a cell of so many units can hold; *escapes of them need one.
static size_t longest_start(span text, size_t most_units, size_t *escapes) {
    size_t at = 0, units = 0;
    *escapes = 0;
    while (at < text.length) {
        const size_t start = at;
        const bool escape = is_escape(text, start);
        units += (text_next(text, &at) > 0xFFFF ? 2 : 1) + (escape ? sizeof ESCAPE - 1 : 0);
        if (units > most_units) {
            return start;
        }
        *escapes += escape;
    }
    return at;
}

// The text ended by zero, as the file format wants it. NULL: no memory.
static char *ended(workbook *w, span text, size_t most_units) {
    static const char ELLIPSIS[] = "\xE2\x80\xA6";
    size_t escapes, kept = longest_start(text, most_units, &escapes);
    if (kept < text.length) {
        kept = longest_start(text, most_units - 1, &escapes);
    }
    char *made = scribe_room(w->scribe, kept + escapes * (sizeof ESCAPE - 1) + sizeof ELLIPSIS, 1);
    size_t used = 0;
    if (made == NULL) {
        note_failure(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    for (size_t i = 0; i < kept; i++) {
        if (is_escape(text, i)) {
            memcpy(made + used, ESCAPE, sizeof ESCAPE - 1);
            used += sizeof ESCAPE - 1;
        }
        made[used++] = text.text[i];
    }
    if (kept < text.length) {
        memcpy(made + used, ELLIPSIS, sizeof ELLIPSIS);
    }
    return made;
}

// Of a page's head or foot, where & begins a command.
static char *page_line(workbook *w, span text, const char *before) {
    span doubled = scribe_format(w->scribe, "%s", before);
    for (size_t start = 0, i = 0; i <= text.length && text.length > 0; i++) {
        if (i == text.length || text.text[i] == '&') {
            doubled = scribe_format(w->scribe, "%.*s%.*s%s", SPAN_ARGS(doubled), (int)(i - start), text.text + start,
                                    i < text.length ? "&&" : "");
            start = i + 1;
        }
    }
    return doubled.length > LONGEST_PROPERTY ? NULL : ended(w, doubled, LONGEST_PROPERTY);
}

// ---- the whole --------------------------------------------------------------------------------------------------

static lxw_format *make_format(workbook *w, bool strong, uint32_t colour, double size) {
    lxw_format *made = workbook_add_format(w->book);
    if (made == NULL) {
        note_failure(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    if (strong) {
        format_set_bold(made);
    }
    format_set_font_color(made, colour);
    format_set_font_size(made, size);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    return made;
}

static void make_formats(workbook *w) {
    enum { INK = 0x1A1D21, MUTED = 0x50565E, LINE = 0xC9CED4, TINT = 0xF3F5F7, TEXT_FORMAT = 49 };
    static const struct {
        bool strong;
        uint32_t colour;
        double size;
    } STYLES[WORKBOOK_STYLE_COUNT] = {
        [WORKBOOK_PLAIN] = {false, INK, 10}, [WORKBOOK_STRONG] = {true, INK, 10}, [WORKBOOK_MUTED] = {false, MUTED, 10},
        [WORKBOOK_RIGHT] = {false, INK, 10}, [WORKBOOK_TITLE] = {true, INK, 13},  [WORKBOOK_HEAD] = {true, INK, 10},
        [WORKBOOK_FIELD] = {false, INK, 10}};
    for (size_t i = 0; i < WORKBOOK_STYLE_COUNT; i++) {
        lxw_format *made = make_format(w, STYLES[i].strong, STYLES[i].colour, STYLES[i].size);
        w->formats[i] = made;
        if (made != NULL) {
            if (i != WORKBOOK_MUTED) {
                format_set_text_wrap(made);
            }
            format_set_num_format_index(made, TEXT_FORMAT); // what is typed into it stays text too
        }
    }
    w->whole = make_format(w, false, INK, 10);
    w->hundredths = make_format(w, true, INK, 10);
    if (w->failed != LXW_NO_ERROR) {
        return;
    }
    format_set_align(w->formats[WORKBOOK_RIGHT], LXW_ALIGN_RIGHT);
    format_set_bottom(w->formats[WORKBOOK_HEAD], LXW_BORDER_THIN);
    format_set_border(w->formats[WORKBOOK_FIELD], LXW_BORDER_THIN);
    format_set_border_color(w->formats[WORKBOOK_FIELD], LINE);
    format_set_bg_color(w->formats[WORKBOOK_FIELD], TINT);
    format_set_num_format(w->whole, "#,##0");
    format_set_num_format(w->hundredths, "0.0");
}

static void set_properties(workbook *w) {
    lxw_doc_properties about = {.title = ended(w, w->look.title, LONGEST_PROPERTY), // 0 would be taken for "now"
                                .created = w->look.made_at == 0 ? 1 : (time_t)w->look.made_at};
    note_failure(w, workbook_set_properties(w->book, &about));
}

status workbook_create(workbook **out, scribe *s, const workbook_look *look) {
    TRY(s->status);
    workbook *w = memory_alloc(&s->context->memory, 1, sizeof *w);
    if (w == NULL) {
        return context_no_memory(s->context, WHERE);
    }
    *w = (workbook){.scribe = s, .look = *look, .archive = memfd_create("mentorpair", MFD_CLOEXEC)};
    *out = w;
    if (w->archive < 0) {
        return context_fail(s->context, STATUS_INTERNAL, WHERE, "no file in memory: %s", strerror(errno));
    }
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", w->archive);
    w->book = workbook_new(path);
    if (w->book == NULL) {
        return context_no_memory(s->context, WHERE);
    }
    make_formats(w);
    set_properties(w);
    return w->failed == LXW_NO_ERROR ? STATUS_OK : context_no_memory(s->context, WHERE);
}

void workbook_free(workbook *w) {
    if (w == NULL) {
        return;
    }
    if (w->book != NULL) {
        lxw_workbook_free(w->book);
    }
    if (w->archive >= 0) {
        (void)close(w->archive);
    }
    memory_free(&w->scribe->context->memory, w);
}

status workbook_finish(span *out, arena *a, workbook *w) {
    context *c = w->scribe->context;
    if (w->failed == LXW_NO_ERROR && w->scribe->status == STATUS_OK) {
        note_failure(w, workbook_close(w->book));
        w->book = NULL; // closing frees it, however it ends
    }
    TRY(w->scribe->status);
    if (w->failed == LXW_ERROR_MEMORY_MALLOC_FAILED) {
        return context_no_memory(c, WHERE);
    }
    if (w->failed != LXW_NO_ERROR) {
        return context_fail(c, STATUS_INTERNAL, WHERE, "%s", lxw_strerror(w->failed));
    }
    return read_archive(out, a, w);
}

// ---- sheets -----------------------------------------------------------------------------------------------------

void workbook_sheet(workbook *w, span name, const uint8_t *widths, uint32_t count, uint32_t head_rows,
                    uint32_t head_columns) {
    w->sheet = NULL;
    if (w->failed != LXW_NO_ERROR || w->sheet_count == WORKBOOK_SHEETS_MOST) {
        return;
    }
    const char *named = ended(w, name, LXW_SHEETNAME_MAX);
    w->sheet = named == NULL ? NULL : workbook_add_worksheet(w->book, named);
    if (w->sheet == NULL) {
        note_failure(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    w->names[w->sheet_count++] = named;
    w->columns_wide = 0;
    w->widths = widths;
    w->width_count = count;
    w->lines = 0;
    for (uint32_t i = 0; i < count; i++) {
        note_failure(w,
                     worksheet_set_column(w->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], w->formats[WORKBOOK_PLAIN]));
        w->columns_wide += widths[i];
    }
    if (head_rows > 0) {
        worksheet_freeze_panes(w->sheet, head_rows, (lxw_col_t)head_columns);
        note_failure(w, worksheet_repeat_rows(w->sheet, 0, head_rows - 1));
    }
    worksheet_set_landscape(w->sheet);
    worksheet_set_paper(w->sheet, w->look.paper_is_a4 ? A4 : LETTER);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    const char *head = page_line(w, w->look.head, "&R"), *foot = page_line(w, w->look.foot, "&L");
    if (head != NULL) {
        note_failure(w, worksheet_set_header(w->sheet, head));
    }
    if (foot != NULL) {
        note_failure(w, worksheet_set_footer(w->sheet, foot));
    }
}

// Not every spreadsheet program finds out the height of rows by itself.
enum { LINE_POINTS = 14, MOST_LINES = 28 };

static double height_of(size_t lines) {
    return (double)((lines < MOST_LINES ? lines : MOST_LINES) * LINE_POINTS + 2);
}

// How many lines text takes in so many characters, with some room for wide letters.
static size_t lines_of(span text, size_t width) {
    const size_t letters = width > 10 ? width * 9 / 10 : width;
    size_t lines = 0;
    for (size_t start = 0, i = 0; i <= text.length; i++) {
        if (i == text.length || text.text[i] == '\n') {
            lines += text_columns((span){text.text + start, i - start}) / letters + 1;
            start = i + 1;
        }
    }
    return lines;
}

static void grow_row(workbook *w, uint32_t row, size_t lines) {
    if (row != w->row || w->lines == 0) {
        w->row = row;
        w->lines = 1;
    }
    if (lines > w->lines) {
        w->lines = lines;
        note_failure(w, worksheet_set_row(w->sheet, row, height_of(lines), NULL));
    }
}

void workbook_text(workbook *w, uint32_t row, uint32_t column, span text, workbook_style style) {
    const char *words = usable(w) ? ended(w, text, LONGEST_CELL_UNITS) : NULL;
    if (words == NULL) {
        return;
    }
    note_failure(w, worksheet_write_string(w->sheet, row, (lxw_col_t)column, words, w->formats[style]));
    if (style != WORKBOOK_MUTED && column < w->width_count) {
        grow_row(w, row, lines_of(text, w->widths[column]));
    }
}

void workbook_wide_text(workbook *w, uint32_t row, uint32_t columns, span text, workbook_style style) {
    const char *words = usable(w) ? ended(w, text, LONGEST_CELL_UNITS) : NULL;
    if (words == NULL) {
        return;
    }
    const size_t lines = lines_of(text, style == WORKBOOK_TITLE ? w->columns_wide * 2 / 3 : w->columns_wide);
    note_failure(w, worksheet_set_row(w->sheet, row, height_of(lines) + (style == WORKBOOK_TITLE ? 6 : 2), NULL));
    if (columns > 1) {
        note_failure(w,
                     worksheet_merge_range(w->sheet, row, 0, row, (lxw_col_t)(columns - 1), words, w->formats[style]));
    } else {
        note_failure(w, worksheet_write_string(w->sheet, row, 0, words, w->formats[style]));
    }
}

void workbook_whole(workbook *w, uint32_t row, uint32_t column, int64_t number) {
    if (usable(w)) {
        note_failure(w, worksheet_write_number(w->sheet, row, (lxw_col_t)column, (double)number, w->whole));
    }
}

void workbook_hundredths(workbook *w, uint32_t row, uint32_t column, int64_t hundredths) {
    if (usable(w)) {
        note_failure(w,
                     worksheet_write_number(w->sheet, row, (lxw_col_t)column, (double)hundredths / 100, w->hundredths));
    }
}

void workbook_choices(workbook *w, uint32_t first_row, uint32_t last_row, uint32_t column, const char *const *words) {
    enum { MOST_WORDS = 8 };
    char *list[MOST_WORDS + 1] = {NULL};
    for (size_t i = 0; usable(w) && words[i] != NULL && i < MOST_WORDS; i++) {
        list[i] = ended(w, span_of(words[i]), LONGEST_PROPERTY);
    }
    if (usable(w)) {
        lxw_data_validation limits = {.validate = LXW_VALIDATION_TYPE_LIST, .value_list = list};
        note_failure(w, worksheet_data_validation_range(w->sheet, first_row, (lxw_col_t)column, last_row,
                                                        (lxw_col_t)column, &limits));
    }
}

void workbook_filter(workbook *w, uint32_t last_row, uint32_t last_column) {
    if (usable(w)) {
        note_failure(w, worksheet_autofilter(w->sheet, 0, 0, last_row, (lxw_col_t)last_column));
    }
}

void workbook_bars(workbook *w, uint32_t last_row, uint32_t at_column, span title) {
    enum {
        WANTED = 0x9A3B00,
        OFFERED = 0x14507A,
        GRIDLINE = 0xC9CED4,
        ROW_PIXELS = 34,
        WIDTH_PIXELS = 760,
        STANDARD_HEIGHT = 288,
        STANDARD_WIDTH = 480
    };
    static const uint32_t COLOURS[] = {WANTED, OFFERED};
    lxw_chart *chart = usable(w) ? workbook_add_chart(w->book, LXW_CHART_BAR) : NULL;
    if (chart == NULL) {
        note_failure(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    const char *sheet = w->names[w->sheet_count - 1];
    for (lxw_col_t i = 0; i < 2; i++) {
        lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
        if (series == NULL) {
            note_failure(w, LXW_ERROR_MEMORY_MALLOC_FAILED);
            return;
        }
        chart_series_set_categories(series, sheet, 1, 0, last_row, 0);
        chart_series_set_values(series, sheet, 1, (lxw_col_t)(1 + i), last_row, (lxw_col_t)(1 + i));
        chart_series_set_name_range(series, sheet, 0, (lxw_col_t)(1 + i));
        chart_series_set_fill(series, &(lxw_chart_fill){.color = COLOURS[i]});
    }
    const char *words = ended(w, title, LONGEST_PROPERTY);
    if (words != NULL) {
        chart_title_set_name(chart, words);
        chart_title_set_name_font(chart, &(lxw_chart_font){.size = 12});
    }
    chart_axis_set_reverse(chart->y_axis); // the first row on top
    chart_axis_major_gridlines_set_line(chart->x_axis, &(lxw_chart_line){.color = GRIDLINE, .width = 0.5F});
    chart_legend_set_position(chart, LXW_CHART_LEGEND_TOP);
    const double height = 140 + (double)last_row * ROW_PIXELS;
    lxw_chart_options where = {.x_scale = (double)WIDTH_PIXELS / STANDARD_WIDTH,
                               .y_scale = height / STANDARD_HEIGHT,
                               .description = (char *)(uintptr_t)words};
    note_failure(w, worksheet_insert_chart_opt(w->sheet, 1, (lxw_col_t)at_column, chart, &where));
}
