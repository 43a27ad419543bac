/* The order of rows, and sets of rows: by voice, then by rank, then as entered. */
#ifndef KEPT_ORDER_H
#define KEPT_ORDER_H

#include "rows.h"

/* ── Order: by voice, then by rank, then as entered ─────────────────────────────────────────── */

static int later(const Row *one, const Row *other) {
    if (one->voice != other->voice) return one->voice > other->voice;
    if (one->rank != other->rank) return one->rank > other->rank;
    return one->row > other->row;
}

static int precise_first(const void *one, const void *other) {
    const Claim *a = one, *b = other;
    if (a->last - a->first != b->last - b->first)
        return a->last - a->first < b->last - b->first ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

/* Where a row stands or would stand. */
static i32 place_of(const Slot *slot, const Row *row) {
    i32 low = 0, high = slot->count;
    while (low < high) {
        i32 middle = (low + high) / 2;
        if (later(row, &slot->rows[middle])) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Places of rows of one voice, by rank and then as entered; they are nearly in order. */
static int comes_after(const Row *rows, i32 one, i32 other) {
    if (rows[one].rank != rows[other].rank) return rows[one].rank > rows[other].rank;
    return rows[one].row > rows[other].row;
}

static void merge_sort(const Row *rows, i32 *at, i32 *spare, i32 count) {
    if (count <= 24) {
        for (i32 i = 1; i < count; i++) {
            i32 it = at[i], j = i;
            for (; j > 0 && comes_after(rows, at[j - 1], it); j--) at[j] = at[j - 1];
            at[j] = it;
        }
        return;
    }
    i32 half = count / 2;
    merge_sort(rows, at, spare, half);
    merge_sort(rows, at + half, spare, count - half);
    if (!comes_after(rows, at[half - 1], at[half])) return;
    memcpy(spare, at, (size_t)half * sizeof(i32));
    i32 i = 0, j = half, k = 0;
    while (i < half)
        at[k++] = j < count && comes_after(rows, spare[i], at[j]) ? at[j++] : spare[i++];
}

/* Voices apart, and of each what it signed from what is reported: within these the rows stand
   nearly in order as they were entered. `places` has room for twice as many as there are rows. */
static void sort_rows(Row *rows, Row *spare, i32 *places, i32 count, i32 voices, i32 *by_voice) {
    i32 sum = 0;
    memset(by_voice, 0, (size_t)(2 * voices + 1) * sizeof(i32));
    for (i32 i = 0; i < count; i++) by_voice[2 * rows[i].voice + (rows[i].rank >> 31)]++;
    for (i32 key = 0; key < 2 * voices; key++) {
        i32 n = by_voice[key];
        by_voice[key] = sum, sum += n;
    }
    for (i32 i = 0; i < count; i++)
        places[by_voice[2 * rows[i].voice + (rows[i].rank >> 31)]++] = i;
    for (i32 key = 0, start = 0; key < 2 * voices; start = by_voice[key++])
        if (by_voice[key] - start > 1)
            merge_sort(rows, places + start, places + count, by_voice[key] - start);
    memcpy(spare, rows, (size_t)count * sizeof(Row));
    for (i32 i = 0; i < count; i++) rows[i] = spare[places[i]];
}

static int by_day(const void *one, const void *other) {
    i32 a = *(const i32 *)one, b = *(const i32 *)other;
    return (a > b) - (a < b);
}

static void sort_places(i32 *at, i32 count) {
    if (count > 32) {
        qsort(at, (size_t)count, sizeof(i32), by_day);
        return;
    }
    for (i32 i = 1, j; i < count; i++) {
        i32 it = at[i];
        for (j = i; j > 0 && at[j - 1] > it; j--) at[j] = at[j - 1];
        at[j] = it;
    }
}

/* ── Many rows of one voice: the highest bit of a set is found in three or four steps ─────────── */

/* A set lies level after level: a word for 64 rows, a word for 64 of these words, … */
static inline i64 words_of(i64 bits) { return (bits + 63) / 64; }

static i64 deep_size(i32 count) {
    i64 size = 0, bits = count;
    do {
        bits = words_of(bits), size += bits;
    } while (bits > 1);
    return size;
}

static void deep_set(u64 *set, i32 count, i32 at) {
    i64 bits = count;
    for (;;) {
        set[at >> 6] |= 1ull << (at & 63);
        i64 words = words_of(bits);
        if (words == 1) return;
        set += words, bits = words, at >>= 6;
    }
}

static void deep_clear(u64 *set, i32 count, i32 at) {
    i64 bits = count;
    for (;;) {
        set[at >> 6] &= ~(1ull << (at & 63));
        i64 words = words_of(bits);
        if (set[at >> 6] || words == 1) return;
        set += words, bits = words, at >>= 6;
    }
}

static inline i32 highest(u64 word) { return 63 - __builtin_clzll(word); }

static i32 deep_highest(const u64 *set, i32 count) {
    const u64 *level[8];
    i64 bits = count;
    i32 depth = 0;
    for (;; depth++) {
        level[depth] = set;
        i64 words = words_of(bits);
        if (words == 1) break;
        set += words, bits = words;
    }
    if (!*level[depth]) return -1;
    i32 at = highest(*level[depth]);
    while (depth-- > 0) at = at * 64 + highest(level[depth][at]);
    return at;
}

#endif
