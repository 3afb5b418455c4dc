/* The tree of RFC 6962 at its right edge. */
#ifndef ENTENTE_BENCH_TREE_H
#define ENTENTE_BENCH_TREE_H

#include <stddef.h>
#include <stdint.h>

enum { HASH = 32 };

typedef struct { uint64_t size; unsigned char subtrees[64][HASH]; int count; } edge_t;

/* SHA-256 of 0x00 and the bytes. */
void hash_leaf(const void *bytes, size_t count, unsigned char hash[HASH]);
/* Appends a leaf by its hash. `keep`, where given, takes each hash a tile keeps. */
typedef void (*keep_t)(void *context, int level, uint64_t index, const unsigned char *hash);
void edge_append(edge_t *edge, const unsigned char leaf[HASH], keep_t keep, void *context);
void edge_root(const edge_t *edge, unsigned char root[HASH]);
/* The edge as a ledger keeps it: the size, highest byte first, then the subtrees. */
size_t edge_encode(const edge_t *edge, unsigned char *bytes);
int edge_decode(edge_t *edge, const unsigned char *bytes, size_t count);
void print_hash(const char *name, const unsigned char hash[HASH]);

#endif
