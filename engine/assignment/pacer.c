// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/pacer.h"

enum { MICROSECONDS_BETWEEN_QUESTIONS = 500 };

status pacer_step(pacer *p, uint32_t weight) {
    if (p->deaf) {
        return STATUS_OK;
    }
    p->steps += weight;
    if (!pacer_stopped(p) && p->steps >= MICROSECONDS_BETWEEN_QUESTIONS) {
        const host *outside = &p->c->host;
        p->steps = 0;
        p->out_of_time = outside->milliseconds_left != NULL && outside->milliseconds_left(outside->self) <= 0;
        p->interrupted = !p->out_of_time && outside->stop != NULL && outside->stop(outside->self);
    }
    return pacer_stopped(p) ? STATUS_TIME_LIMIT : STATUS_OK;
}
