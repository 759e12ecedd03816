/* What building and searching share: a segment as the kernel sees it.

   The plain Python of retrieval/index says the same at length and is tested equal; layout.py draws the arrays.  A posting
   is a document and a mark: the term's frequency (high four bits; 15 means "15 or more, see the overflow") and the class
   of the document's length (low four bits; the class's shortest length stands in the edges).  So one byte gives an upper
   bound of the posting's share of the score under any k1, b and average length. */

#ifndef GONGBAO_SEGMENT_H
#define GONGBAO_SEGMENT_H

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
#else
#define PREFETCH(address) ((void)(address))
#endif

#if defined(__clang__)
#define APART __attribute__((noinline))
#elif defined(__GNUC__)
#define APART __attribute__((noinline, noclone))     /* gcc writes a thread's room, a constant argument, into a clone */
#else
#define APART
#endif

#define CLASSES 16u      /* of document length */
#define MANY 15u         /* a frequency that does not fit its four bits */

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

extern uint32_t crc_table[256];       /* filled by gongbao_prepare */

static inline uint32_t crc_of(const uint8_t *text, size_t length) {
    uint32_t crc = 0xffffffffu;
    while (length--) crc = crc_table[(crc ^ *text++) & 255] ^ (crc >> 8);
    return ~crc;
}

/* Whether the postings lie inside the arrays. */
static inline int is_sound(const segment *s, const term_info *info) {
    uint64_t room = info->dense ? s->dense_bytes : s->sparse, need = info->dense ? s->documents : info->documents;
    return info->start <= room && need <= room - info->start;
}

static inline uint32_t overflow_of(const segment *s, uint64_t posting) {
    uint64_t low = 0, high = s->overflow;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (s->overflow_at[middle] < posting) low = middle + 1; else high = middle;
    }
    return low < s->overflow && s->overflow_at[low] == posting ? s->overflow_tf[low] : MANY;
}

#endif
