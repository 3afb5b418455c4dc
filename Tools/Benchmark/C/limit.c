/* The least a ledger can do on this machine: lines in LMDB, one index by tag, one SHA-256 a line,
 * durable commits. With `plus` also what makes a ledger provable and repeatable: an index by id,
 * tiles of leaf hashes, the edge of the tree, and each agreement's own tree. It checks nothing.
 * Every command prints one line of JSON.
 *
 *   limit batch STORE FILE LINES [plus]           store FILE, so many lines a commit
 *   limit single STORE FILE SKIP COUNT [plus] [unless]   one line a commit; with `unless` a line is
 *                                                 refused if its first tag has a later event
 *   limit tags STORE ROUNDS < NAMES               copy all lines of each tag
 *   limit replay STORE                            hash every line again and build the tree; like
 *                                                 tags and open for a store without `plus`
 *   limit open STORE                              open the store and read the first line
 */
#include "common.h"
#include "tree.h"

#include <lmdb.h>
#include <sys/stat.h>

#define CHECK(call) do { int code_ = (call); \
    if (code_) DIE("%s:%d %s: %s", __FILE__, __LINE__, #call, mdb_strerror(code_)); } while (0)

enum { TILE = 256, LEVELS = 8 };

typedef struct { text_t tag; edge_t edge; int used; } dossier_t;

typedef struct {
    MDB_env *environment;
    MDB_dbi log, tags, ids, tiles, dossiers, meta;
    int plus;
    edge_t edge;
    /* The rightmost tile of each level. */
    unsigned char tile[LEVELS][TILE * HASH];
    size_t width[LEVELS];
    uint64_t tile_index[LEVELS];
    MDB_txn *transaction;
} store_t;

/* What one commit needs room for. */
typedef struct {
    text_t *lines;
    tagged_t *tagged, *ids;
    dossier_t *dossiers;
    size_t slots, most;
} room_t;

static void store_open(store_t *store, const char *path, int plus, int writes) {
    memset(store, 0, sizeof *store);
    store->plus = plus;
    unsigned create = writes ? MDB_CREATE : 0;
    if (writes) mkdir(path, 0755);
    CHECK(mdb_env_create(&store->environment));
    CHECK(mdb_env_set_maxdbs(store->environment, 8));
    CHECK(mdb_env_set_mapsize(store->environment, (size_t)64 << 30));
    CHECK(mdb_env_open(store->environment, path, writes ? 0 : MDB_RDONLY, 0644));
    MDB_txn *transaction;
    CHECK(mdb_txn_begin(store->environment, NULL, writes ? 0 : MDB_RDONLY, &transaction));
    CHECK(mdb_dbi_open(transaction, "log", create | MDB_INTEGERKEY, &store->log));
    CHECK(mdb_dbi_open(transaction, "tags", create | MDB_DUPSORT | MDB_DUPFIXED | MDB_INTEGERDUP,
                       &store->tags));
    if (plus) {
        CHECK(mdb_dbi_open(transaction, "ids", create, &store->ids));
        CHECK(mdb_dbi_open(transaction, "tiles", create, &store->tiles));
        CHECK(mdb_dbi_open(transaction, "dossiers", create, &store->dossiers));
        CHECK(mdb_dbi_open(transaction, "meta", create, &store->meta));
    }
    CHECK(mdb_txn_commit(transaction));
}

static uint64_t store_size(store_t *store, MDB_txn *transaction) {
    MDB_stat status;
    CHECK(mdb_stat(transaction, store->log, &status));
    return status.ms_entries;
}

static room_t room_for(size_t lines) {
    size_t slots = 64;
    while (slots < 2 * lines) slots *= 2;
    room_t room = {malloc(lines * sizeof(text_t)), malloc(lines * MAX_TAGS * sizeof(tagged_t)),
                   malloc(lines * sizeof(tagged_t)), calloc(slots, sizeof(dossier_t)), slots, lines};
    if (!room.lines || !room.tagged || !room.ids || !room.dossiers) DIE("no memory");
    return room;
}

static void tile_write(store_t *store, int level) {
    unsigned char name[9] = {(unsigned char)level};
    for (int index = 0; index < 8; index++)
        name[1 + index] = (unsigned char)(store->tile_index[level] >> (56 - 8 * index));
    MDB_val key = {sizeof name, name}, value = {store->width[level] * HASH, store->tile[level]};
    CHECK(mdb_put(store->transaction, store->tiles, &key, &value, 0));
}

static void tile_keep(void *context, int level, uint64_t index, const unsigned char *hash) {
    store_t *store = context;
    if (level >= LEVELS) DIE("too many leaves");
    if (store->width[level] == TILE) store->width[level] = 0;
    store->tile_index[level] = index / TILE;
    memcpy(store->tile[level] + HASH * store->width[level]++, hash, HASH);
    if (store->width[level] == TILE) tile_write(store, level);
}

/* The tree as the last commit left it; read once, the program is the only writer. */
static void tree_load(store_t *store, MDB_txn *transaction) {
    MDB_val key = {4, "edge"}, value;
    if (mdb_get(transaction, store->meta, &key, &value)) return;
    if (!edge_decode(&store->edge, value.mv_data, value.mv_size)) DIE("the edge cannot be read");
    for (int level = 0; level < LEVELS; level++) {
        uint64_t row = level ? store->edge.size >> (8 * level) : store->edge.size;
        if (!row) break;
        store->tile_index[level] = (row - 1) / TILE;
        unsigned char name[9] = {(unsigned char)level};
        for (int index = 0; index < 8; index++)
            name[1 + index] = (unsigned char)(store->tile_index[level] >> (56 - 8 * index));
        key = (MDB_val){sizeof name, name};
        CHECK(mdb_get(transaction, store->tiles, &key, &value));
        memcpy(store->tile[level], value.mv_data, value.mv_size);
        store->width[level] = value.mv_size / HASH;
    }
}

/* The own tree of an agreement, read when the commit first needs it. */
static dossier_t *dossier_of(store_t *store, room_t *room, text_t tag) {
    uint64_t hash = 1469598103934665603u;
    for (size_t index = 0; index < tag.count; index++)
        hash = (hash ^ (unsigned char)tag.bytes[index]) * 1099511628211u;
    size_t slot = hash & (room->slots - 1);
    for (;; slot = (slot + 1) & (room->slots - 1)) {
        dossier_t *dossier = &room->dossiers[slot];
        if (!dossier->used) {
            MDB_val key = {tag.count, (void *)tag.bytes}, value;
            dossier->used = 1;
            dossier->tag = tag;
            dossier->edge.size = 0;
            dossier->edge.count = 0;
            if (!mdb_get(store->transaction, store->dossiers, &key, &value))
                edge_decode(&dossier->edge, value.mv_data, value.mv_size);
            return dossier;
        }
        if (dossier->tag.count == tag.count && !memcmp(dossier->tag.bytes, tag.bytes, tag.count))
            return dossier;
    }
}

static int compare_dossiers(const void *one, const void *two) {
    const dossier_t *a = *(dossier_t *const *)one, *b = *(dossier_t *const *)two;
    tagged_t x = {a->tag, 0}, y = {b->tag, 0};
    return compare_tagged(&x, &y);
}

static void plus_write(store_t *store, room_t *room, size_t ids) {
    MDB_cursor *cursor;
    qsort(room->ids, ids, sizeof *room->ids, compare_tagged);
    CHECK(mdb_cursor_open(store->transaction, store->ids, &cursor));
    for (size_t index = 0; index < ids; index++) {
        MDB_val key = {room->ids[index].tag.count, (void *)room->ids[index].tag.bytes};
        MDB_val value = {8, &room->ids[index].position};
        CHECK(mdb_cursor_put(cursor, &key, &value, 0));
    }
    mdb_cursor_close(cursor);
    dossier_t **sorted = malloc(room->slots * sizeof *sorted);
    size_t count = 0;
    for (size_t slot = 0; sorted && slot < room->slots; slot++)
        if (room->dossiers[slot].used) sorted[count++] = &room->dossiers[slot];
    if (count) qsort(sorted, count, sizeof *sorted, compare_dossiers);
    unsigned char bytes[8 + 64 * HASH];
    for (size_t index = 0; index < count; index++) {
        MDB_val key = {sorted[index]->tag.count, (void *)sorted[index]->tag.bytes};
        MDB_val value = {edge_encode(&sorted[index]->edge, bytes), bytes};
        CHECK(mdb_put(store->transaction, store->dossiers, &key, &value, 0));
        sorted[index]->used = 0;
    }
    free(sorted);
    for (int level = 0; level < LEVELS && store->width[level]; level++)
        if (store->width[level] < TILE) tile_write(store, level);
    MDB_val key = {4, "edge"}, value = {edge_encode(&store->edge, bytes), bytes};
    CHECK(mdb_put(store->transaction, store->meta, &key, &value, 0));
}

/* Whether an event with the tag stands behind a position. */
static int stands_behind(store_t *store, text_t tag, uint64_t position) {
    MDB_cursor *cursor;
    MDB_val key = {tag.count, (void *)tag.bytes}, value = {8, &position};
    uint64_t from = position + 1;
    value.mv_data = &from;
    CHECK(mdb_cursor_open(store->transaction, store->tags, &cursor));
    int code = mdb_cursor_get(cursor, &key, &value, MDB_GET_BOTH_RANGE);
    mdb_cursor_close(cursor);
    if (code && code != MDB_NOTFOUND) CHECK(code);
    return !code;
}

/* Stores the first lines of the room in one durable commit. */
static uint64_t commit(store_t *store, room_t *room, size_t count, int unless) {
    MDB_cursor *cursor;
    MDB_val key, value;
    size_t tagged = 0, ids = 0;
    CHECK(mdb_txn_begin(store->environment, NULL, 0, &store->transaction));
    uint64_t position = store_size(store, store->transaction);
    if (store->plus && !store->edge.size) tree_load(store, store->transaction);
    CHECK(mdb_cursor_open(store->transaction, store->log, &cursor));
    for (size_t index = 0; index < count; index++, position++) {
        text_t line = room->lines[index], tags[MAX_TAGS];
        unsigned char hash[HASH];
        int tag_count = line_tags(line, tags);
        if (unless && tag_count && stands_behind(store, tags[0], position - 1)) DIE("refused");
        hash_leaf(line.bytes, line.count, hash);
        key = (MDB_val){8, &position};
        value = (MDB_val){line.count + (store->plus ? 0 : HASH), NULL};
        CHECK(mdb_cursor_put(cursor, &key, &value, MDB_APPEND | MDB_RESERVE));
        if (!store->plus) memcpy((char *)value.mv_data + line.count, hash, HASH);
        memcpy(value.mv_data, line.bytes, line.count);
        for (int tag = 0; tag < tag_count; tag++) {
            room->tagged[tagged++] = (tagged_t){tags[tag], position};
            if (store->plus && tags[tag].count > 10 && !memcmp(tags[tag].bytes, "agreement:", 10))
                edge_append(&dossier_of(store, room, tags[tag])->edge, hash, NULL, NULL);
        }
        if (store->plus) {
            room->ids[ids++] = (tagged_t){line_id(line), position};
            edge_append(&store->edge, hash, tile_keep, store);
        }
    }
    mdb_cursor_close(cursor);
    qsort(room->tagged, tagged, sizeof *room->tagged, compare_tagged);
    CHECK(mdb_cursor_open(store->transaction, store->tags, &cursor));
    for (size_t index = 0; index < tagged; index++) {
        key = (MDB_val){room->tagged[index].tag.count, (void *)room->tagged[index].tag.bytes};
        value = (MDB_val){8, &room->tagged[index].position};
        CHECK(mdb_cursor_put(cursor, &key, &value, 0));
    }
    mdb_cursor_close(cursor);
    if (store->plus) plus_write(store, room, ids);
    CHECK(mdb_txn_commit(store->transaction));
    return position;
}

static int flag(int count, char **arguments, const char *name) {
    for (int index = 0; index < count; index++) if (!strcmp(arguments[index], name)) return 1;
    return 0;
}

static void run_batch(int count, char **arguments) {
    store_t *store = malloc(sizeof *store);
    size_t most = (size_t)atol(arguments[2]), stored = 0, lines_read;
    lines_t lines = lines_open(arguments[1]);
    if (!store) DIE("no memory");
    store_open(store, arguments[0], flag(count, arguments, "plus"), 1);
    room_t room = room_for(most);
    double start = now();
    do {
        for (lines_read = 0; lines_read < most && lines_next(&lines, &room.lines[lines_read]);)
            lines_read++;
        if (lines_read) commit(store, &room, lines_read, 0);
        stored += lines_read;
        lines_drop(&lines);
    } while (lines_read == most);
    printf("{\"events\":%zu,\"seconds\":%.6f", stored, now() - start);
    if (store->plus) {
        unsigned char root[HASH];
        edge_root(&store->edge, root);
        printf(",");
        print_hash("root", root);
    }
    printf("}\n");
}

static void run_single(int count, char **arguments) {
    store_t *store = malloc(sizeof *store);
    size_t skip = (size_t)atol(arguments[2]), most = (size_t)atol(arguments[3]), stored = 0;
    lines_t lines = lines_open(arguments[1]);
    int unless = flag(count, arguments, "unless");
    if (!store) DIE("no memory");
    store_open(store, arguments[0], flag(count, arguments, "plus"), 1);
    room_t room = room_for(1);
    double *times = malloc(most * sizeof *times);
    while (skip-- && lines_next(&lines, &room.lines[0])) {}
    double start = now();
    while (times && stored < most && lines_next(&lines, &room.lines[0])) {
        double before = now();
        commit(store, &room, 1, unless);
        times[stored++] = now() - before;
    }
    double seconds = now() - start;
    if (!stored) DIE("no lines are left");
    printf("{\"events\":%zu,\"per_s\":%.3f,", stored, (double)stored / seconds);
    print_times(times, stored);
    printf("}\n");
}

static void run_tags(int count, char **arguments) {
    (void)count;
    store_t *store = malloc(sizeof *store);
    char **names, *copy = malloc((size_t)64 << 20);
    size_t name_count = read_names(&names), events = 0, bytes = 0, reads = 0;
    size_t rounds = (size_t)atol(arguments[1]);
    double *times = malloc(rounds * name_count * sizeof *times);
    if (!store || !copy || !times) DIE("no memory");
    store_open(store, arguments[0], 0, 0);
    for (size_t round = 0; round < rounds; round++) {
        for (size_t name = 0; name < name_count; name++) {
            double before = now();
            MDB_txn *transaction;
            MDB_cursor *cursor;
            MDB_val key = {strlen(names[name]), names[name]}, found, line;
            size_t offset = 0;
            CHECK(mdb_txn_begin(store->environment, NULL, MDB_RDONLY, &transaction));
            CHECK(mdb_cursor_open(transaction, store->tags, &cursor));
            int code = mdb_cursor_get(cursor, &key, &found, MDB_SET_KEY);
            if (!code) code = mdb_cursor_get(cursor, &key, &found, MDB_GET_MULTIPLE);
            for (; !code; code = mdb_cursor_get(cursor, &key, &found, MDB_NEXT_MULTIPLE)) {
                for (size_t place = 0; place < found.mv_size; place += 8) {
                    MDB_val position = {8, (char *)found.mv_data + place};
                    CHECK(mdb_get(transaction, store->log, &position, &line));
                    if (offset + line.mv_size > (size_t)64 << 20) DIE("a tag has too many events");
                    memcpy(copy + offset, line.mv_data, line.mv_size);
                    offset += line.mv_size - HASH;
                    events++;
                }
            }
            mdb_cursor_close(cursor);
            mdb_txn_abort(transaction);
            times[reads++] = now() - before;
            bytes += offset;
        }
    }
    printf("{\"reads\":%zu,\"events\":%zu,\"bytes\":%zu,", reads, events, bytes);
    print_times(times, reads);
    printf("}\n");
}

static void run_replay(int count, char **arguments) {
    (void)count;
    store_t *store = malloc(sizeof *store);
    edge_t edge = {0};
    MDB_txn *transaction;
    MDB_cursor *cursor;
    MDB_val key, line;
    unsigned char hash[HASH];
    if (!store) DIE("no memory");
    store_open(store, arguments[0], 0, 0);
    double start = now();
    CHECK(mdb_txn_begin(store->environment, NULL, MDB_RDONLY, &transaction));
    CHECK(mdb_cursor_open(transaction, store->log, &cursor));
    while (!mdb_cursor_get(cursor, &key, &line, MDB_NEXT)) {
        hash_leaf(line.mv_data, line.mv_size - HASH, hash);
        edge_append(&edge, hash, NULL, NULL);
    }
    edge_root(&edge, hash);
    printf("{\"events\":%llu,\"seconds\":%.6f,", (unsigned long long)edge.size, now() - start);
    print_hash("root", hash);
    printf("}\n");
}

static void run_open(int count, char **arguments) {
    (void)count;
    store_t *store = malloc(sizeof *store);
    MDB_txn *transaction;
    uint64_t position = 1;
    MDB_val key = {8, &position}, line;
    if (!store) DIE("no memory");
    double start = now();
    store_open(store, arguments[0], 0, 0);
    CHECK(mdb_txn_begin(store->environment, NULL, MDB_RDONLY, &transaction));
    CHECK(mdb_get(transaction, store->log, &key, &line));
    char *copy = malloc(line.mv_size);
    if (!copy) DIE("no memory");
    memcpy(copy, line.mv_data, line.mv_size);
    double seconds = now() - start;
    printf("{\"bytes\":%zu,\"first_read_us\":%.3f}\n", line.mv_size - HASH, seconds * 1e6);
    free(copy);
}

int main(int count, char **arguments) {
    static const work_t works[] = {
        {"batch", 3, run_batch}, {"single", 4, run_single}, {"tags", 2, run_tags},
        {"replay", 1, run_replay}, {"open", 1, run_open},
    };
    return run_work("limit", works, sizeof works / sizeof *works, count, arguments);
}
