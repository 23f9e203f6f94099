// Runs a command and then prints a line on stdout: its wall seconds, processor seconds and peak memory in kB. Small
// itself, because Linux counts the memory of whoever starts a program into that program's peak.
// Usage: measure COMMAND ARGUMENT…; ends with the command's exit code.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_NOT_RUN = 127, MICROSECONDS = 1000000, NANOSECONDS = 1000000000 };

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / NANOSECONDS;
}

static double seconds_of(struct timeval t) {
    return (double)t.tv_sec + (double)t.tv_usec / MICROSECONDS;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        return EXIT_NOT_RUN;
    }
    const double begun = seconds_now();
    const pid_t child = fork();
    if (child == 0) {
        execvp(argv[1], &argv[1]);
        perror(argv[1]);
        _exit(EXIT_NOT_RUN);
    }
    int state = 0;
    struct rusage used;
    if (child < 0 || wait4(child, &state, 0, &used) != child) {
        perror("measure");
        return EXIT_NOT_RUN;
    }
    printf("%.6f %.6f %ld\n", seconds_now() - begun, seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
           used.ru_maxrss);
    return WIFEXITED(state) ? WEXITSTATUS(state) : EXIT_FAILURE;
}
