/* A disk that loses power: what a machine finds afterwards is what was synced, and nothing else.
 *
 * Loaded below SQLite (LD_PRELOAD). It keeps a second copy of the database's files, as they would be found: a change is
 * written there when the file is synced, no earlier; a new file has its name there when its folder is synced. The file of
 * shared memory is left out, a power loss takes it. SQLite maps files for reading only, so it writes by these calls alone.
 *
 *   GUILDHALL_POWER_FROM    the folder with the database, as an absolute path
 *   GUILDHALL_POWER_TO      where the copy stands; when the program starts, it holds the same
 *   GUILDHALL_POWER_LIES    when set, syncs are answered and nothing is kept: shows that a test can fail
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DESCRIPTORS 4096
#define FILES 64
#define DATABASE "guildhall.sqlite"

/* A sync takes so long, microseconds: whoever answers before it has ended is caught. */
#define SLOW 2000

/* What was written at `at`; without bytes the file was cut there. */
struct change { off_t at; size_t length; char *bytes; struct change *next; };

struct file {
  char name[NAME_MAX];
  int copy;
  bool named, removed;
  struct change *first, **last;
};

static struct file files[FILES];
static int known;
static struct file *open_files[DESCRIPTORS];
static bool open_folders[DESCRIPTORS];
/* `queue` guards the tables and the changes, `disk` lets one sync after the other. */
static pthread_mutex_t queue = PTHREAD_MUTEX_INITIALIZER, disk = PTHREAD_MUTEX_INITIALIZER;
static const char *from, *to;
static bool lies;

__attribute__((constructor)) static void begin(void) {
  from = getenv("GUILDHALL_POWER_FROM");
  to = getenv("GUILDHALL_POWER_TO");
  lies = getenv("GUILDHALL_POWER_LIES") != NULL;
}

static void must(bool held, const char *what) {
  if (!held) { perror(what); abort(); }
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

/* The name of one of the database's files, else NULL. */
static const char *ours(const char *path) {
  size_t length = from ? strlen(from) : 0;
  if (!from || strncmp(path, from, length) != 0 || path[length] != '/') return NULL;
  const char *name = path + length + 1;
  bool memory = strlen(name) > 4 && strcmp(name + strlen(name) - 4, "-shm") == 0;
  return strncmp(name, DATABASE, strlen(DATABASE)) == 0 && !memory ? name : NULL;
}

static void place(char *path, const struct file *file, bool named) {
  snprintf(path, PATH_MAX, "%s/%s%s", to, file->name, named ? "" : ".unnamed");
}

static struct file *find(const char *name) {
  for (int n = 0; n < known; n++)
    if (!files[n].removed && strcmp(files[n].name, name) == 0) return &files[n];
  return NULL;
}

static void opened(int fd, const char *path, bool was_there) {
  if (fd < 0 || fd >= DESCRIPTORS || !from) return;
  pthread_mutex_lock(&queue);
  open_folders[fd] = strcmp(path, from) == 0;
  const char *name = ours(path);
  struct file *file = name ? find(name) : NULL;
  if (name && !file) {
    must(known < FILES, "more files than expected");
    file = &files[known++];
    snprintf(file->name, sizeof file->name, "%s", name);
    file->named = was_there;
    file->last = &file->first;
    char copy[PATH_MAX];
    place(copy, file, was_there);
    file->copy = REAL(open)(copy, O_RDWR | O_CREAT | O_CLOEXEC | (was_there ? 0 : O_TRUNC), 0600);
    must(file->copy >= 0, copy);
  }
  open_files[fd] = file;
  pthread_mutex_unlock(&queue);
}

static struct file *file_of(int fd) { return fd >= 0 && fd < DESCRIPTORS ? open_files[fd] : NULL; }

static void changed(struct file *file, off_t at, const void *bytes, size_t length) {
  struct change *change = calloc(1, sizeof *change);
  must(change != NULL, "memory");
  change->at = at;
  change->length = length;
  if (bytes) {
    change->bytes = malloc(length + 1);
    must(change->bytes != NULL, "memory");
    memcpy(change->bytes, bytes, length);
  }
  pthread_mutex_lock(&queue);
  *file->last = change;
  file->last = &change->next;
  pthread_mutex_unlock(&queue);
}

/* What was written before the sync began is kept once it has ended. */
static void keep(struct file *file, struct change *change) {
  while (change) {
    struct change *next = change->next;
    if (change->bytes)
      must(REAL(pwrite)(file->copy, change->bytes, change->length, change->at) == (ssize_t) change->length, "the copy");
    else
      must(REAL(ftruncate)(file->copy, change->at) == 0, "the copy");
    free(change->bytes);
    free(change);
    change = next;
  }
}

static void keep_names(void) {
  char before[PATH_MAX], after[PATH_MAX];
  for (int n = 0; n < known; n++) {
    place(after, &files[n], true);
    place(before, &files[n], false);
    if (files[n].removed && files[n].named && !find(files[n].name)) unlink(after);
    if (!files[n].removed && !files[n].named) files[n].named = rename(before, after) == 0;
  }
}

static int sync_by(int fd, int (*real)(int)) {
  struct file *file = file_of(fd);
  bool folder = fd >= 0 && fd < DESCRIPTORS && open_folders[fd];
  if (!file && !folder) return real(fd);
  pthread_mutex_lock(&disk);
  pthread_mutex_lock(&queue);
  struct change *changes = file ? file->first : NULL;
  if (file) { file->first = NULL; file->last = &file->first; }
  pthread_mutex_unlock(&queue);
  usleep(SLOW);
  int done = real(fd);
  if (done == 0 && !lies) {
    if (file) keep(file, changes);
    if (folder) { pthread_mutex_lock(&queue); keep_names(); pthread_mutex_unlock(&queue); }
  }
  pthread_mutex_unlock(&disk);
  return done;
}

int fsync(int fd) { return sync_by(fd, REAL(fsync)); }
int fdatasync(int fd) { return sync_by(fd, REAL(fdatasync)); }

#define MODE(flags, mode) \
  int mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, int); va_end(rest); }

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    MODE(flags, mode) \
    bool was_there = access(path, F_OK) == 0; \
    int fd = REAL(name)(path, flags, mode); \
    opened(fd, path, was_there); \
    return fd; \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    MODE(flags, mode) \
    bool was_there = faccessat(folder, path, F_OK, 0) == 0; \
    int fd = REAL(name)(folder, path, flags, mode); \
    opened(fd, path, was_there); \
    return fd; \
  }
OPENAT(openat)
OPENAT(openat64)

#define PWRITE(name, offset) \
  ssize_t name(int fd, const void *bytes, size_t length, offset at) { \
    ssize_t done = REAL(name)(fd, bytes, length, at); \
    if (done > 0 && file_of(fd)) changed(file_of(fd), at, bytes, (size_t) done); \
    return done; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t length) {
  off_t at = file_of(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t done = REAL(write)(fd, bytes, length);
  if (done > 0 && file_of(fd)) changed(file_of(fd), at, bytes, (size_t) done);
  return done;
}

#define FTRUNCATE(name, offset) \
  int name(int fd, offset length) { \
    int done = REAL(name)(fd, length); \
    if (done == 0 && file_of(fd)) changed(file_of(fd), length, NULL, 0); \
    return done; \
  }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

int unlink(const char *path) {
  int done = REAL(unlink)(path);
  const char *name = ours(path);
  if (done == 0 && name) {
    pthread_mutex_lock(&queue);
    struct file *file = find(name);
    if (file) file->removed = true;
    pthread_mutex_unlock(&queue);
  }
  return done;
}

int close(int fd) {
  if (fd >= 0 && fd < DESCRIPTORS) { open_files[fd] = NULL; open_folders[fd] = false; }
  return REAL(close)(fd);
}
