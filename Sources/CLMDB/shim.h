#include <lmdb.h>

/* syncfs(2): glibc declares it only with _GNU_SOURCE, which Swift's module of it does not set. */
int syncfs(int fd);
