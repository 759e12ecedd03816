/* Building a segment: documents are kept as a stream of (term, frequency), which is poured into the file at the end.

   The time goes into waiting for memory, so whatever is needed next is asked for ahead. */

#include "segment.h"

#define DENSE 5u         /* a term in a fifth of the documents takes less room as a byte a document */

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
