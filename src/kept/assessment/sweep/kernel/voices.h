/* Voices on the day at hand: which of its rows speak, and which of them is its account. */
#ifndef KEPT_VOICES_H
#define KEPT_VOICES_H

#include "ready.h"

/* ── Voices on the day at hand ──────────────────────────────────────────────────────────────── */

/* The distinct masks of a voice with many rows: a set for each. */
static i32 find_masks(Scratch *s, const Row *rows, i32 count, i32 at) {
    u8 seen[256] = {0};
    i32 kinds = 0;
    for (i32 i = 0; i < count; i++)
        if (!seen[rows[i].mask]) seen[rows[i].mask] = 1, s->masks[at + kinds++] = rows[i].mask;
    return kinds;
}

static i64 make_deep(Scratch *s, Voice *voice, const Row *rows, i64 deep) {
    voice->masks = voice->start; /* there are never more masks than rows */
    voice->kinds = (u8)(find_masks(s, rows, voice->count, voice->masks) - 1);
    voice->deep = deep;
    i64 end = deep + (voice->kinds + 1) * PICKS * deep_size(voice->count);
    if (end > s->bits_room) {
        s->bits_room = end + end / 2;
        s->bits = realloc(s->bits, (size_t)s->bits_room * sizeof(u64));
    }
    memset(s->bits + deep, 0, (size_t)(end - deep) * sizeof(u64));
    return end;
}

static void begin_voices(Scratch *s, const Slot *slot) {
    i64 deep = 0;
    memset(s->voices, 0, (size_t)slot->voices * sizeof(Voice));
    for (i32 v = 0; v < slot->voices; v++) {
        const Speech *speech = &slot->speeches[v];
        Voice *voice = &s->voices[v];
        voice->start = speech->start, voice->count = speech->count, voice->mask = speech->mask;
        memset(voice->low, NOT_TOLD, LANES), memset(voice->high, NOT_TOLD, LANES);
        voice->deep = -1, voice->least_ = -1;
        if (voice->count > 64) deep = make_deep(s, voice, slot->rows + voice->start, deep);
    }
}

static u64 *deep_of(const Scratch *s, const Voice *voice, i32 kind, i32 pick) {
    return s->bits + voice->deep + (kind * PICKS + pick) * deep_size(voice->count);
}

static void turn_deep(Scratch *s, Voice *voice, u8 mask, i32 at, i32 what) {
    i32 kind = 0;
    while (s->masks[voice->masks + kind] != mask) kind++;
    for (i32 pick = 0; pick < PICKS; pick++) {
        if (!(what >> pick & 1)) continue;
        u64 *set = deep_of(s, voice, kind, pick);
        if (what & ENDS) deep_clear(set, voice->count, at);
        else deep_set(set, voice->count, at);
    }
}

static void turn_row(Scratch *s, Voice *voice, u8 mask, i32 at, i32 what) {
    i32 picks = what & 3;
    if (picks == 1 || picks == 2) voice->differing += (picks == 2) == !(what & ENDS) ? 1 : -1;
    if (voice->deep >= 0) {
        turn_deep(s, voice, mask, at, what);
        return;
    }
    for (i32 pick = 0; pick < PICKS; pick++) {
        u64 bit = (u64)(picks >> pick & 1) << at;
        if (what & ENDS) voice->active[pick] &= ~bit;
        else voice->active[pick] |= bit;
    }
}

/* Of one voice the last row among those that speak, and the lanes for which it is that. */
typedef struct {
    const Row *row;
    u16 lanes;
} Account;

static i32 few_accounts(const Row *rows, u64 active, u8 left, Account *found, i32 *least_) {
    i32 count = 0;
    while (left && active) {
        i32 top = highest(active);
        u8 lanes = rows[top].mask & left;
        active &= ~(1ull << top);
        if (!lanes) continue;
        left &= (u8)~lanes;
        found[count++] = (Account){&rows[top], lanes};
        *least_ = top;
    }
    if (left) *least_ = -1;
    return count;
}

/* The last of each mask; then the last of these for each lane. */
static i32 deep_accounts(const Scratch *s, const Row *rows, const Voice *voice, i32 pick,
                         Account *found, i32 *least_) {
    i32 top[256], kinds = voice->kinds + 1, count = 0;
    u8 left = voice->mask;
    for (i32 k = 0; k < kinds; k++) top[k] = deep_highest(deep_of(s, voice, k, pick), voice->count);
    while (left) {
        i32 best = -1;
        for (i32 k = 0; k < kinds; k++)
            if (top[k] >= 0 && (best < 0 || top[k] > top[best])) best = k;
        if (best < 0) break;
        u8 lanes = s->masks[voice->masks + best] & left;
        if (lanes) {
            left &= (u8)~lanes;
            found[count++] = (Account){&rows[top[best]], lanes};
            *least_ = top[best];
        }
        top[best] = -1;
    }
    if (left) *least_ = -1;
    return count;
}

static i32 accounts(const Scratch *s, const Row *rows, const Voice *voice, i32 pick,
                    Account *found, i32 *least_) {
    rows += voice->start;
    if (voice->deep < 0) return few_accounts(rows, voice->active[pick], voice->mask, found, least_);
    return deep_accounts(s, rows, voice, pick, found, least_);
}

#endif
