// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf_flow.h"

void pdf_flow_page(pdf_flow *flow) {
    pdf_page(flow->pdf);
    flow->y = flow->top;
    if (flow->furniture != NULL) {
        flow->furniture(flow);
    }
}

bool pdf_flow_at_top(const pdf_flow *flow) {
    return flow->y <= flow->top + 0.5;
}

void pdf_flow_need(pdf_flow *flow, double height) {
    if (flow->y + height > flow->bottom && !pdf_flow_at_top(flow)) {
        pdf_flow_page(flow);
    }
}

void pdf_flow_words(pdf_flow *flow, phrase words, pdf_style style, const char *element, double width) {
    pdf_words *w = pdf_set(flow->pdf, words, style, width > 0 ? width : flow->width);
    uint32_t lines = pdf_lines(w), done = 0;
    double leading = pdf_leading(style);
    while (done < lines) {
        pdf_flow_need(flow, leading);
        double room = (flow->bottom - flow->y) / leading;
        uint32_t fit = room < 1 ? 1 : room >= lines - done ? lines - done : (uint32_t)room;
        pdf_open(flow->pdf, element);
        pdf_show(flow->pdf, w, flow->x, flow->y, done, fit, flow->width, false);
        pdf_close(flow->pdf, element);
        flow->y += fit * leading;
        done += fit;
    }
}
