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
    if (a->days != b->days) return a->days < b->days ? -1 : 1;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    if (a->last != b->last) return a->last < b->last ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static void merge_sort(Row *rows, Row *spare, i32 count) {
    if (count <= 24) {
        for (i32 i = 1; i < count; i++) {
            if (!later(&rows[i - 1], &rows[i])) continue;
            Row it = rows[i];
            i32 j = i;
            for (; j > 0 && later(&rows[j - 1], &it); j--) rows[j] = rows[j - 1];
            rows[j] = it;
        }
        return;
    }
    i32 half = count / 2;
    merge_sort(rows, spare, half);
    merge_sort(rows + half, spare, count - half);
    if (!later(&rows[half - 1], &rows[half])) return;
    memcpy(spare, rows, (size_t)half * sizeof(Row));
    i32 i = 0, j = half, k = 0;
    while (i < half) rows[k++] = j < count && later(&spare[i], &rows[j]) ? rows[j++] : spare[i++];
}

/* Voices apart, and of each what it signed from what is reported: within these the rows stand
   nearly in order as they were entered. */
static void sort_rows(Row *rows, Row *spare, i32 count, i32 voices, u32 *places) {
    u32 sum = 0;
    memset(places, 0, (size_t)(2 * voices + 1) * sizeof(u32));
    for (i32 i = 0; i < count; i++) places[2 * rows[i].voice + (rows[i].rank >> 31)]++;
    for (i32 key = 0; key < 2 * voices; key++) {
        u32 n = places[key];
        places[key] = sum, sum += n;
    }
    for (i32 i = 0; i < count; i++)
        spare[places[2 * rows[i].voice + (rows[i].rank >> 31)]++] = rows[i];
    memcpy(rows, spare, (size_t)count * sizeof(Row));
    for (i32 key = 0, start = 0; key < 2 * voices; key++) {
        merge_sort(rows + start, spare, (i32)places[key] - start);
        start = (i32)places[key];
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
