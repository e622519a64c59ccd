#!/bin/sh
# Every text of the program and of the templates has its English, and every translation fits its format.
set -eu
test -n "${TPLC-}" || { echo "run by make check" >&2; exit 1; }
WORK=locale/check exec "$srcdir/tools/po" check
