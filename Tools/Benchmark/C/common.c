#define _GNU_SOURCE
#include "common.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

int compare_doubles(const void *one, const void *two) {
    double a = *(const double *)one, b = *(const double *)two;
    return a < b ? -1 : a > b;
}

void print_times(double *times, size_t count) {
    qsort(times, count, sizeof *times, compare_doubles);
    size_t slow = count * 99 / 100;
    printf("\"p50_us\":%.3f,\"p99_us\":%.3f,\"max_us\":%.3f", times[count / 2] * 1e6,
           times[slow < count ? slow : count - 1] * 1e6, times[count - 1] * 1e6);
}

lines_t lines_open(const char *path) {
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status)) DIE("cannot open %s", path);
    char *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) DIE("cannot map %s", path);
    close(file);
    madvise(bytes, (size_t)status.st_size, MADV_SEQUENTIAL);
    return (lines_t){bytes, bytes, bytes + status.st_size, bytes};
}

int lines_next(lines_t *lines, text_t *line) {
    if (lines->cursor >= lines->end) return 0;
    const char *feed = memchr(lines->cursor, '\n', (size_t)(lines->end - lines->cursor));
    if (!feed) DIE("the last line has no line feed");
    *line = (text_t){lines->cursor, (size_t)(feed - lines->cursor)};
    lines->cursor = feed + 1;
    return 1;
}

void lines_drop(lines_t *lines) {
    uintptr_t from = (uintptr_t)lines->dropped, to = (uintptr_t)lines->cursor & ~(uintptr_t)4095;
    if (to <= from) return;
    madvise((void *)from, to - from, MADV_DONTNEED);
    lines->dropped = (const char *)to;
}

int line_tags(text_t line, text_t *tags) {
    /* No other member has this name, and a text cannot hold it unescaped. */
    static const char name[] = "\"tags\":[";
    const char *end = line.bytes + line.count, *cursor = NULL;
    int count = 0;
    /* In a leaf, whose members are sorted, they stand near the end. */
    if (line.count > 384) cursor = memmem(end - 384, 384, name, sizeof name - 1);
    if (!cursor) cursor = memmem(line.bytes, line.count, name, sizeof name - 1);
    if (!cursor) return 0;
    cursor += sizeof name - 1;
    while (cursor < end && *cursor == '"' && count < MAX_TAGS) {
        const char *quote = memchr(cursor + 1, '"', (size_t)(end - cursor - 1));
        if (!quote) DIE("a tag has no end");
        tags[count++] = (text_t){cursor + 1, (size_t)(quote - cursor - 1)};
        cursor = quote + 1;
        if (*cursor == ',') cursor++;
    }
    return count;
}

text_t line_id(text_t line) {
    /* Members of a leaf are sorted, so "id" stands behind "data"; one inside the data belongs to
       an identifier and is shorter than the id of an event. */
    static const char name[] = "\"id\":\"";
    const char *cursor = line.bytes, *end = line.bytes + line.count;
    while ((cursor = memmem(cursor, (size_t)(end - cursor), name, sizeof name - 1))) {
        cursor += sizeof name - 1;
        const char *quote = memchr(cursor, '"', (size_t)(end - cursor));
        if (!quote) break;
        if (quote - cursor == 36) return (text_t){cursor, (size_t)(quote - cursor)};
    }
    DIE("a line lacks its id");
}

int compare_tagged(const void *one, const void *two) {
    const tagged_t *a = one, *b = two;
    size_t common = a->tag.count < b->tag.count ? a->tag.count : b->tag.count;
    int order = memcmp(a->tag.bytes, b->tag.bytes, common);
    if (order) return order;
    if (a->tag.count != b->tag.count) return a->tag.count < b->tag.count ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

size_t read_names(char ***names) {
    size_t count = 0, room = 1024;
    char buffer[512], **all = malloc(room * sizeof *all);
    while (all && fgets(buffer, sizeof buffer, stdin)) {
        buffer[strcspn(buffer, "\n")] = 0;
        if (count == room) all = realloc(all, (room *= 2) * sizeof *all);
        if (all) all[count++] = strdup(buffer);
    }
    if (!all || !count) DIE("standard input has no names");
    *names = all;
    return count;
}

int run_work(const char *program, const work_t *works, size_t work_count, int count, char **arguments) {
    for (size_t index = 0; count > 1 && index < work_count; index++) {
        if (strcmp(arguments[1], works[index].name)) continue;
        if (count - 2 < works[index].needs) DIE("%s %s lacks arguments", program, arguments[1]);
        works[index].run(count - 2, arguments + 2);
        return 0;
    }
    DIE("usage: %s batch|single|tags|replay|open STORE ...; see the head of %s.c", program, program);
}
