# ./dev test: builds, runs the suites, and adds up.
#
# A suite hardly ever keeps two cores busy, so two lanes share the suites: one takes them from the front of the list, the
# other from its end, where the long ones are. What they print is mixed, line by line.
#
# A result is one line "ok NAME", "not ok NAME" or "skip NAME" with NAME = suite/program/test. The same programs run
# under make check and here; C programs speak TAP (cmocka's CMOCKA_MESSAGE_OUTPUT=tap), browser files too (run.mjs).
# They find what they need in the environment:
#   srcdir                  the source tree (as under make check); the working directory is the build tree
#   PLUGSHELF_TEST_CONF     configuration of a fresh, migrated site, as the account of the workers   db http browser
#   PLUGSHELF_TEST_DDL      the same as the account of migrations (bulk rows, EXPLAIN)               db http browser
#   PLUGSHELF_TEST_CTL      path of plugshelfctl                                                     db http browser
#   PLUGSHELF_TEST_STATE    its state folder, with demo.json and clock                               db http browser
#   PLUGSHELF_TEST_URL      its address; the site is running and seeded                              http browser
# Every program gets a site of its own (a copy of one that was made once), so none sees what another left behind.
# shellcheck shell=bash disable=SC2034,SC2154

test_all="lint unit db http browser asan mutants proof"

# shellcheck source=/dev/null
. "$root/tests/lib/result.sh"
# shellcheck source=/dev/null
. "$root/tests/lib/site.sh"

dev_test() {
  local suites=("$@") suite
  [ ${#suites[@]} -gt 0 ] || suites=(all)
  for suite in "${suites[@]}"; do
    [[ " all $test_all " = *" $suite "* ]] || die "no suite '$suite'; there are: all $test_all"
  done
  # shellcheck disable=SC2206
  [[ " ${suites[*]} " != *" all "* ]] || suites=($test_all)
  test_packages "${suites[@]}"

  mkdir -p "$root/var/test"
  exec 9>"$root/var/test/lock"
  flock -n 9 || die "a test run is going on in this tree already"
  find "$root/var/test" -mindepth 1 -maxdepth 1 ! -name lock -exec rm -rf {} +
  test_dir=$(cd "$root/var/test" && pwd -P)
  : >"$test_dir/results"
  trap test_end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  # what the proof looks at is what the others have left
  test_lanes "${suites[@]/proof/}"
  [[ " ${suites[*]} " != *" proof "* ]] || suite_proof
  result_sum
}

# test_lanes SUITE…
test_lanes() {
  local lane status=0
  # shellcheck disable=SC2048,SC2086
  printf '%s\n' $* >"$test_dir/suites"
  lanes=()
  for lane in first last; do
    test_lane "$lane" &
    lanes+=("$!")
  done
  for lane in "${lanes[@]}"; do wait "$lane" || status=$?; done
  lanes=()
  [ $status = 0 ] || result "not ok" "run/lane ended with $status"
}

# test_lane first|last: run suites from that end of the list until it is empty.
test_lane() {
  local suite
  trap - EXIT
  while suite=$(test_take "$1") && [ -n "$suite" ]; do
    say "== $suite"
    "suite_$suite"
    say "== $suite ended after $SECONDS s"
  done
}

# test_take first|last: that line of the list, which it leaves.
test_take() {
  local line=1
  [ "$1" = first ] || line='$'
  flock "$test_dir/suites.lock" sh -c "sed -n '${line}p' \"\$1\"; sed -i '${line}d' \"\$1\"" sh "$test_dir/suites"
}

# test_end: at the end, whichever end that is: the lanes with all that they run, then what the sites left.
test_end() {
  local lane
  for lane in "${lanes[@]-}"; do [ -z "$lane" ] || test_kill "$lane"; done
  test_sites_stop
}

# test_kill PID: the process and its children; they cannot be anybody else's while their parent has not waited for them.
test_kill() {
  local child children=()
  kill -STOP "$1" 2>/dev/null || return 0
  read -ra children <"/proc/$1/task/$1/children" 2>/dev/null || true
  for child in "${children[@]}"; do test_kill "$child"; done
  kill -TERM "$1" 2>/dev/null || true
  kill -CONT "$1" 2>/dev/null || true
}

test_packages() {
  local parts="serve build test"
  [[ " $* " != *" browser "* ]] || parts+=" browser"
  # shellcheck disable=SC2086
  packages_need $parts
}

suite_lint() {
  test_build devel lint || return 0
  test_step lint/source make -C "$build_dir" --no-print-directory lint
}

suite_unit() {
  test_build devel unit || return 0
  test_check unit
}

suite_db() {
  test_build devel db db-tests || return 0
  test_programs db "$(make -s -C "$build_dir" --no-print-directory list-db)"
}

suite_http() {
  test_build devel http http-tests || return 0
  test_programs http "$(make -s -C "$build_dir" --no-print-directory list-http)"
}

suite_browser() {
  test_build devel browser || return 0
  test_npm || return 0
  test_programs browser "$(cd "$source_dir" && printf '%s ' tests/browser/test_*.mjs)"
}

# The C tests again, with AddressSanitizer and UBSan in tests and programs alike.
suite_asan() {
  test_build asan asan db-tests http-tests || return 0
  export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
  test_check asan-unit
  test_programs asan-db "$(make -s -C "$build_dir" --no-print-directory list-db)"
  test_programs asan-http "$(make -s -C "$build_dir" --no-print-directory list-http)"
  unset ASAN_OPTIONS UBSAN_OPTIONS
}

# Breaks the program line by line, on a copy and with a build of its own; each break must turn its test red.
suite_mutants() {
  local verdict name
  while read -r verdict name; do
    case $verdict in
      ok) result ok "$name" ;;
      not) result "not ok" "${name#ok }" ;;
    esac
  done < <("$root/tests/mutants/run" || echo "not ok mutants/all")
}

# docs/proof.md names tests in backquotes; one that did not run although its suite did is refused.
suite_proof() {
  local name missing=0
  [ -e "$root/docs/proof.md" ] || return 0
  while IFS= read -r name; do
    grep -q "^[a-z ]* ${name%%/*}/" "$test_dir/results" || continue
    if ! awk -v name="$name" '{ sub(/^(not )?[a-z]+ /, "") } $0 == name || index($0, name "/") == 1 { found = 1 }
                              END { exit !found }' "$test_dir/results"; then
      say "docs/proof.md names a test that does not exist: $name"
      missing=1
    fi
  done < <( # shellcheck disable=SC2016
    grep -oE '`(unit|db|http|browser|lint|mutants)/[^`]+`' "$root/docs/proof.md" | tr -d '`' | sort -u
  )
  if [ $missing = 0 ]; then result ok proof/names; else result "not ok" proof/names; fi
}

# test_build FLAVOUR SUITE [TARGET…]: a build that fails is a failed test; the run goes on.
test_build() {
  local status
  set +e
  (set -e && build "$1" "${@:3}")
  status=$?
  set -e
  build_dir=$root/var/build/$1
  build_source
  if [ $status -ne 0 ]; then
    result "not ok" "$2/build"
    return 1
  fi
}

# test_step NAME COMMAND…: one command, one result.
test_step() {
  local log=$test_dir/${1//\//-}.log
  if "${@:2}" >"$log" 2>&1; then
    result ok "$1"
  else
    tail -n 60 "$log" >&2
    result "not ok" "$1"
  fi
}

# test_check SUITE: make check; its programs leave one log and one verdict (.trs) each.
test_check() {
  local test log verdict status
  CMOCKA_MESSAGE_OUTPUT=tap make -C "$build_dir" -k -j"$(nproc)" --no-print-directory check \
    >"$test_dir/$1-check.log" 2>&1 || true
  for test in $(make -s -C "$build_dir" --no-print-directory list-unit); do
    log=$build_dir/$test.log
    verdict=$(sed -n 's/^:global-test-result: //p' "${log%.log}.trs" 2>/dev/null || true)
    case $verdict in
      PASS) status=0 ;;
      SKIP) status=77 ;;
      *) status=1 ;;
    esac
    if [ -z "$verdict" ]; then
      grep -E 'error:|Error ' "$test_dir/$1-check.log" | head -n 20 >&2 || true
      result "not ok" "$1/$(basename "$test")"
    else
      result_tap "$1/$(basename "${test%.sh}")" "$log" "$status"
    fi
  done
}

# test_npm: the browser's libraries from the committed lock file, in var/, once per lock file.
test_npm() {
  local key
  key=$(cat "$root/tests/browser/package.json" "$root/tests/browser/package-lock.json" | sha256sum | cut -c1-16)
  export PLUGSHELF_TEST_NODE_MODULES=$root/var/npm/$key/node_modules
  [ ! -e "$root/var/npm/$key/complete" ] || return 0
  rm -rf "$root/var/npm/$key"
  mkdir -p "$root/var/npm/$key"
  cp "$root/tests/browser/package.json" "$root/tests/browser/package-lock.json" "$root/var/npm/$key/"
  if (cd "$root/var/npm/$key" && quiet npm.log npm ci --ignore-scripts --no-audit --no-fund); then
    touch "$root/var/npm/$key/complete"
  else
    result "not ok" browser/npm
    return 1
  fi
}
