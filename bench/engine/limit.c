/* The least any such engine must do, done as fast as we can: read every column once, sort the
   rows once by what they are about, write one byte for each commitment, standpoint and day.
   Two threads, each with half of the rows. Also how fast this machine reads and copies. */

#include <immintrin.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 2
#define SLOTS 2048
#define BLOCK 2048

struct record {
    uint64_t days, rest;
};

struct columns {
    int64_t rows;
    const int32_t *statement, *proposition;
    const int16_t *speaker, *unnamed;
    const uint8_t *kind, *flags, *release, *grade;
    const int32_t *said, *first, *last, *until;
    const int64_t *low, *high;
    const int8_t *extent_low, *extent_high;
    const int32_t *published, *entered;
};

struct work {
    struct columns in;
    const uint64_t *also; /* retractions, answers, index: read as they lie */
    int64_t also_words;
    struct record *out;
    uint8_t *grid;
    int64_t grid_bytes;
    int version;
    int64_t count[THREADS][SLOTS];
    pthread_barrier_t together;
};

struct part {
    struct work *work;
    int thread;
};

static inline struct record packed(const struct columns *c, int64_t i) {
    struct record it;
    it.days = (uint64_t)(uint32_t)c->last[i] << 32 | (uint32_t)(c->until[i] ^ c->first[i]);
    uint32_t said = (uint32_t)(c->said[i] ^ c->published[i] ^ c->entered[i] ^ c->statement[i]);
    uint32_t who = (uint32_t)(uint16_t)c->speaker[i] << 16 | (uint16_t)c->unnamed[i];
    uint32_t how = (uint32_t)(c->kind[i] ^ c->flags[i] ^ c->release[i] ^ c->grade[i]);
    uint32_t far = (uint32_t)(uint8_t)c->extent_low[i] << 8 | (uint8_t)c->extent_high[i];
    uint32_t much = (uint32_t)(uint64_t)c->low[i] ^ (uint32_t)(uint64_t)c->high[i];
    it.rest = (uint64_t)said << 32 | (who ^ how << 8 ^ far ^ much);
    return it;
}

typedef void sorter(struct work *, int64_t from, int64_t to, int64_t *place);

static void one_by_one(struct work *w, int64_t from, int64_t to, int64_t *place) {
    for (int64_t i = from; i < to; i++)
        w->out[place[w->in.proposition[i]]++] = packed(&w->in, i);
}

static int64_t pack(struct work *w, int64_t start, int64_t to, struct record *block) {
    int64_t size = to - start < BLOCK ? to - start : BLOCK;
    for (int64_t i = 0; i < size; i++)
        block[i] = packed(&w->in, start + i);
    return size;
}

static void by_blocks(struct work *w, int64_t from, int64_t to, int64_t *place) {
    struct record block[BLOCK];
    for (int64_t start = from; start < to; start += BLOCK) {
        int64_t size = pack(w, start, to, block);
        for (int64_t i = 0; i < size; i++)
            w->out[place[w->in.proposition[start + i]]++] = block[i];
    }
}

/* A cache line for each slot, written past the cache once it is full. */
static void by_lines(struct work *w, int64_t from, int64_t to, int64_t *place) {
    static __thread struct record line[SLOTS][4] __attribute__((aligned(64)));
    int64_t begin[SLOTS];
    struct record block[BLOCK];
    memcpy(begin, place, sizeof begin);
    for (int64_t start = from; start < to; start += BLOCK) {
        int64_t size = pack(w, start, to, block);
        for (int64_t i = 0; i < size; i++) {
            int32_t slot = w->in.proposition[start + i];
            int64_t at = place[slot]++, first = at - 3;
            line[slot][at & 3] = block[i];
            if ((at & 3) != 3)
                continue;
            if (first < begin[slot]) { /* the line is shared with what stands before */
                for (int64_t each = begin[slot]; each <= at; each++)
                    w->out[each] = line[slot][each & 3];
                continue;
            }
            for (int each = 0; each < 4; each++)
                _mm_stream_si128((__m128i *)&w->out[first + each],
                                 _mm_load_si128((const __m128i *)&line[slot][each]));
        }
    }
    for (int slot = 0; slot < SLOTS; slot++) {
        int64_t each = place[slot] & ~(int64_t)3;
        for (each = each < begin[slot] ? begin[slot] : each; each < place[slot]; each++)
            w->out[each] = line[slot][each & 3];
    }
    _mm_sfence();
}

static sorter *const versions[] = {one_by_one, by_blocks, by_lines};

static void *run(void *given) {
    struct part *part = given;
    struct work *w = part->work;
    int t = part->thread;
    int64_t half = (w->in.rows + 1) / THREADS, from = t * half;
    int64_t to = from + half < w->in.rows ? from + half : w->in.rows;
    int64_t *count = w->count[t], place[SLOTS], at = 0;
    memset(count, 0, sizeof w->count[t]);
    for (int64_t i = from; i < to; i++)
        count[w->in.proposition[i]]++;
    int64_t share = w->also_words / THREADS;
    uint64_t seen = 0;
    for (int64_t i = t * share; i < (t + 1) * share; i++)
        seen ^= w->also[i];
    pthread_barrier_wait(&w->together);
    for (int slot = 0; slot < SLOTS; slot++)
        for (int other = 0; other < THREADS; other++) {
            if (other == t)
                place[slot] = at;
            at += w->count[other][slot];
        }
    versions[w->version](w, from, to, place);
    int64_t bytes = w->grid_bytes / THREADS;
    memset(w->grid + t * bytes, (int)(seen & 63), (size_t)bytes);
    return NULL;
}

static void in_threads(void *(*what)(void *), struct part *parts) {
    pthread_t other[THREADS];
    for (int t = 1; t < THREADS; t++)
        pthread_create(&other[t], NULL, what, &parts[t]);
    what(&parts[0]);
    for (int t = 1; t < THREADS; t++)
        pthread_join(other[t], NULL);
}

/* Everything once, by one of three versions; `out` must lie on a cache line. */
void limit(const struct columns *in, const uint64_t *also, int64_t also_words, struct record *out,
           uint8_t *grid, int64_t grid_bytes, int version) {
    struct work *w = malloc(sizeof *w);
    *w = (struct work){*in, also, also_words, out, grid, grid_bytes, version};
    pthread_barrier_init(&w->together, NULL, THREADS);
    struct part parts[THREADS];
    for (int t = 0; t < THREADS; t++)
        parts[t] = (struct part){w, t};
    in_threads(run, parts);
    pthread_barrier_destroy(&w->together);
    free(w);
}

struct stretch {
    const uint64_t *from;
    uint64_t *to; /* none: it is only read */
    int64_t words;
    uint64_t seen;
};

static void *pass(void *given) {
    struct stretch *it = given;
    if (it->to) {
        memcpy(it->to, it->from, (size_t)it->words * 8);
        return NULL;
    }
    uint64_t seen = 0;
    for (int64_t i = 0; i < it->words; i++)
        seen ^= it->from[i];
    it->seen = seen;
    return NULL;
}

/* Read, or copy where `to` is given, as many words of eight bytes; each thread its half. */
uint64_t passed(const uint64_t *from, uint64_t *to, int64_t words) {
    struct stretch half[THREADS];
    pthread_t other;
    for (int t = 0; t < THREADS; t++)
        half[t] = (struct stretch){from + t * (words / THREADS),
                                   to ? to + t * (words / THREADS) : NULL, words / THREADS, 0};
    pthread_create(&other, NULL, pass, &half[1]);
    pass(&half[0]);
    pthread_join(other, NULL);
    return half[0].seen ^ half[1].seen;
}
