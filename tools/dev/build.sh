# Building, out of tree: var/build/FLAVOUR (dev, devel, asan), shared by all states under one lock.
#
# Where somebody ran ./configure in the source tree, make would mix that build with ours, so the sources are
# mirrored into var/source first.
# shellcheck shell=bash disable=SC2034,SC2154

build_flavours() {
  case $1 in
    dev) printf '%s\n' "-q" ;;
    devel) printf '%s\n' "-q --enable-devel" ;;
    asan) printf '%s\n' "-q --enable-devel --enable-sanitizers" ;;
    *) die "unknown build $1" ;;
  esac
}

# build_source: sets $source_dir, a tree that is not configured itself.
build_source() {
  source_dir=$root
  [ -e "$root/config.status" ] || return 0
  [ -e "$root/.git" ] || die "this tree is configured in place; please run 'make distclean' first"
  command -v git >/dev/null || die "this tree is configured in place; please run 'make distclean' first"
  source_dir=$root/var/source
  mkdir -p "$source_dir"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
    xargs -0 cp -p -u --parents -t "$source_dir")
}

# build FLAVOUR [TARGET…]: configure and make under the lock; sets $build_dir and $source_dir.
build() {
  local flavour=$1 options
  shift
  options=$(build_flavours "$flavour")
  build_dir=$root/var/build/$flavour
  mkdir -p "$build_dir"
  exec 8>"$root/var/build/lock"
  flock 8
  build_source
  say "building ($flavour)"
  if [ ! -x "$source_dir/configure" ]; then
    (umask 022 && cd "$source_dir" && quiet "$build_dir/autoreconf.log" autoreconf -fi) || exit 1
  fi
  if [ ! -e "$build_dir/config.status" ] || [ "$(cat "$build_dir/options" 2>/dev/null)" != "$source_dir $options" ]; then
    # shellcheck disable=SC2086
    (umask 022 && cd "$build_dir" && quiet configure.log "$source_dir/configure" $options) || exit 1
    printf '%s\n' "$source_dir $options" >"$build_dir/options"
  fi
  (umask 022 && cd "$build_dir" && quiet make.log make -j"$(nproc)") || exit 1
  # in a second run: `make all` calls itself, and two of them at once would write the same files
  [ $# -eq 0 ] || (umask 022 && cd "$build_dir" && quiet make-more.log make -j"$(nproc)" "$@") || exit 1
  exec 8>&-
}

# build_found: the programs of an earlier build, for --prebuilt; sets $build_dir and $source_dir.
build_found() {
  local dir
  for dir in "$root/var/build/dev" "$root/var/build/devel" "$root"; do
    if [ -x "$dir/plugshelf" ] && [ -x "$dir/plugshelfctl" ]; then
      build_dir=$dir source_dir=$root
      return
    fi
  done
  die "--prebuilt: no programs in var/build/dev nor here; run './dev up' or 'make' once without it"
}
