/* A disk that is full while a file says so.
 *
 * Loaded below the program (LD_PRELOAD): as long as the file that GUILDHALL_FULL names is there, nothing in the folder
 * GUILDHALL_FULL_AT can grow. What is there already can be written over and read, as on a disk without room.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

static bool within(int fd) {
  const char *folder = getenv("GUILDHALL_FULL_AT");
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (!folder || length < 0) return false;
  path[length] = 0;
  return strncmp(path, folder, strlen(folder)) == 0 && path[strlen(folder)] == '/';
}

/* Whether the file may not become `end` bytes long. */
static bool full(int fd, off_t end) {
  const char *sign = getenv("GUILDHALL_FULL");
  struct stat now;
  if (!sign || access(sign, F_OK) != 0 || !within(fd) || fstat(fd, &now) != 0 || end <= now.st_size) return false;
  errno = ENOSPC;
  return true;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  off_t at = lseek(fd, 0, SEEK_CUR);
  if (at >= 0 && full(fd, at + (off_t) length)) return -1;
  return REAL(write)(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  return full(fd, at + (off_t) length) ? -1 : REAL(pwrite)(fd, bytes, length, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  return full(fd, at + (off_t) length) ? -1 : REAL(pwrite64)(fd, bytes, length, at);
}

int ftruncate(int fd, off_t length) { return full(fd, length) ? -1 : REAL(ftruncate)(fd, length); }
int ftruncate64(int fd, off64_t length) { return full(fd, length) ? -1 : REAL(ftruncate64)(fd, length); }
