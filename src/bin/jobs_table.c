/* What runs by itself, in the order in which one round runs it. */
#include "bin/jobs.h"

const struct job jobs_table[] = {
    {NULL, 0, NULL},
};
