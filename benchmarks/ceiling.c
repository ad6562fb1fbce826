/* The first stage's literals over folded chunks with a callback that does nothing. */
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int nothing(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
  return 0;
}

static char *whole(const char *folder, const char *name, size_t *size) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(1); }
  fseek(file, 0, SEEK_END);
  *size = ftell(file);
  rewind(file);
  char *text = malloc(*size + 1);
  if (fread(text, 1, *size, file) != *size) exit(1);
  text[*size] = 0;
  fclose(file);
  return text;
}

int main(int count, char **arguments) {
  size_t size, lengths_size, posts_size;
  char *literals = whole(arguments[1], "literals.txt", &size);
  char *lengths = whole(arguments[1], "lengths.txt", &lengths_size);
  char *posts = whole(arguments[1], "posts.bin", &posts_size);
  static const char *expressions[100000];
  static unsigned ids[100000], flags[100000];
  static size_t sizes[100000];
  unsigned number = 0;
  for (char *line = literals; *line && number < 100000;) {
    char *end = strchr(line, '\n');
    if (!end) break;
    *end = 0;
    expressions[number] = line;
    sizes[number] = end - line;
    ids[number] = number;
    number++;
    line = end + 1;
  }
  hs_database_t *database;
  hs_compile_error_t *error;
  if (hs_compile_lit_multi(expressions, flags, ids, sizes, number, HS_MODE_BLOCK, NULL, &database, &error)) {
    fprintf(stderr, "%s\n", error->message);
    return 1;
  }
  hs_scratch_t *scratch = NULL;
  hs_alloc_scratch(database, &scratch);
  double best = 1e9;
  for (int round = 0; round < 5; round++) {
    clock_t start = clock();
    char *place = posts;
    for (char *line = lengths; *line;) {
      char *end;
      long length = strtol(line, &end, 10);
      if (end == line) break;
      hs_scan(database, place, length, 0, scratch, nothing, NULL);
      place += length;
      line = end + 1;
    }
    double took = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (took < best) best = took;
  }
  printf("{\"seconds\": %f, \"literals\": %u, \"version\": \"%s\"}\n", best, number, hs_version());
  return 0;
}
