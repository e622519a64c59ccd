/* One line per event on stderr: `level key=value …`, values quoted when they hold blanks. Called at the top only
 * (the request's end, start and stop, jobs): lower floors return results. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_INFO, LOG_WARN, LOG_ERROR };

/* log_line(LOG_INFO, "request", "status", "200", …, NULL): an event and pairs of key and value. Values that are NULL print as -. Control characters and quotes are escaped; lines end at 4 KB. */
void log_line(enum log_level level, const char *event, ...) __attribute__((sentinel));
/* Written in front of every line (process role and number). */
void log_name(const char *name);

#endif
