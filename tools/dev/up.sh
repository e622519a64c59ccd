# The commands up, down, status and logs.
# shellcheck shell=bash disable=SC2034,SC2154

# One command at a time per state. Held while starting and stopping only, never while the site runs.
state_lock() {
  exec 9>"$state/run/lock"
  flock -w 300 9 || die "another ./dev works on $state"
}
state_unlock() { exec 9>&-; }

dev_up() {
  # the folder has to be there, and its true path known, before anything is named after it
  site_folders "$state"
  state=$(cd "$state" && pwd -P)
  if [ "$prebuilt" = 1 ]; then
    packages_need serve
    build_found
  else
    packages_need serve build
    build dev
  fi
  state_lock
  if site_runs "$state"; then
    if [ "$detach" = 1 ]; then
      say "already running"
      up_print
      return
    fi
    die "already running at $(cat "$state/site"); './dev down' stops it"
  fi
  site_stop "$state"
  port_free "$bind" "$port" || die "port $port is taken; --port chooses another"
  trap 'up_end 1' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  up_start
  state_unlock
  if [ "$detach" = 1 ]; then trap - EXIT INT TERM HUP; fi # a reader of our output that goes away ends nothing
  up_print
  [ "$detach" = 0 ] || return 0
  say "Ctrl-C stops everything"
  while site_runs "$state"; do
    sleep 1 &
    wait $!
  done
  say "a process ended by itself; ./dev logs shows why"
  exit 1
}

# The first start makes all or nothing: the mark "fresh" lies in the state folder until the demo data is complete, and
# a data folder that still carries it is made anew.
up_start() {
  if [ -e "$state/fresh" ]; then rm -rf "$state/db" "$state/demo.json"; fi
  [ -d "$state/db" ] || touch "$state/fresh"
  say "starting MariaDB"
  database_start "$state"
  site_conf "$state" "$bind" "$port"
  say "migrating"
  site_prepare "$state"
  if [ "$empty" = 0 ] && [ ! -e "$state/demo.json" ]; then
    say "making demo data"
    quiet "$state/log/seed.log" site_ctl "$state" seed --demo --out "$state/demo.json"
  fi
  rm -f "$state/fresh"
  say "starting the site"
  site_start "$state" "$bind" "$port"
  site_demo_url "$state"
}

# up_end: whatever ends ./dev up before it detached ends the site too.
up_end() {
  trap - EXIT INT TERM HUP
  say "stopping"
  site_stop "$state"
}

up_print() {
  printf '\n  %s\n\n' "$(cat "$state/site")"
  [ -e "$state/demo.json" ] || return 0
  printf '  demo sign-ins (from %s)\n\n' "$state/demo.json"
  printf '  %-10s %-32s %-28s %s\n' role login password 'TOTP secret (base32)'
  local user
  tr -d '\n' <"$state/demo.json" | grep -o '{[^{}]*"login"[^{}]*}' | while IFS= read -r user; do
    printf '  %-10s %-32s %-28s %s\n' "$(up_field "$user" role)" "$(up_field "$user" login)" \
      "$(up_field "$user" password)" "$(up_field "$user" totp)"
  done
  echo
}

# up_field OBJECT NAME: a text member of a flat JSON object whose texts hold no quotes.
up_field() { sed -nE "s/.*\"$2\" *: *\"([^\"]*)\".*/\1/p" <<<"$1"; }

dev_down() {
  if [ ! -d "$state/run" ]; then
    say "nothing runs in $state"
    return
  fi
  state=$(cd "$state" && pwd -P)
  state_lock
  site_stop "$state"
  say "stopped"
}

dev_status() {
  local name pid all=0
  for name in $site_names; do
    if pid=$(process_pid "$state" "$name"); then
      printf '%-6s running  pid %s\n' "$name" "$pid"
    else
      printf '%-6s stopped\n' "$name"
      all=3
    fi
  done
  printf '%-6s %s\n' state "$state" log "$state/log"
  [ ! -e "$state/site" ] || printf '%-6s %s\n' url "$(cat "$state/site")"
  return $all
}

dev_logs() {
  [ -d "$state/log" ] || die "no logs in $state"
  exec tail -n 40 -F "$state"/log/*.log
}
