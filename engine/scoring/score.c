// The plain score of a pair: every criterion of the program in turn.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scoring/score.h"

#include "base/fixed.h"

int32_t score_of(const cohort *h, uint32_t mentee, uint32_t mentor, criterion_result *results) {
    int64_t sum = 0, weights = 0;
    for (uint32_t i = 0; i < h->program->criterion_count; i++) {
        criterion_result result = criterion_judge(h, i, mentee, mentor);
        if (result.applies) {
            sum += (int64_t)h->program->criteria[i].weight * result.similarity_bp;
            weights += h->program->criteria[i].weight;
        }
        if (results != NULL) {
            results[i] = result;
        }
    }
    return weights == 0 ? 0 : (int32_t)fixed_round_half_up(sum, weights);
}
