/* What the programs of the limit share: time, lines of a mapped file, tags of a line, SHA-256. */
#ifndef ENTENTE_BENCH_COMMON_H
#define ENTENTE_BENCH_COMMON_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIE(...) do { fprintf(stderr, __VA_ARGS__); fputc('\n', stderr); exit(1); } while (0)

enum { MAX_TAGS = 16 };

typedef struct { const char *bytes; size_t count; } text_t;
typedef struct { const char *begin, *cursor, *end, *dropped; } lines_t;
typedef struct { text_t tag; uint64_t position; } tagged_t;

double now(void);
int compare_doubles(const void *one, const void *two);
/* Prints "p50_us", "p99_us" and "max_us" of some times in seconds; sorts them. */
void print_times(double *times, size_t count);

/* Maps a file whose every line ends with a line feed. */
lines_t lines_open(const char *path);
int lines_next(lines_t *lines, text_t *line);
/* Gives back the pages that were read, so that the map does not count as memory in use. */
void lines_drop(lines_t *lines);

/* The strings of the line's own member "tags"; none of them has an escape. */
int line_tags(text_t line, text_t *tags);
/* The string of the line's own member "id". */
text_t line_id(text_t line);

/* In order of tag, then of position. */
int compare_tagged(const void *one, const void *two);

/* One kind of work of a program: its name, how many arguments it needs, what does it. */
typedef struct { const char *name; int needs; void (*run)(int, char **); } work_t;

/* Does the work that the arguments of `main` name; returns the exit code. */
int run_work(const char *program, const work_t *works, size_t work_count, int count, char **arguments);

/* Names of standard input, one a line. */
size_t read_names(char ***names);

#endif
