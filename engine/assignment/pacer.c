// SPDX-License-Identifier: GPL-3.0-or-later
#include "assignment/pacer.h"

status pacer_step(pacer *p, uint32_t weight) {
    if (p->deaf) {
        return STATUS_OK;
    }
    p->steps += weight;
    if (!pacer_stopped(p) && p->steps >= (p->every == 0 ? PACER_USUAL : p->every)) {
        const host *outside = &p->c->host;
        p->steps = 0;
        p->out_of_time = outside->milliseconds_left != NULL && outside->milliseconds_left(outside->self) <= 0;
        p->interrupted = !p->out_of_time && outside->stop != NULL && outside->stop(outside->self);
    }
    return pacer_stopped(p) ? STATUS_TIME_LIMIT : STATUS_OK;
}
