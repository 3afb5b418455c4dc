/* The same lines in SQLite: WAL, synchronous=FULL, a table of events and one of tags. Every command
 * prints one line of JSON.
 *
 *   sqlite batch STORE FILE LINES                 store FILE, so many lines a commit
 *   sqlite single STORE FILE SKIP COUNT [unless]  one line a commit; with `unless` a line is refused
 *                                                 if its first tag has a later event
 *   sqlite tags STORE ROUNDS < NAMES              copy all lines of each tag
 *   sqlite replay STORE                           read every line, hash it, build the tree
 *   sqlite open STORE                             open the store and read the first line
 */
#include "common.h"
#include "tree.h"

#include <sqlite3.h>

typedef struct {
    sqlite3 *database;
    sqlite3_stmt *begin, *end, *event, *tag, *behind;
    sqlite3_int64 next;
} store_t;

#define CHECK(call) do { int code_ = (call); if (code_ != SQLITE_OK && code_ != SQLITE_DONE) \
    DIE("%s:%d %s: %s", __FILE__, __LINE__, #call, sqlite3_errstr(code_)); } while (0)

static sqlite3_stmt *statement(store_t *store, const char *text) {
    sqlite3_stmt *prepared;
    if (sqlite3_prepare_v3(store->database, text, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL))
        DIE("%s: %s", text, sqlite3_errmsg(store->database));
    return prepared;
}

static void run_once(sqlite3_stmt *prepared) {
    CHECK(sqlite3_step(prepared));
    CHECK(sqlite3_reset(prepared));
}

static void store_open(store_t *store, const char *path) {
    if (sqlite3_open(path, &store->database)) DIE("cannot open %s", path);
    const char *setting =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-131072;"
        "CREATE TABLE IF NOT EXISTS events(position INTEGER PRIMARY KEY, line BLOB NOT NULL);"
        "CREATE TABLE IF NOT EXISTS tags(tag TEXT, position INTEGER, PRIMARY KEY(tag, position))"
        " WITHOUT ROWID;";
    CHECK(sqlite3_exec(store->database, setting, NULL, NULL, NULL));
}

static void store_write(store_t *store) {
    store->begin = statement(store, "BEGIN IMMEDIATE");
    store->end = statement(store, "COMMIT");
    store->event = statement(store, "INSERT INTO events VALUES(?, ?)");
    store->tag = statement(store, "INSERT INTO tags VALUES(?, ?)");
    store->behind = statement(store, "SELECT 1 FROM tags WHERE tag = ? AND position > ? LIMIT 1");
    sqlite3_stmt *last = statement(store, "SELECT coalesce(max(position) + 1, 0) FROM events");
    if (sqlite3_step(last) != SQLITE_ROW) DIE("no size");
    store->next = sqlite3_column_int64(last, 0);
    sqlite3_finalize(last);
}

static void commit(store_t *store, text_t *lines, size_t count, tagged_t *tagged, int unless) {
    size_t tag_count = 0;
    run_once(store->begin);
    for (size_t index = 0; index < count; index++) {
        text_t tags[MAX_TAGS];
        int found = line_tags(lines[index], tags);
        if (unless && found) {
            CHECK(sqlite3_bind_text(store->behind, 1, tags[0].bytes, (int)tags[0].count, NULL));
            CHECK(sqlite3_bind_int64(store->behind, 2, store->next - 1));
            if (sqlite3_step(store->behind) == SQLITE_ROW) DIE("refused");
            sqlite3_reset(store->behind);
        }
        CHECK(sqlite3_bind_int64(store->event, 1, store->next));
        CHECK(sqlite3_bind_blob(store->event, 2, lines[index].bytes, (int)lines[index].count, NULL));
        run_once(store->event);
        for (int tag = 0; tag < found; tag++)
            tagged[tag_count++] = (tagged_t){tags[tag], (uint64_t)store->next};
        store->next++;
    }
    qsort(tagged, tag_count, sizeof *tagged, compare_tagged);
    for (size_t index = 0; index < tag_count; index++) {
        text_t tag = tagged[index].tag;
        CHECK(sqlite3_bind_text(store->tag, 1, tag.bytes, (int)tag.count, NULL));
        CHECK(sqlite3_bind_int64(store->tag, 2, (sqlite3_int64)tagged[index].position));
        run_once(store->tag);
    }
    run_once(store->end);
}

static void run_batch(int count, char **arguments) {
    (void)count;
    store_t store;
    size_t most = (size_t)atol(arguments[2]), stored = 0, lines_read;
    lines_t lines = lines_open(arguments[1]);
    text_t *room = malloc(most * sizeof *room);
    tagged_t *tagged = malloc(most * MAX_TAGS * sizeof *tagged);
    if (!room || !tagged) DIE("no memory");
    store_open(&store, arguments[0]);
    store_write(&store);
    double start = now();
    do {
        for (lines_read = 0; lines_read < most && lines_next(&lines, &room[lines_read]);)
            lines_read++;
        if (lines_read) commit(&store, room, lines_read, tagged, 0);
        stored += lines_read;
        lines_drop(&lines);
    } while (lines_read == most);
    printf("{\"events\":%zu,\"seconds\":%.6f}\n", stored, now() - start);
}

static void run_single(int count, char **arguments) {
    store_t store;
    size_t skip = (size_t)atol(arguments[2]), most = (size_t)atol(arguments[3]), stored = 0;
    lines_t lines = lines_open(arguments[1]);
    int unless = count > 4 && !strcmp(arguments[4], "unless");
    text_t line;
    tagged_t tagged[MAX_TAGS];
    double *times = malloc(most * sizeof *times);
    store_open(&store, arguments[0]);
    store_write(&store);
    while (skip-- && lines_next(&lines, &line)) {}
    double start = now();
    while (times && stored < most && lines_next(&lines, &line)) {
        double before = now();
        commit(&store, &line, 1, tagged, unless);
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
    store_t store;
    char **names, *copy = malloc((size_t)64 << 20);
    size_t name_count = read_names(&names), events = 0, bytes = 0, reads = 0;
    size_t rounds = (size_t)atol(arguments[1]);
    double *times = malloc(rounds * name_count * sizeof *times);
    if (!copy || !times) DIE("no memory");
    store_open(&store, arguments[0]);
    sqlite3_stmt *lines = statement(
        &store, "SELECT line FROM tags JOIN events USING(position) WHERE tag = ? ORDER BY position");
    for (size_t round = 0; round < rounds; round++) {
        for (size_t name = 0; name < name_count; name++) {
            double before = now();
            size_t offset = 0;
            CHECK(sqlite3_bind_text(lines, 1, names[name], -1, NULL));
            while (sqlite3_step(lines) == SQLITE_ROW) {
                size_t length = (size_t)sqlite3_column_bytes(lines, 0);
                if (offset + length > (size_t)64 << 20) DIE("a tag has too many events");
                memcpy(copy + offset, sqlite3_column_blob(lines, 0), length);
                offset += length;
                events++;
            }
            sqlite3_reset(lines);
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
    store_t store;
    edge_t edge = {0};
    unsigned char hash[HASH];
    store_open(&store, arguments[0]);
    sqlite3_stmt *lines = statement(&store, "SELECT line FROM events ORDER BY position");
    double start = now();
    while (sqlite3_step(lines) == SQLITE_ROW) {
        hash_leaf(sqlite3_column_blob(lines, 0), (size_t)sqlite3_column_bytes(lines, 0), hash);
        edge_append(&edge, hash, NULL, NULL);
    }
    edge_root(&edge, hash);
    printf("{\"events\":%llu,\"seconds\":%.6f,", (unsigned long long)edge.size, now() - start);
    print_hash("root", hash);
    printf("}\n");
}

static void run_open(int count, char **arguments) {
    (void)count;
    store_t store;
    double start = now();
    store_open(&store, arguments[0]);
    sqlite3_stmt *first = statement(&store, "SELECT line FROM events WHERE position = 1");
    if (sqlite3_step(first) != SQLITE_ROW) DIE("the store is empty");
    size_t length = (size_t)sqlite3_column_bytes(first, 0);
    char *copy = malloc(length);
    if (!copy) DIE("no memory");
    memcpy(copy, sqlite3_column_blob(first, 0), length);
    printf("{\"bytes\":%zu,\"first_read_us\":%.3f}\n", length, (now() - start) * 1e6);
    free(copy);
}

int main(int count, char **arguments) {
    static const work_t works[] = {
        {"batch", 3, run_batch}, {"single", 4, run_single}, {"tags", 2, run_tags},
        {"replay", 1, run_replay}, {"open", 1, run_open},
    };
    return run_work("sqlite", works, sizeof works / sizeof *works, count, arguments);
}
