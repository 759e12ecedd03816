/* The inner loops of the index: building a segment, and exact top-k search over segments.

   The plain Python of retrieval/index says the same at length and is tested equal; layout.py draws the arrays.  A posting
   is a document and a mark: the term's frequency (high four bits; 15 means "15 or more, see the overflow") and the class
   of the document's length (low four bits; the class's shortest length stands in the edges).  So one byte gives an upper
   bound of the posting's share of the score under any k1, b and average length.

   Search goes over windows of documents that fit the first-level cache.  Lists are ordered by the most they can add.
   Those that together cannot reach the k-th score found so far are not walked (MaxScore); the others add their bounds,
   quantised to 16 bits, into the window's accumulators.  Only documents whose bound can still win are looked up in the
   lists not walked, and the survivors are scored exactly, in doubles, from frequency and length.

   Every index into memory of ours is masked or checked, so that a damaged file gives a wrong answer, never a crash. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#define NOT_INLINE __attribute__((noinline))
#else
#define PREFETCH(address) ((void)(address))
#define NOT_INLINE
#endif

#define WINDOW 16384u    /* documents; 32 KiB of accumulators */
#define FIRST 1024u      /* documents of the first window */
#define CLASSES 16u      /* of document length */
#define MANY 15u         /* a frequency that does not fit its four bits */
#define DENSE 5u         /* a term in a fifth of the documents takes less room as a byte a document */
#define LOOKED_UP 4u     /* times the work of walking over a posting is that of looking one up */
#define FULL 65535.0     /* of an accumulator */

enum { FINE = 0, NO_MEMORY = -1, TWICE = -2, TOO_MUCH = -3, NUL_INSIDE = -4 };

typedef struct {
    uint64_t start;      /* in the sparse arrays, or in the dense one */
    uint32_t documents;
    uint8_t most;        /* the largest frequency, at most MANY */
    uint8_t shortest;    /* the smallest length class */
    uint8_t dense;
    uint8_t unused;
} term_info;

typedef struct {
    uint32_t documents, terms, slots, gone;
    uint64_t sparse, dense_bytes, overflow, text_bytes;
    const uint32_t *slot, *text_at;
    const uint8_t *text;
    const term_info *info;
    const uint32_t *document;
    const uint8_t *mark, *dense;
    const uint64_t *overflow_at;
    const uint32_t *overflow_tf;
    const uint32_t *lengths, *edges;
    const uint8_t *allowed;                       /* a byte a document, 0 or 255; NULL is all */
    const uint32_t *gone_terms, *gone_counts;     /* what removed documents take from the document frequencies */
    const uint32_t *key_at;
    const uint8_t *key;
    const int32_t *attributes;
} segment;

/* ------------------------------------------------------------------------------------------------------ hashing */

static uint32_t crc_table[256];

static uint32_t crc_of(const uint8_t *text, size_t length) {
    uint32_t crc = 0xffffffffu;
    while (length--) crc = crc_table[(crc ^ *text++) & 255] ^ (crc >> 8);
    return ~crc;
}

/* To be called once, before anything else. */
EXPORT void gongbao_prepare(void) {
    for (uint32_t n = 0; n < 256; n++) {
        uint32_t c = n;
        for (int bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1;
        crc_table[n] = c;
    }
}

EXPORT uint32_t gongbao_source(void) { return SOURCE; }

/* ----------------------------------------------------------------------------------------------------- searching */

/* Whether the postings lie inside the arrays. */
static int is_sound(const segment *s, const term_info *info) {
    uint64_t room = info->dense ? s->dense_bytes : s->sparse, need = info->dense ? s->documents : info->documents;
    return info->start <= room && need <= room - info->start;
}

/* The term's number in the segment plus one, or 0. */
static uint32_t term_of(const segment *s, const uint8_t *text, uint32_t length, uint32_t hash) {
    if (!s->slots) return 0;
    for (uint32_t at = hash & (s->slots - 1), tries = 0; tries < s->slots; at = (at + 1) & (s->slots - 1), tries++) {
        uint32_t term = s->slot[at];
        if (!term || term > s->terms) return 0;
        uint32_t from = s->text_at[term - 1], until = s->text_at[term];
        if (until - from == length && until <= s->text_bytes && !memcmp(s->text + from, text, length))
            return is_sound(s, &s->info[term - 1]) ? term : 0;
    }
    return 0;
}

static uint32_t gone_of(const segment *s, uint32_t term) {
    uint32_t low = 0, high = s->gone;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->gone_terms[middle] < term) low = middle + 1; else high = middle;
    }
    return low < s->gone && s->gone_terms[low] == term ? s->gone_counts[low] : 0;
}

static uint32_t overflow_of(const segment *s, uint64_t posting) {
    uint64_t low = 0, high = s->overflow;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (s->overflow_at[middle] < posting) low = middle + 1; else high = middle;
    }
    return low < s->overflow && s->overflow_at[low] == posting ? s->overflow_tf[low] : MANY;
}

/* The first place in [from, until) that holds `wanted` or more: steps that double, then halves. */
static uint32_t gallop(const uint32_t *documents, uint32_t from, uint32_t until, uint32_t wanted) {
    uint32_t step = 1, low = from;
    while (from < until && documents[from] < wanted) {
        low = from + 1;
        from = until - from > step ? from + step : until;
        step *= 2;
    }
    while (low < from) {
        uint32_t middle = low + (from - low) / 2;
        if (documents[middle] < wanted) low = middle + 1; else from = middle;
    }
    return low;
}

typedef struct {
    double gain;                  /* weight * idf * (k1 + 1) */
    double most;                  /* no posting adds more */
    double flat, slope;           /* norm = flat + slope * length */
    const uint32_t *document;     /* NULL where dense */
    const uint8_t *mark;
    uint64_t first;               /* number of the first posting, for the overflow */
    const uint32_t *lengths;
    uint32_t documents, number;   /* how many; the term's place in the query */
    uint32_t from, until, end;    /* the postings of the window that ends there */
    uint16_t bound[256];          /* by mark: no posting so marked adds more, in units */
} list;

typedef struct { double score; uint32_t segment, document; uint64_t matched; } hit;    /* matched: the first 64 terms */
typedef struct { uint32_t start, end; } window;
typedef struct { uint16_t place, bound; } candidate;     /* a document of the window */

static int worse(const hit *a, const hit *b) {
    if (a->score != b->score) return a->score < b->score;
    if (a->segment != b->segment) return a->segment > b->segment;
    return a->document > b->document;
}

static int by_merit(const void *a, const void *b) { return worse(a, b) ? 1 : worse(b, a) ? -1 : 0; }

static void sink(hit *heap, uint32_t size, uint32_t at) {
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= size) return;
        if (child + 1 < size && worse(&heap[child + 1], &heap[child])) child++;
        if (!worse(&heap[child], &heap[at])) return;
        hit moved = heap[at];
        heap[at] = heap[child];
        heap[child] = moved;
        at = child;
    }
}

static void offer(hit *heap, uint32_t *size, uint32_t k, hit found) {
    if (*size < k) {
        uint32_t at = (*size)++;
        while (at && worse(&found, &heap[(at - 1) / 2])) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = found;
    } else if (worse(&heap[0], &found)) {
        heap[0] = found;
        sink(heap, k, 0);
    }
}

static void enter(list *l, window w) {
    if (l->end == w.end) return;
    l->from = gallop(l->document, l->until, l->documents, w.start);
    l->until = gallop(l->document, l->from, l->documents, w.end);
    l->end = w.end;
}

/* The mark of a document of the window, or 0; *posting gets its number. */
static uint8_t mark_of(list *l, window w, uint32_t document, uint64_t *posting) {
    if (!l->document) {
        *posting = l->first + document;
        return l->mark[document];
    }
    enter(l, w);
    uint32_t low = l->from, size = l->until - l->from;
    if (!size) return 0;
    while (size > 1) {                                          /* without branches to mispredict */
        uint32_t half = size / 2;
        low += l->document[low + half] <= document ? half : 0;
        size -= half;
    }
    if (l->document[low] != document) return 0;
    *posting = l->first + low;
    return l->mark[low];
}

typedef struct {
    const segment *segment;
    list *lists;                  /* in the query's order */
    uint32_t *order;              /* of the lists, by what they can add, least first */
    double *reach;                /* reach[i]: what the first i of the order can add together */
    uint32_t count, number;
    double unit;
    hit *heap;
    uint32_t *size, k;
} search;

/* What a document must be able to score; a little less than the k-th score, against rounding of the bounds. */
static double bar(const search *s) { return *s->size < s->k ? 0.0 : s->heap[0].score * (1.0 - 1e-9); }

static void weigh(search *s, window w, candidate c) {
    uint32_t document = w.start + c.place;
    uint64_t posting, matched = 0;
    double score = 0.0;
    for (uint32_t i = 0; i < s->count; i++) {
        list *l = &s->lists[i];
        uint8_t mark = mark_of(l, w, document, &posting);
        if (!mark) continue;
        matched |= l->number < 64 ? 1ull << l->number : 0;
        double tf = mark >> 4 < MANY ? mark >> 4 : overflow_of(s->segment, posting);
        score += l->gain * tf / (l->flat + l->slope * l->lengths[document] + tf);
    }
    hit found = {score, s->number, document, matched};
    offer(s->heap, s->size, s->k, found);
}

/* How many of the least lists are not walked: they cannot win without the others, and to look candidates up in them is
   less work than to walk them.  Looking up takes so many times as long, and where the lists that must be walked are many
   and short of the bar by little, most of their documents are candidates. */
static uint32_t split(const search *s) {
    double least = bar(s);
    uint32_t walked = 0;
    while (walked < s->count && s->reach[walked + 1] < least) walked++;
    uint64_t work = 0;
    for (uint32_t i = walked; i < s->count; i++) work += s->lists[s->order[i]].documents;
    for (; walked; walked--) {
        const list *next = &s->lists[s->order[walked - 1]];
        if (!next->document || next->documents > LOOKED_UP * work) break;
        work += next->documents;
    }
    return walked;
}

/* The quantised bound that the walked lists must reach. */
static uint32_t hurdle(const search *s, uint32_t walked) {
    double need = (bar(s) - s->reach[walked]) / s->unit;
    return need <= 1.0 ? 1 : need >= FULL ? (uint32_t)FULL + 1 : (uint32_t)need;
}

/* The candidates that can still win when what the list adds to them is known; the first `walked` lists are not added. */
static uint32_t sift(search *s, window w, list *l, uint32_t walked, candidate *found, uint32_t count) {
    uint32_t least = hurdle(s, walked), left = 0;
    if (!l->document) {
        const uint8_t *mark = l->mark + w.start;
        for (uint32_t i = 0; i < count; i++) {
            candidate c = {found[i].place, (uint16_t)(found[i].bound + l->bound[mark[found[i].place]])};
            found[left] = c;
            left += c.bound >= least;
        }
        return left;
    }
    enter(l, w);
    uint32_t at = l->from;
    for (uint32_t i = 0; i < count; i++) {
        candidate c = found[i];
        uint32_t document = w.start + c.place;
        if (at > l->from && l->document[at - 1] >= document) at = l->from;     /* candidates are nearly always in order */
        at = gallop(l->document, at, l->until, document);
        if (at < l->until && l->document[at] == document) c.bound = (uint16_t)(c.bound + l->bound[l->mark[at]]);
        found[left] = c;
        left += c.bound >= least;
    }
    return left;
}

/* Score the window's candidates, best bounds first where they are many, so that the bar rises early. */
static void weigh_all(search *s, window w, const candidate *found, uint32_t count) {
    uint32_t cut = (uint32_t)FULL + 1;
    if (count > 2 * s->k) {
        uint32_t bins[256] = {0}, bin = 256, above = 0;
        for (uint32_t i = 0; i < count; i++) bins[found[i].bound >> 8]++;
        while (above < s->k) above += bins[--bin];
        cut = bin << 8;
        for (uint32_t i = 0; i < count; i++)
            if (found[i].bound >= cut) weigh(s, w, found[i]);
    }
    for (uint32_t i = 0; i < count; i++)
        if (found[i].bound < cut && found[i].bound >= hurdle(s, 0)) weigh(s, w, found[i]);
}

/* Whether any of 64 sums reaches the hurdle: a loop of its own, which compilers turn into a few vector instructions. */
static int any_of(const uint16_t *restrict sums, uint32_t hurdle) {
    uint16_t any = 0, least = (uint16_t)hurdle;
    for (uint32_t i = 0; i < 64; i++) any |= (uint16_t) - (sums[i] >= least);
    return any && hurdle <= (uint32_t)FULL;
}

/* One window.  Never inlined: the room lies in thread-local storage, whose address would be asked for at every posting. */
NOT_INLINE static void walk(search *s, window w, uint16_t *restrict sums, candidate *found) {
    uint32_t size = w.end - w.start, walked = split(s), touched = 0, count = 0;
    const uint8_t *allowed = s->segment->allowed ? s->segment->allowed + w.start : NULL;
    if (allowed) {
        uint8_t any = 0;
        for (uint32_t i = 0; i < size; i++) any |= allowed[i];
        if (!any) return;
    }
    for (uint32_t i = walked; i < s->count; i++) {
        list *l = &s->lists[s->order[i]];
        const uint16_t *restrict bound = l->bound;
        if (l->document) {
            enter(l, w);
            const uint32_t *restrict document = l->document;
            const uint8_t *restrict mark = l->mark;
            for (uint32_t at = l->from; at < l->until; at++) sums[(document[at] - w.start) & (WINDOW - 1)] += bound[mark[at]];
            touched += l->until - l->from;
        } else {
            const uint8_t *restrict mark = l->mark + w.start;
            for (uint32_t at = 0; at < size; at++) sums[at] += bound[mark[at]];
            touched = WINDOW;
        }
    }
    uint32_t least = hurdle(s, walked);
    if (touched < size / 16) {                                  /* few: look where something was added */
        for (uint32_t i = walked; i < s->count; i++) {
            list *l = &s->lists[s->order[i]];
            for (uint32_t at = l->from; at < l->until; at++) {
                uint32_t place = (l->document[at] - w.start) & (WINDOW - 1);
                if (sums[place] >= least && place < size && (!allowed || allowed[place])) {
                    candidate c = {(uint16_t)place, sums[place]};
                    found[count++] = c;
                }
                sums[place] = 0;
            }
        }
    } else {
        for (uint32_t block = 0; block < size; block += 64) {   /* many: look everywhere, 64 at a time */
            uint32_t end = size - block < 64 ? size : block + 64;
            if (!any_of(sums + block, least)) continue;
            for (uint32_t i = block; i < end; i++)
                if (sums[i] >= least && (!allowed || allowed[i])) {
                    candidate c = {(uint16_t)i, sums[i]};
                    found[count++] = c;
                }
        }
        memset(sums, 0, (size + 63) / 64 * 64 * sizeof *sums);
    }
    for (uint32_t i = walked; i-- > 0 && count;) count = sift(s, w, &s->lists[s->order[i]], i, found, count);
    weigh_all(s, w, found, count);
}

static void bounds(search *s) {
    double total = 0.0;
    for (uint32_t i = 0; i < s->count; i++) total += s->lists[i].most;
    s->unit = total / (FULL - 2.0 * s->count);
    if (!(s->unit > 0.0)) s->unit = 1.0;
    s->reach[0] = 0.0;
    for (uint32_t i = 0; i < s->count; i++) s->reach[i + 1] = s->reach[i] + s->lists[s->order[i]].most * (1.0 + 1e-12);
}

/* By mark, the most that a posting of the list can add, in units and rounded up. */
static void bound(list *l, const term_info *info, const uint32_t *edges, double unit) {
    memset(l->bound, 0, sizeof l->bound);
    for (uint32_t class = 0; class < CLASSES; class++) {
        double norm = l->flat + l->slope * edges[class];
        for (uint32_t tf = 1; tf <= info->most && tf <= MANY; tf++) {
            double most = tf < MANY ? l->gain * tf / (norm + tf) : l->most;
            l->bound[tf << 4 | class] = (uint16_t)((most < l->most ? most : l->most) / unit + 1.0);
        }
    }
}

static int has(const segment *s, uint32_t term, uint32_t document) {
    const term_info *info = &s->info[term];
    if (info->dense) return s->dense[info->start + document] != 0;
    const uint32_t *documents = s->document + info->start;
    uint32_t at = gallop(documents, 0, info->documents, document);
    return at < info->documents && documents[at] == document;
}

typedef struct {
    const segment *segments;
    const double *averages, *k1, *b;      /* by field */
    uint64_t live;
    uint32_t count;                       /* of the segments */
} collection;

typedef struct { double score; uint32_t segment, document; } result;

/* Room that stays between searches, one for each thread; the sums are always left at zero. */
static _Thread_local uint16_t kept_sums[WINDOW];
static _Thread_local candidate kept_found[WINDOW];

/* The k best of all segments: scores descending, then segment and document ascending.

   text: the query's distinct terms, each a field's number plus one (one byte) and UTF-8, with a NUL after it.
   flags: k * terms bytes, 1 where the term stands in the document.  Returns how many were found, or NO_MEMORY. */
EXPORT int32_t gongbao_search(const collection *all, uint32_t terms, const uint8_t *text, const double *weights, uint32_t k,
                              result *results, uint8_t *flags) {
    size_t cells = (size_t)terms * all->count;
    uint32_t *numbers = malloc((cells + 2 * (size_t)terms) * sizeof *numbers + 1), *order = numbers + cells, *fields = order + terms;
    double *gains = malloc((2 * (size_t)terms + 1) * sizeof *gains), *reach = gains + terms;
    list *lists = malloc(terms * sizeof *lists + 1);
    hit *heap = malloc(k * sizeof *heap + 1);
    uint32_t size = 0;
    int32_t status = NO_MEMORY;
    if (!numbers || !gains || !lists || !heap) goto done;

    for (uint32_t t = 0; t < terms; t++) {
        uint32_t length = (uint32_t)strlen((const char *)text), hash = crc_of(text, length);
        uint64_t frequency = 0;
        for (uint32_t n = 0; n < all->count; n++) {
            const segment *s = &all->segments[n];
            uint32_t term = numbers[(size_t)n * terms + t] = term_of(s, text, length, hash);
            if (term) frequency += s->info[term - 1].documents - gone_of(s, term - 1);
        }
        double idf = frequency ? log((double)(all->live + 1) / (double)frequency) : 0.0;
        fields[t] = *text - 1;
        gains[t] = weights[t] * idf * (all->k1[fields[t]] + 1.0);
        text += length + 1;
    }
    for (uint32_t n = 0; n < all->count; n++) {
        const segment *s = &all->segments[n];
        search run = {s, lists, order, reach, 0, n, 1.0, heap, &size, k};
        for (uint32_t t = 0; t < terms; t++) {
            uint32_t term = numbers[(size_t)n * terms + t], field = fields[t];
            if (!term) continue;
            const term_info *info = &s->info[term - 1];
            list *l = &lists[run.count];
            l->gain = gains[t];
            l->flat = all->k1[field] * (1.0 - all->b[field]);
            l->slope = all->averages[field] > 0.0 ? all->k1[field] * all->b[field] / all->averages[field] : 0.0;
            l->document = info->dense ? NULL : s->document + info->start;
            l->mark = (info->dense ? s->dense : s->mark) + info->start;
            l->first = (info->dense ? s->sparse : 0) + info->start;
            l->lengths = s->lengths + (size_t)field * s->documents;
            l->documents = info->documents;
            l->number = t;
            l->from = l->until = l->end = 0;
            double norm = l->flat + l->slope * s->edges[field * CLASSES + (info->shortest & (CLASSES - 1))];
            l->most = info->most < MANY ? l->gain * info->most / (norm + info->most) : l->gain;
            l->most *= 1.0 + 1e-12;
            uint32_t at = run.count++;                          /* insertion: queries are short */
            for (; at && lists[order[at - 1]].most > l->most; at--) order[at] = order[at - 1];
            order[at] = run.count - 1;
        }
        bounds(&run);
        if (!run.count || run.reach[run.count] < bar(&run)) continue;
        for (uint32_t i = 0; i < run.count; i++) {
            uint32_t t = lists[i].number;
            bound(&lists[i], &s->info[numbers[(size_t)n * terms + t] - 1], s->edges + fields[t] * CLASSES, run.unit);
        }
        window w = {0, 0};                                      /* small at first, so that the bar rises early */
        for (uint32_t step = FIRST; w.start < s->documents && run.reach[run.count] >= bar(&run);) {
            w.end = s->documents - w.start < step ? s->documents : w.start + step;
            walk(&run, w, kept_sums, kept_found);
            w.start = w.end;
            if (step < WINDOW) step *= 2;
        }
    }
    qsort(heap, size, sizeof *heap, by_merit);
    for (uint32_t i = 0; i < size; i++) {
        const segment *s = &all->segments[heap[i].segment];
        result one = {heap[i].score, heap[i].segment, heap[i].document};
        results[i] = one;
        for (uint32_t t = 0; t < terms; t++) {
            uint32_t term = numbers[(size_t)heap[i].segment * terms + t];
            flags[(size_t)i * terms + t] = t < 64 ? heap[i].matched >> t & 1 : term && has(s, term - 1, heap[i].document);
        }
    }
    status = (int32_t)size;
done:
    free(numbers);
    free(gains);
    free(lists);
    free(heap);
    return status;
}

/* Close the mask (0 or 255 a document) where the value lies in none of the intervals: bounds holds the first and last value
   of each, ascending. */
EXPORT void gongbao_filter(uint8_t *mask, const int32_t *values, uint32_t documents, const int32_t *bounds, uint32_t intervals) {
    for (uint32_t d = 0; d < documents; d++) {
        uint32_t low = 0, high = intervals;                     /* the first interval that ends at the value or later */
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (bounds[2 * middle + 1] < values[d]) low = middle + 1; else high = middle;
        }
        if (low == intervals || bounds[2 * low] > values[d]) mask[d] = 0;
    }
}

/* The terms that stand in any of these documents (ascending) and in how many of them: numbers and counts, room for
   s->terms each.  Returns how many terms. */
EXPORT uint32_t gongbao_terms_of(const segment *s, const uint32_t *wanted, uint32_t many, uint32_t *numbers, uint32_t *counts) {
    uint32_t found = 0;
    for (uint32_t term = 0; term < s->terms; term++) {
        const term_info *info = &s->info[term];
        uint32_t count = 0, at = 0;
        if (!is_sound(s, info)) continue;
        if (info->dense) {
            for (uint32_t i = 0; i < many; i++) count += s->dense[info->start + wanted[i]] != 0;
        } else {
            const uint32_t *documents = s->document + info->start;
            for (uint32_t i = 0; i < many && at < info->documents; i++) {
                at = gallop(documents, at, info->documents, wanted[i]);
                count += at < info->documents && documents[at] == wanted[i];
            }
        }
        if (count) {
            numbers[found] = term;
            counts[found++] = count;
        }
    }
    return found;
}

/* ------------------------------------------------------------------------------------------------------ building */

typedef struct { void *data; size_t used, room; } pile;     /* bytes that grow */

static void *grow(pile *p, size_t bytes) {                  /* room for that many more, or NULL */
    if (bytes > p->room - p->used) {
        size_t room = p->room ? p->room + p->room / 2 : 1024;
        if (room < p->used + bytes) room = p->used + bytes;
        void *data = realloc(p->data, room);
        if (!data) return NULL;
        p->data = data;
        p->room = room;
    }
    void *end = (char *)p->data + p->used;
    p->used += bytes;
    return end;
}

#define PUSH(pile_, type, value)                                       \
    do {                                                               \
        type *place_ = grow(&(pile_), sizeof(type));                   \
        if (!place_) return NO_MEMORY;                                 \
        *place_ = (value);                                             \
    } while (0)

#define INLINE 15u

typedef struct {                 /* half a cache line, and all that most look-ups touch */
    uint64_t last;               /* of a term: its last place in the stream, plus one */
    uint32_t hash, number;       /* the number plus one; 0 is an empty slot */
    uint8_t length;              /* INLINE + 1 where the text does not fit */
    uint8_t start[INLINE];       /* the text, or zeros after it */
} slot;

typedef struct {                 /* texts, each numbered once */
    slot *slots;
    uint32_t many, count;
    pile at, text;               /* uint32_t: where each text ends; the texts */
} names;

static uint32_t slots_for(uint32_t count) {
    uint32_t slots = 8;
    while (slots < 2 * (uint64_t)count) slots *= 2;
    return slots;
}

static int32_t make_room(names *n, uint64_t more) {      /* so that slots stay at most half full, and where they are */
    if (n->count + more > UINT32_MAX / 8) return TOO_MUCH;
    if (2 * (n->count + more) <= n->many) return FINE;
    uint32_t many = slots_for((uint32_t)(2 * (n->count + more)));
    slot *slots = calloc(many, sizeof *slots);
    if (!slots) return NO_MEMORY;
    for (uint32_t i = 0; i < n->many; i++) {
        if (!n->slots[i].number) continue;
        uint32_t at = n->slots[i].hash & (many - 1);
        while (slots[at].number) at = (at + 1) & (many - 1);
        slots[at] = n->slots[i];
    }
    free(n->slots);
    n->slots = slots;
    n->many = many;
    return FINE;
}

/* The slot of the text, which is put in where it was not there; NULL without memory.  make_room comes first. */
static slot *slot_of(names *n, const uint8_t *text, uint32_t length, uint32_t hash) {
    uint32_t at = hash & (n->many - 1);
    uint8_t short_length = (uint8_t)(length <= INLINE ? length : INLINE + 1);
    size_t inside = length <= INLINE ? length : INLINE;
    for (; n->slots[at].number; at = (at + 1) & (n->many - 1)) {
        slot *s = &n->slots[at];
        if (s->hash != hash || s->length != short_length || memcmp(s->start, text, inside)) continue;
        if (length <= INLINE) return s;
        uint32_t number = s->number - 1, *ends = n->at.data, from = number ? ends[number - 1] : 0;
        if (ends[number] - from == length && !memcmp((uint8_t *)n->text.data + from, text, length)) return s;
    }
    if (n->text.used + length > UINT32_MAX) return NULL;
    void *place = grow(&n->text, length);
    uint32_t *end = place ? grow(&n->at, sizeof *end) : NULL;
    if (!end) return NULL;
    memcpy(place, text, length);
    *end = (uint32_t)n->text.used;
    slot *s = &n->slots[at];
    s->hash = hash;
    s->number = ++n->count;
    s->length = short_length;
    memcpy(s->start, text, inside);
    return s;
}

typedef struct { uint64_t at; uint32_t tf; } many_times;

typedef struct {
    uint32_t fields, attributes, documents;
    names terms, keys;
    pile *lengths;               /* by field: uint32_t a document */
    pile *values;                /* by attribute: int32_t a document */
    pile stream_term, stream_tf; /* uint32_t, uint8_t: each document's distinct terms */
    pile ends;                   /* uint64_t: where each document ends in the stream */
    pile overflow;               /* many_times */
    pile tokens;                 /* the tokens of the field that is being added */
    uint32_t *frequency;         /* by term, once it is measured */
    uint64_t sparse, dense_bytes;
} builder;

EXPORT void gongbao_builder_free(builder *b) {
    if (!b) return;
    names *both[] = {&b->terms, &b->keys};
    for (int i = 0; i < 2; i++) {
        free(both[i]->slots);
        free(both[i]->at.data);
        free(both[i]->text.data);
    }
    for (uint32_t i = 0; b->lengths && i < b->fields; i++) free(b->lengths[i].data);
    for (uint32_t i = 0; b->values && i < b->attributes; i++) free(b->values[i].data);
    free(b->lengths);
    free(b->values);
    free(b->stream_term.data);
    free(b->stream_tf.data);
    free(b->ends.data);
    free(b->overflow.data);
    free(b->tokens.data);
    free(b->frequency);
    free(b);
}

EXPORT builder *gongbao_builder_new(uint32_t fields, uint32_t attributes) {
    builder *b = calloc(1, sizeof *b);
    if (!b) return NULL;
    b->fields = fields;
    b->attributes = attributes;
    b->lengths = calloc(fields + 1, sizeof *b->lengths);
    b->values = calloc(attributes + 1, sizeof *b->values);
    if (b->lengths && b->values) return b;
    gongbao_builder_free(b);
    return NULL;
}

/* Begin a document.  It has no tokens until fields are added. */
EXPORT int32_t gongbao_builder_document(builder *b, const uint8_t *key, uint32_t length, const int32_t *values) {
    int32_t fault = make_room(&b->keys, 1);
    if (fault) return fault;
    uint32_t before = b->keys.count;
    slot *found = slot_of(&b->keys, key, length, crc_of(key, length));
    if (!found) return NO_MEMORY;
    if (b->keys.count == before) return TWICE;
    for (uint32_t i = 0; i < b->fields; i++) PUSH(b->lengths[i], uint32_t, 0);
    for (uint32_t i = 0; i < b->attributes; i++) PUSH(b->values[i], int32_t, values[i]);
    PUSH(b->ends, uint64_t, b->stream_tf.used);
    b->documents++;
    return FINE;
}

static int32_t one_more(builder *b, uint64_t *last, uint32_t term, uint64_t begin) {
    uint8_t *tfs = b->stream_tf.data;
    if (*last > begin) {
        uint64_t at = *last - 1;
        if (tfs[at] < MANY) {
            if (++tfs[at] == MANY) {
                many_times entry = {at, MANY};
                PUSH(b->overflow, many_times, entry);
            }
        } else {
            many_times *entry = (many_times *)b->overflow.data + b->overflow.used / sizeof *entry - 1;
            while (entry->at != at) entry--;
            entry->tf++;
        }
        return FINE;
    }
    PUSH(b->stream_term, uint32_t, term);
    PUSH(b->stream_tf, uint8_t, 1);
    *last = b->stream_tf.used;
    return FINE;
}

typedef struct { const uint8_t *text; uint32_t length, hash; } token;

/* Add a field's tokens to the document begun last: each the field's number plus one (a byte) and UTF-8,
   with a NUL after it. */
EXPORT int32_t gongbao_builder_field(builder *b, uint32_t field, const uint8_t *text, uint64_t length, uint64_t count) {
    uint64_t seen = 0, *ends = (uint64_t *)b->ends.data + b->documents - 1;
    uint64_t begin = b->documents > 1 ? ends[-1] : 0;
    int32_t fault = make_room(&b->terms, count);
    b->tokens.used = 0;
    token *tokens = grow(&b->tokens, count * sizeof *tokens);
    if (!count || fault || !tokens) return tokens || !count ? fault : NO_MEMORY;
    for (const uint8_t *from = text, *end = text + length; from < end; seen++) {
        uint32_t crc = 0xffffffffu;
        const uint8_t *at = from;
        for (; *at; at++) crc = crc_table[(crc ^ *at) & 255] ^ (crc >> 8);
        if (seen == count) return NUL_INSIDE;
        token one = {from, (uint32_t)(at - from), ~crc};
        tokens[seen] = one;
        PREFETCH(&b->terms.slots[one.hash & (b->terms.many - 1)]);  /* all are under way before the first is looked at */
        from = at + 1;
    }
    if (seen != count) return NUL_INSIDE;
    for (uint64_t i = 0; i < count && !fault; i++) {
        slot *found = slot_of(&b->terms, tokens[i].text, tokens[i].length, tokens[i].hash);
        fault = found ? one_more(b, &found->last, found->number - 1, begin) : NO_MEMORY;
    }
    ((uint32_t *)b->lengths[field].data)[b->documents - 1] += (uint32_t)count;
    *ends = b->stream_tf.used;
    return fault;
}

typedef struct { uint64_t last; const uint8_t *text; uint32_t number; } entry;     /* of a vocabulary; number as in slot */

static int32_t number_all(builder *b, uint32_t field, const uint32_t *tokens, const uint64_t *ends, uint32_t documents,
                          const uint8_t *keys, entry *entries, uint32_t vocabulary, const int32_t *zeros) {
    int32_t fault = FINE;
    uint64_t at = 0;
    for (uint32_t d = 0; d < documents && !fault; d++) {
        uint32_t length = (uint32_t)strlen((const char *)keys);
        fault = gongbao_builder_document(b, keys, length, zeros);
        keys += length + 1;
        uint64_t begin = b->stream_tf.used, first = at;
        for (; at < ends[d] && !fault; at++) {
            if (tokens[at] >= vocabulary) return TOO_MUCH;
            if (at + 16 < ends[d] && tokens[at + 16] < vocabulary) PREFETCH(&entries[tokens[at + 16]]);
            entry *e = &entries[tokens[at]];
            if (!e->number) {
                fault = make_room(&b->terms, 1);
                uint32_t size = (uint32_t)strlen((const char *)e->text);
                slot *found = fault ? NULL : slot_of(&b->terms, e->text, size, crc_of(e->text, size));
                if (!found) return fault ? fault : NO_MEMORY;
                e->number = found->number;
            }
            fault = one_more(b, &e->last, e->number - 1, begin);
        }
        if (fault) return fault;
        ((uint32_t *)b->lengths[field].data)[b->documents - 1] = (uint32_t)(at - first);
        ((uint64_t *)b->ends.data)[b->documents - 1] = b->stream_tf.used;
    }
    return fault;
}

/* Add documents of one field, whose tokens are numbers of a vocabulary.  ends: where each document's tokens end; keys and
   words: texts with a NUL after each, the words with the field's mark before them. */
EXPORT int32_t gongbao_builder_numbered(builder *b, uint32_t field, const uint32_t *tokens, const uint64_t *ends,
                                        uint32_t documents, const uint8_t *keys, const uint8_t *words, uint32_t vocabulary) {
    entry *entries = calloc((size_t)vocabulary + 1, sizeof *entries);
    int32_t *zeros = calloc((size_t)b->attributes + 1, sizeof *zeros);
    for (uint32_t i = 0; entries && i < vocabulary; i++, words += strlen((const char *)words) + 1) entries[i].text = words;
    int32_t fault = entries && zeros ? number_all(b, field, tokens, ends, documents, keys, entries, vocabulary, zeros) : NO_MEMORY;
    free(entries);
    free(zeros);
    return fault;
}

typedef struct { uint32_t term, tf; } occurrence;

static int32_t take_documents(builder *b, const segment *s, uint64_t *ends, uint32_t *new_number, occurrence *all,
                              int32_t *values) {
    for (uint32_t term = 0; term < s->terms; term++) {          /* ends[d + 1] counts, then moves from begin to end */
        const term_info *info = &s->info[term];
        if (info->dense) for (uint32_t d = 0; d < s->documents; d++) ends[d + 1] += s->dense[info->start + d] != 0;
        else for (uint32_t i = 0; i < info->documents; i++) ends[s->document[info->start + i] + 1]++;
    }
    for (uint32_t d = 0; d < s->documents; d++) ends[d + 1] += ends[d];
    for (uint32_t term = 0; term < s->terms; term++) {
        const term_info *info = &s->info[term];
        uint32_t many = info->dense ? s->documents : info->documents;
        for (uint32_t i = 0; i < many; i++) {
            uint32_t d = info->dense ? i : s->document[info->start + i];
            uint64_t posting = (info->dense ? s->sparse : 0) + info->start + i;
            uint8_t mark = info->dense ? s->dense[info->start + i] : s->mark[info->start + i];
            if (!mark) continue;
            occurrence one = {term, mark >> 4 < MANY ? mark >> 4 : overflow_of(s, posting)};
            all[ends[d]++] = one;
        }
    }
    int32_t fault = FINE;
    for (uint32_t d = 0; d < s->documents && !fault; d++) {
        if (s->allowed && !s->allowed[d]) continue;
        for (uint32_t i = 0; i < b->attributes; i++) values[i] = s->attributes[(size_t)i * s->documents + d];
        fault = gongbao_builder_document(b, s->key + s->key_at[d], s->key_at[d + 1] - s->key_at[d], values);
        for (uint32_t i = 0; i < b->fields && !fault; i++)
            ((uint32_t *)b->lengths[i].data)[b->documents - 1] = s->lengths[(size_t)i * s->documents + d];
        for (uint64_t i = d ? ends[d - 1] : 0; i < ends[d] && !fault; i++) {
            uint32_t old = all[i].term, from = s->text_at[old], length = s->text_at[old + 1] - from;
            if (!new_number[old]) {
                const uint8_t *text = s->text + from;
                fault = make_room(&b->terms, 1);
                slot *found = fault ? NULL : slot_of(&b->terms, text, length, crc_of(text, length));
                if (!found) return fault ? fault : NO_MEMORY;
                new_number[old] = found->number;
            }
            many_times entry = {b->stream_tf.used, all[i].tf};
            if (entry.tf >= MANY) PUSH(b->overflow, many_times, entry);
            PUSH(b->stream_term, uint32_t, new_number[old] - 1);
            PUSH(b->stream_tf, uint8_t, (uint8_t)(entry.tf < MANY ? entry.tf : MANY));
        }
        if (!fault) ((uint64_t *)b->ends.data)[b->documents - 1] = b->stream_tf.used;
    }
    return fault;
}

/* Add what is left of another segment, its documents in their order. */
EXPORT int32_t gongbao_builder_segment(builder *b, const segment *s) {
    uint64_t postings = 0;
    for (uint32_t term = 0; term < s->terms; term++) postings += s->info[term].documents;
    uint64_t *ends = calloc((size_t)s->documents + 2, sizeof *ends);
    uint32_t *new_number = calloc((size_t)s->terms + 1, sizeof *new_number);
    occurrence *all = malloc((postings + 1) * sizeof *all);
    int32_t *values = malloc(b->attributes * sizeof *values + 1);
    int32_t fault = ends && new_number && all && values ? take_documents(b, s, ends, new_number, all, values) : NO_MEMORY;
    free(ends);
    free(new_number);
    free(all);
    free(values);
    return fault;
}

EXPORT uint64_t gongbao_builder_postings(const builder *b) { return b->stream_tf.used; }

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static int by_place(const void *a, const void *b) {
    uint64_t x = ((const many_times *)a)->at, y = ((const many_times *)b)->at;
    return x < y ? -1 : x > y;
}

static int is_dense(const builder *b, uint32_t term) { return (uint64_t)b->frequency[term] * DENSE >= b->documents; }

/* The sections' lengths in bytes, in layout.py's order; counts get documents and terms. */
EXPORT int32_t gongbao_builder_measure(builder *b, uint64_t *bytes, uint32_t *counts) {
    uint64_t n = b->documents, v = b->terms.count;
    const uint32_t *stream = b->stream_term.data;
    free(b->frequency);
    b->frequency = calloc(v + 1, sizeof *b->frequency);
    if (!b->frequency) return NO_MEMORY;
    for (uint64_t at = 0; at < b->stream_tf.used; at++) b->frequency[stream[at]]++;
    b->sparse = b->dense_bytes = 0;
    for (uint32_t term = 0; term < v; term++) {
        if (is_dense(b, term)) b->dense_bytes += n;
        else b->sparse += b->frequency[term];
    }
    counts[0] = (uint32_t)n;
    counts[1] = (uint32_t)v;
    uint64_t many = b->overflow.used / sizeof(many_times);
    uint64_t all[] = {4ull * slots_for((uint32_t)v), 4 * (v + 1), b->terms.text.used, sizeof(term_info) * v,
                      4 * b->sparse, b->sparse, b->dense_bytes, 8 * many, 4 * many,
                      4 * n * b->fields, 4ull * CLASSES * b->fields, 8ull * b->fields,
                      4 * (n + 1), b->keys.text.used, 4ull * slots_for((uint32_t)n), 4 * n * b->attributes};
    memcpy(bytes, all, sizeof all);
    return FINE;
}

static void write_names(const names *n, uint32_t *numbers, uint32_t *at, uint8_t *text) {
    uint32_t slots = slots_for(n->count), *ends = n->at.data;
    at[0] = 0;
    if (n->count) memcpy(at + 1, ends, n->count * sizeof *at);
    if (n->text.used) memcpy(text, n->text.data, n->text.used);
    for (uint32_t i = 0; i < n->count; i++) {
        uint32_t place = crc_of(text + at[i], at[i + 1] - at[i]) & (slots - 1);
        while (numbers[place]) place = (place + 1) & (slots - 1);
        numbers[place] = i + 1;
    }
}

#define AHEAD 12                 /* postings between asking for a term's cache lines and using them */

typedef struct { uint64_t next; uint8_t field, dense, most, shortest; } cursor;

/* Fill the sections of a file of zeros; places: where each section begins. */
EXPORT int32_t gongbao_builder_write(builder *b, uint8_t *file, const uint64_t *places) {
    uint32_t n = b->documents, v = b->terms.count;
    term_info *info = (term_info *)(file + places[3]);
    uint32_t *document = (uint32_t *)(file + places[4]);
    uint8_t *mark = file + places[5], *dense = file + places[6];
    uint64_t *overflow_at = (uint64_t *)(file + places[7]);
    uint32_t *overflow_tf = (uint32_t *)(file + places[8]), *lengths = (uint32_t *)(file + places[9]);
    uint32_t *edges = (uint32_t *)(file + places[10]);
    uint64_t *totals = (uint64_t *)(file + places[11]);
    write_names(&b->terms, (uint32_t *)(file + places[0]), (uint32_t *)(file + places[1]), file + places[2]);
    write_names(&b->keys, (uint32_t *)(file + places[14]), (uint32_t *)(file + places[12]), file + places[13]);
    for (uint32_t i = 0; n && i < b->attributes; i++) memcpy(file + places[15] + 4ull * n * i, b->values[i].data, 4ull * n);

    uint32_t *sorted = malloc((size_t)n * sizeof *sorted + 1);
    cursor *cursors = malloc((size_t)v * sizeof *cursors + 1);
    uint8_t *class_of = malloc(b->fields + 1);
    if (!sorted || !cursors || !class_of) {
        free(sorted);
        free(cursors);
        free(class_of);
        return NO_MEMORY;
    }
    for (uint32_t f = 0; n && f < b->fields; f++) {
        memcpy(lengths + (size_t)n * f, b->lengths[f].data, (size_t)n * sizeof *lengths);
        memcpy(sorted, b->lengths[f].data, (size_t)n * sizeof *sorted);
        qsort(sorted, n, sizeof *sorted, by_number);
        for (uint32_t c = 0; c < CLASSES; c++) edges[f * CLASSES + c] = sorted[(uint64_t)c * n / CLASSES];
        for (uint32_t d = 0; d < n; d++) totals[f] += sorted[d];
    }
    uint64_t sparse = 0, wide = 0;
    for (uint32_t term = 0; term < v; term++) {
        uint8_t field = ((uint8_t *)b->terms.text.data)[term ? ((uint32_t *)b->terms.at.data)[term - 1] : 0] - 1;
        cursor c = {is_dense(b, term) ? wide : sparse, field, (uint8_t)is_dense(b, term), 0, CLASSES - 1};
        info[term].start = c.next;
        info[term].documents = b->frequency[term];
        if (c.dense) wide += n; else sparse += b->frequency[term];
        cursors[term] = c;
    }
    many_times *many = b->overflow.data;
    size_t marked = b->overflow.used / sizeof *many, reached = 0;
    if (marked) qsort(many, marked, sizeof *many, by_place);
    const uint32_t *terms = b->stream_term.data;
    const uint8_t *tfs = b->stream_tf.data;
    const uint64_t *ends = b->ends.data;
    uint64_t at = 0, all = b->stream_tf.used;
    for (uint32_t d = 0; d < n; d++) {
        for (uint32_t f = 0; f < b->fields; f++) {
            uint32_t length = lengths[(size_t)n * f + d];
            class_of[f] = 0;
            for (uint32_t c = 1; c < CLASSES; c++) class_of[f] += edges[f * CLASSES + c] <= length;
        }
        for (; at < ends[d]; at++) {
            if (at + 2 * AHEAD < all) PREFETCH(&cursors[terms[at + 2 * AHEAD]]);
            if (at + AHEAD < all) {
                const cursor *soon = &cursors[terms[at + AHEAD]];
                PREFETCH(soon->dense ? (void *)(dense + soon->next + d) : (void *)(document + soon->next));
                PREFETCH(mark + (soon->dense ? 0 : soon->next));
            }
            cursor *c = &cursors[terms[at]];
            uint8_t tf = tfs[at], class = class_of[c->field], byte = (uint8_t)(tf << 4 | class);
            uint64_t posting = b->sparse + c->next + d;
            if (c->dense) dense[c->next + d] = byte;
            else {
                posting = c->next++;
                document[posting] = d;
                mark[posting] = byte;
            }
            if (tf > c->most) c->most = tf;
            if (class < c->shortest) c->shortest = class;
            if (tf == MANY) many[reached++].at = posting;
        }
    }
    for (uint32_t term = 0; term < v; term++) {
        info[term].most = cursors[term].most;
        info[term].shortest = cursors[term].shortest;
        info[term].dense = cursors[term].dense;
    }
    if (reached) qsort(many, reached, sizeof *many, by_place);
    for (size_t i = 0; i < reached; i++) {
        overflow_at[i] = many[i].at;
        overflow_tf[i] = many[i].tf;
    }
    free(sorted);
    free(cursors);
    free(class_of);
    return FINE;
}
