// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain_fit.h"

#include <inttypes.h>

#include "words.h"

enum { NAME_COLUMNS = 24 };

static void print_line(explain *x, span label, span figures) {
    const size_t used = text_columns(label);
    const int gap = used < NAME_COLUMNS ? (int)(NAME_COLUMNS - used) : 1;
    terminal_print(&x->session->terminal->results, 0, 0, explain_say(x, arena_format(&x->session->arena, "    %.*s%*s%.*s", SPAN_ARGS(label), gap, "", SPAN_ARGS(figures))).text);
}

static wording two_decimals(int32_t bp) {
    wording w;
    (void)snprintf(w.text, sizeof w.text, "%" PRId32 ".%02" PRId32 " %%", bp / 100, bp % 100);
    return w;
}

void explain_fit_print(explain *x, const shown_criterion *criteria, uint32_t count, int32_t score_bp) {
    arena *a = &x->session->arena;
    int64_t weights = 0, sum = 0;
    for (uint32_t k = 0; k < count; k++) {
        const shown_criterion *it = &criteria[k];
        const int64_t part = (int64_t)it->weight * it->similarity_bp;
        weights += it->weight;
        sum += part;
        print_line(x, session_visible(x->session, it->name),
                   explain_say(x, arena_format(a, "%5" PRId32 " x %8s = %12s", it->weight, two_decimals(it->similarity_bp).text, words_points(part).text)));
        terminal_say(x->session->terminal, 0, "        %.*s", SPAN_ARGS(session_visible(x->session, it->because)));
    }
    if (weights == 0) {
        terminal_say(x->session->terminal, 0, "    No criterion that has a weight applies to the two: the fit is 0.00 %%.");
        return;
    }
    print_line(x, SPAN("sum"), explain_say(x, arena_format(a, "%5" PRId64 "%26s", weights, words_points(sum).text)));
    const span fit = explain_say(x, arena_format(a, "%s / %" PRId64 " =", words_points(sum).text, weights));
    print_line(x, SPAN("fit"), explain_say(x, arena_format(a, "%21.*s %9s", SPAN_ARGS(fit), two_decimals(score_bp).text)));
    if ((2 * sum + weights) / (2 * weights) != score_bp) {
        terminal_say(x->session->terminal, 0, "    What is not shown is rounded here, and exact in the fit.");
    }
}
