/* Rows sorted out: who counts in which lane, and which slot each goes to. Several threads share
   each step; the next begins when it is over. */
#ifndef KEPT_SORTING_H
#define KEPT_SORTING_H

#include "rows.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

static i64 part_of(i64 rows, i64 part, i64 parts) { return rows * part / parts; }

CALLED void kept_masks(State *it, i64 part, i64 parts) {
    const i32 *statement = it->words.statement;
    i64 row = part_of(it->words.rows, part, parts), last = part_of(it->words.rows, part + 1, parts);
    i32 before = row ? statement[row - 1] : -1;
    for (; row < last; row++) {
        it->mask[row] = mask_of(it, row);
        for (; before < statement[row] && it->first_row; before++)
            it->first_row[before + 1] = (i32)row;
    }
}

/* `stands`: of each retraction the lanes in which it stands, where that has been worked out. */
CALLED void kept_retract(State *it, const u8 *stands) {
    i64 rows = it->retractions.rows;
    it->stands = malloc((size_t)rows + 1);
    if (stands) memcpy(it->stands, stands, (size_t)rows);
    else settle_retractions(it, it->stands);
    for (i64 at = 0; at < rows; at++)
        if (it->stands[at]) take_back(it, at, it->stands[at]);
    free(it->first_row), it->first_row = 0;
}

/* `counts` is parts × propositions: how many rows about each a part has. */
CALLED void kept_count(const State *it, i64 part, i64 parts, i32 *counts) {
    i32 *mine = counts + part * it->propositions.count;
    i64 last = part_of(it->words.rows, part + 1, parts);
    for (i64 row = part_of(it->words.rows, part, parts); row < last; row++)
        mine[it->words.proposition[row]] += it->mask[row] != 0;
}

/* Large and short-lived: in large pages, where there are any. */
static void *make_arena(size_t size) {
#ifdef __linux__
    void *made = 0;
    if (size >= (size_t)4 << 20 && !posix_memalign(&made, (size_t)2 << 20, size)) {
        madvise(made, size, MADV_HUGEPAGE);
        return made;
    }
#endif
    return malloc(size);
}

/* Turns the counts into the places at which each part writes its rows. */
CALLED void kept_place(State *it, i64 parts, i32 *counts) {
    i64 slots = it->questions.slots, about = it->propositions.count, all = 0;
    for (i64 p = 0; p < about; p++) {
        i32 count = 0;
        for (i64 part = 0; part < parts; part++) {
            i32 n = counts[part * about + p];
            counts[part * about + p] = count, count += n;
        }
        for (i32 i = it->questions.of_proposition_start[p];
             i < it->questions.of_proposition_start[p + 1]; i++)
            it->slots[it->questions.of_proposition[i]].count = count, all += count;
    }
    it->arena = make_arena((size_t)(all + 1) * sizeof(Row));
    it->plans = malloc((size_t)(slots + 1) * sizeof(Plan));
    for (i64 slot = 0, at = 0; slot < slots; at += it->slots[slot++].count) {
        it->slots[slot].rows = it->arena + at;
        it->plans[slot] = plan_of(it, (i32)slot);
    }
}

/* Rows that count, and the slots they go to: so many at once that a block stays near. */
enum { BLOCK = 1024 };

static i32 rows_that_count(const State *it, i64 *row, i64 last, i32 *found) {
    i32 n = 0;
    for (; *row < last && n < BLOCK; ++*row) found[n] = (i32)*row, n += it->mask[*row] != 0;
    return n;
}

CALLED void kept_fill(State *it, i64 part, i64 parts, i32 *counts) {
    const Questions *q = &it->questions;
    const i32 *start = q->of_proposition_start;
    const Facts facts = facts_of();
    i32 *mine = counts + part * it->propositions.count, rows[BLOCK + 1], n;
    i64 row = part_of(it->words.rows, part, parts), last = part_of(it->words.rows, part + 1, parts);
    while ((n = rows_that_count(it, &row, last, rows)) > 0)
        for (i32 i = 0; i < n; i++) {
            i32 p = it->words.proposition[rows[i]], at = mine[p]++;
            for (i32 j = start[p]; j < start[p + 1]; j++) {
                i32 slot = q->of_proposition[j];
                fill_row(it, &it->slots[slot].rows[at], rows[i], &it->plans[slot], &facts);
            }
        }
}

#endif
