# Sites for tests: one is made (migrated, and once more with demo data) per build, every program gets a copy of it.
# shellcheck shell=bash disable=SC2034,SC2154

# test_programs SUITE "PROGRAM…": each on its own site. The kind of the suite (db, http, browser) says what it needs.
test_programs() {
  local suite=$1 program name status
  local base=$test_dir/${suite/%http/seeded}
  base=${base/%browser/seeded}
  # shellcheck disable=SC2086
  set -- $2
  [ $# -gt 0 ] || return 0
  if ! test_base_once "$base" "${suite#asan-}"; then
    result "not ok" "$suite/site"
    return 0
  fi
  for program in "$@"; do
    name=$(basename "${program%.mjs}")
    set +e
    (set -e && test_run "$suite" "$program" "$base" "$test_dir/$suite.$name")
    status=$?
    set -e
    site_stop "$test_dir/$suite.$name"
    result_tap "$suite/$name" "$test_dir/$suite.$name.log" "$status"
    test_sanitizers "$suite/$name" "$test_dir/$suite.$name/log/app.log"
    rm -rf "$test_dir/$suite.$name/db"
  done
}

# test_base_once DIR KIND: the site that is copied, made by whoever comes first; others wait for it.
test_base_once() {
  local status=0
  exec 7>"$1.lock"
  flock 7
  if [ ! -d "$1" ]; then
    set +e
    (set -e && test_base "$1" "$2")
    status=$?
    set -e
    site_stop "$1"
    [ $status = 0 ] || rm -rf "$1"
  fi
  exec 7>&-
  return $status
}

# test_base DIR KIND
test_base() {
  site_folders "$1"
  database_start "$1"
  site_conf "$1" 127.0.0.1 1
  site_prepare "$1"
  [ "$2" = db ] || quiet "$1/log/seed.log" site_ctl "$1" seed --demo --out "$1/demo.json"
}

# test_run SUITE PROGRAM BASE DIR: copy BASE to DIR, start what is needed, run PROGRAM; its output goes to DIR.log.
test_run() {
  local suite=$1 program=$2 dir=$4 port=1
  exec >"$dir.log" 2>&1
  cp -a "$3" "$dir"
  rm -f "$dir"/run/* "$dir"/log/*
  # a copy that is thrown away has to survive its processes, not the machine
  database_start "$dir" --innodb-flush-log-at-trx-commit=2 --innodb-fast-shutdown=2 --innodb-doublewrite=OFF
  [ "${suite#asan-}" = db ] || port=$(port_pick)
  site_conf "$dir" 127.0.0.1 "$port"
  sed -e 's/^db_user *=.*/db_user = plugshelf_ddl/' -e "s|^db_password_file *=.*|db_password_file = $dir/db-ddl.password|" \
    "$dir/plugshelf.conf" >"$dir/plugshelf-ddl.conf"
  if [ "${suite#asan-}" != db ]; then
    site_start "$dir" 127.0.0.1 "$port"
    site_demo_url "$dir"
    export PLUGSHELF_TEST_URL=http://127.0.0.1:$port
  fi
  export srcdir=$source_dir CMOCKA_MESSAGE_OUTPUT=tap
  export PLUGSHELF_TEST_STATE=$dir PLUGSHELF_TEST_CTL=$build_dir/plugshelfctl
  export PLUGSHELF_TEST_CONF=$dir/plugshelf.conf PLUGSHELF_TEST_DDL=$dir/plugshelf-ddl.conf
  cd "$build_dir"
  case $program in
    *.mjs) timeout -k 10 1800 node "$source_dir/tests/browser/run.mjs" "$source_dir/$program" 8>&- 9>&- ;;
    *) timeout -k 10 900 "./$program" 8>&- 9>&- ;;
  esac
}

# test_sanitizers NAME LOG: what a worker reported into its log is a failure too, whatever the client saw.
test_sanitizers() {
  if grep -qE 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$2" 2>/dev/null; then
    grep -A30 -E 'ERROR: (Address|Leak)Sanitizer|runtime error:' "$2" | head -n 80 >&2
    result "not ok" "$1/sanitizers"
  fi
}

# test_sites_stop: at the end, whichever end that is.
test_sites_stop() {
  local dir
  for dir in "$test_dir"/*/; do
    [ ! -d "$dir/run" ] || site_stop "${dir%/}"
  done
}
