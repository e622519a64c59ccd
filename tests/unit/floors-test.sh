#!/bin/sh
# Who may include what: the quick part of `make lint` on the whole tree.
exec "$srcdir/tools/lint" --floors "$srcdir"
