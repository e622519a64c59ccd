# Counting results (run.sh has the format).
# shellcheck shell=bash disable=SC2154

# result VERDICT NAME
result() { printf '%s %s\n' "$1" "$2" | tee -a "$test_dir/results"; }

# result_tap NAME LOG STATUS: the results of one program that wrote TAP into LOG and ended with STATUS. A program
# without TAP counts as one test. Tests that were planned and never ran (a crash) are one failure, and so is a bad end
# after good tests (a leak, say). cmocka marks a skipped test "not ok N # SKIP".
result_tap() {
  local lines
  lines=$(awk -v name="$1" -v status="$3" '
    function say(verdict, test) { print verdict " " name (test == "" ? "" : "/" test) }
    /^1\.\.[0-9]+/ { plan += substr($1, 4) }
    /^(not )?ok [0-9]+/ {
      seen++
      verdict = /^ok/ ? "ok" : "not ok"
      sub(/^(not )?ok [0-9]+ *(- )?/, "")
      if (sub(/# SKIP */, "")) verdict = "skip"
      if (verdict == "not ok") bad++
      say(verdict, $0)
    }
    END {
      if (!seen && !plan) say(status == 0 ? "ok" : status == 77 ? "skip" : "not ok", "")
      else if (seen < plan) say("not ok", "ended after " seen + 0 " of " plan " tests")
      else if (status != 0 && !bad) say("not ok", "exit status " status)
    }' "$2")
  if grep -q '^not ok' <<<"$lines"; then
    say "---- $2"
    tail -n 80 "$2" >&2
  fi
  tee -a "$test_dir/results" <<<"$lines"
}

# result_sum: the last line of a run, and its verdict.
result_sum() {
  local passed failed skipped
  passed=$(grep -c '^ok ' "$test_dir/results" || true)
  failed=$(grep -c '^not ok ' "$test_dir/results" || true)
  skipped=$(grep -c '^skip ' "$test_dir/results" || true)
  if [ "$failed" -gt 0 ]; then
    say "failed:"
    grep '^not ok ' "$test_dir/results" | sed 's/^not ok /  /' >&2
  fi
  printf '%s passed, %s failed' "$passed" "$failed"
  [ "$skipped" = 0 ] || printf ', %s skipped' "$skipped"
  printf '\n'
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
