/* Exact top-k search over segments.

   Search goes over windows of documents that fit the first-level cache.  Lists are ordered by the most they can add.
   Those that together cannot reach the k-th score found so far need not be walked (MaxScore); the others add their bounds,
   quantised to 16 bits, into the window's sums.  Only documents whose sum can still win are looked up in the lists not
   walked, and the survivors are scored exactly, in doubles, from frequency and length.

   Every index into memory of ours is masked or checked, so that a damaged file gives a wrong answer, never a crash. */

#include "segment.h"

#include <math.h>

#define WINDOW 16384u    /* documents; 32 KiB of accumulators */
#define FIRST 1024u      /* documents of the first window */
#define LOOKED_UP 4u     /* times the work of walking over a posting is that of looking one up */
#define FULL 65535.0     /* of an accumulator */

uint32_t crc_table[256];

/* To be called once, before anything else. */
EXPORT void gongbao_prepare(void) {
    for (uint32_t n = 0; n < 256; n++) {
        uint32_t c = n;
        for (int bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1;
        crc_table[n] = c;
    }
}

EXPORT uint32_t gongbao_source(void) { return SOURCE; }

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
            if (found[i].bound >= cut && found[i].bound >= hurdle(s, 0)) weigh(s, w, found[i]);
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

/* One window.  Kept apart: the room lies in thread-local storage, whose address would be asked for at every posting. */
APART static void walk(search *s, window w, uint16_t *restrict sums, candidate *found) {
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
            const uint32_t *restrict document = l->document;
            const uint8_t *restrict mark = l->mark;
            uint32_t at = l->from = l->end == w.start ? l->until : gallop(document, l->until, l->documents, w.start);
            for (uint32_t all = l->documents; at < all && document[at] < w.end; at++)
                sums[(document[at] - w.start) & (WINDOW - 1)] += bound[mark[at]];
            touched += at - l->from;
            l->until = at;
            l->end = w.end;
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

/* How often the term stands in the document. */
static uint32_t frequency_in(const segment *s, uint32_t term, uint32_t document) {
    const term_info *info = &s->info[term];
    uint64_t posting = info->start + document;
    uint8_t mark;
    if (info->dense) {
        mark = s->dense[posting];
        posting += s->sparse;
    } else {
        const uint32_t *documents = s->document + info->start;
        uint32_t at = gallop(documents, 0, info->documents, document);
        if (at == info->documents || documents[at] != document) return 0;
        mark = s->mark[posting = info->start + at];
    }
    return mark >> 4 < MANY ? mark >> 4 : overflow_of(s, posting);
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

    const uint8_t *first = text;
    for (uint32_t t = 0; t < terms; t++) {                      /* all slots are under way before the first is looked at */
        uint32_t length = (uint32_t)strlen((const char *)text);
        fields[t] = *text - 1;
        order[t] = crc_of(text, length);
        for (uint32_t n = 0; n < all->count; n++) {
            const segment *s = &all->segments[n];
            if (s->slots) PREFETCH(&s->slot[order[t] & (s->slots - 1)]);
        }
        text += length + 1;
    }
    text = first;
    for (uint32_t t = 0; t < terms; t++) {
        uint32_t length = (uint32_t)strlen((const char *)text), hash = order[t];
        uint64_t frequency = 0;
        for (uint32_t n = 0; n < all->count; n++) {
            const segment *s = &all->segments[n];
            uint32_t term = numbers[(size_t)n * terms + t] = term_of(s, text, length, hash);
            if (term) frequency += s->info[term - 1].documents - gone_of(s, term - 1);
        }
        double idf = frequency ? log((double)(all->live + 1) / (double)frequency) : 0.0;
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
            flags[(size_t)i * terms + t] = t < 64 ? heap[i].matched >> t & 1 : term && frequency_in(s, term - 1, heap[i].document);
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

/* What each term adds to the score of each of these documents at weight 1: hits are pairs (segment, document), shares has room
   for many * terms, by document, and is 0 where the term does not stand. */
EXPORT void gongbao_shares(const collection *all, uint32_t terms, const uint8_t *text, uint32_t many, const uint32_t *hits,
                           double *shares) {
    for (uint32_t t = 0; t < terms; t++) {
        uint32_t length = (uint32_t)strlen((const char *)text), hash = crc_of(text, length), field = *text - 1;
        uint64_t frequency = 0;
        for (uint32_t n = 0; n < all->count; n++) {
            const segment *s = &all->segments[n];
            uint32_t term = term_of(s, text, length, hash);
            if (term) frequency += s->info[term - 1].documents - gone_of(s, term - 1);
        }
        double gain = frequency ? log((double)(all->live + 1) / (double)frequency) * (all->k1[field] + 1.0) : 0.0;
        double flat = all->k1[field] * (1.0 - all->b[field]);
        double slope = all->averages[field] > 0.0 ? all->k1[field] * all->b[field] / all->averages[field] : 0.0;
        for (uint32_t n = 0; n < all->count; n++) {
            const segment *s = &all->segments[n];
            uint32_t term = frequency ? term_of(s, text, length, hash) : 0;
            for (uint32_t i = 0; i < many; i++) {
                if (hits[2 * i] != n) continue;
                uint32_t document = hits[2 * i + 1];
                double tf = term ? frequency_in(s, term - 1, document) : 0;
                shares[(size_t)i * terms + t] = tf > 0 ? gain * tf / (flat + slope * s->lengths[(size_t)field * s->documents + document] + tf) : 0.0;
            }
        }
        text += length + 1;
    }
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
