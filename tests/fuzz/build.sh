#!/bin/sh
# Build the fuzzers that are named into ./fuzz: clang's libFuzzer with AddressSanitizer and UBSan over the C sources of
# the house. `make fuzz` calls it with SRCDIR, SOURCES (the library's list), CPPFLAGS and LIBS.
# Run one as: fuzz/fuzz_markdown -max_total_time=60 fuzz/found/markdown tests/fuzz/corpus/markdown
set -eu
command -v clang >/dev/null || { echo 'make fuzz needs clang and libclang-rt' >&2; exit 1; }
mkdir -p fuzz/obj
folders='-DPKGDATADIR="." -DLOCALEDIR="." -DPKGLIBEXECDIR="." -DSYSCONFDIR="."' # no fuzzer installs anything
compile="clang -std=gnu17 -g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
for source in $SOURCES; do
  case $source in
  *.c)
    object=fuzz/obj/$(echo "$source" | tr / _).o
    if [ ! -e "$object" ] || [ -n "$(find "$SRCDIR/src" -name '*.[ch]' -newer "$object" | head -n 1)" ]; then
      $compile -fsanitize=fuzzer-no-link $folders $CPPFLAGS -c "$SRCDIR/$source" -o "$object"
    fi
    ;;
  esac
done
rm -f fuzz/house.a
ar cr fuzz/house.a fuzz/obj/*.o
for name; do
  mkdir -p "fuzz/found/${name#fuzz_}"
  $compile -fsanitize=fuzzer $CPPFLAGS "$SRCDIR/tests/fuzz/$name.c" fuzz/house.a $LIBS -o "fuzz/$name"
  echo "fuzz/$name"
done
