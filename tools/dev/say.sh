# Words of ./dev: progress to stderr, so that stdout holds results only.
# shellcheck shell=bash disable=SC2034,SC2154

say() { printf '%s\n' "$*" >&2; }

die() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

# quiet LOG COMMAND…: run with its output in LOG; show the end of LOG only when it fails.
quiet() {
  local log=$1
  shift
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    say "dev: failed: $*"
    say "     whole output: $log"
    return 1
  fi
}
