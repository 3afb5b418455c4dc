#include "tree.h"
#include "common.h"

#include <openssl/evp.h>

static EVP_MD *digest;
static EVP_MD_CTX *context;

static void begin(void) {
    if (!digest) {
        digest = EVP_MD_fetch(NULL, "SHA256", NULL);
        context = EVP_MD_CTX_new();
        if (!digest || !context) DIE("there is no SHA-256");
    }
    EVP_DigestInit_ex2(context, digest, NULL);
}

void hash_leaf(const void *bytes, size_t count, unsigned char hash[HASH]) {
    begin();
    EVP_DigestUpdate(context, "\0", 1);
    EVP_DigestUpdate(context, bytes, count);
    EVP_DigestFinal_ex(context, hash, NULL);
}

static void hash_node(const unsigned char *left, const unsigned char *right, unsigned char *hash) {
    unsigned char both[1 + 2 * HASH] = {1};
    memcpy(both + 1, left, HASH);
    memcpy(both + 1 + HASH, right, HASH);
    begin();
    EVP_DigestUpdate(context, both, sizeof both);
    EVP_DigestFinal_ex(context, hash, NULL);
}

void edge_append(edge_t *edge, const unsigned char leaf[HASH], keep_t keep, void *at) {
    unsigned char subtree[HASH];
    memcpy(subtree, leaf, HASH);
    if (keep) keep(at, 0, edge->size, leaf);
    int height = 0;
    for (uint64_t size = edge->size; size & 1; size >>= 1) {
        hash_node(edge->subtrees[--edge->count], subtree, subtree);
        height++;
        if (keep && height % 8 == 0) keep(at, height / 8, edge->size >> height, subtree);
    }
    memcpy(edge->subtrees[edge->count++], subtree, HASH);
    edge->size++;
}

void edge_root(const edge_t *edge, unsigned char root[HASH]) {
    if (!edge->count) DIE("an empty tree");
    memcpy(root, edge->subtrees[edge->count - 1], HASH);
    for (int index = edge->count - 2; index >= 0; index--)
        hash_node(edge->subtrees[index], root, root);
}

size_t edge_encode(const edge_t *edge, unsigned char *bytes) {
    for (int index = 0; index < 8; index++)
        bytes[index] = (unsigned char)(edge->size >> (56 - 8 * index));
    memcpy(bytes + 8, edge->subtrees, (size_t)edge->count * HASH);
    return 8 + (size_t)edge->count * HASH;
}

int edge_decode(edge_t *edge, const unsigned char *bytes, size_t count) {
    if (count < 8 || (count - 8) / HASH > 64) return 0;
    edge->size = 0;
    for (int index = 0; index < 8; index++) edge->size = edge->size << 8 | bytes[index];
    edge->count = (int)((count - 8) / HASH);
    memcpy(edge->subtrees, bytes + 8, count - 8);
    return 1;
}

void print_hash(const char *name, const unsigned char hash[HASH]) {
    printf("\"%s\":\"", name);
    for (int index = 0; index < HASH; index++) printf("%02x", hash[index]);
    printf("\"");
}
