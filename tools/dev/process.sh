# Processes of one state folder. A record is the line "PID START" in run/NAME.pid, START being the kernel's start
# time of that pid: a pid that was given to somebody else in the meantime does not match, and is never signalled.
# shellcheck shell=bash disable=SC2034,SC2154

# process_start PID: its start time in clock ticks since boot; nothing where there is no such process.
process_start() {
  local stat fields
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  # the command name in parentheses may hold spaces: count from behind it
  read -ra fields <<<"${stat##*) }"
  [ "${fields[0]}" != Z ] && printf '%s\n' "${fields[19]}"
}

# process_pid DIR NAME: the recorded pid where that very process still runs.
process_pid() {
  local pid start
  { read -r pid start <"$1/run/$2.pid"; } 2>/dev/null || return 1
  [ -n "$start" ] && [ "$(process_start "$pid")" = "$start" ] && printf '%s\n' "$pid"
}

# process_spawn DIR NAME COMMAND…: start detached from this terminal, output to log/NAME.log, and record it.
# The locks that ./dev holds (descriptors 7, 8 and 9) are not handed down.
process_spawn() {
  local dir=$1 name=$2 pid
  shift 2
  setsid "$@" </dev/null >>"$dir/log/$name.log" 2>&1 7>&- 8>&- 9>&- &
  pid=$!
  printf '%s %s\n' "$pid" "$(process_start "$pid")" >"$dir/run/$name.pid"
}

# process_stop DIR NAME SECONDS: TERM, and KILL when it is still there after SECONDS.
process_stop() {
  local dir=$1 name=$2 pid i
  if pid=$(process_pid "$dir" "$name"); then
    kill -TERM "$pid" 2>/dev/null || true
    for ((i = 0; i < $3 * 20; i++)); do
      process_pid "$dir" "$name" >/dev/null || break
      sleep 0.05
    done
    if process_pid "$dir" "$name" >/dev/null; then
      say "$name did not stop within $3 s and is killed"
      kill -KILL "$pid" 2>/dev/null || true
    fi
  fi
  rm -f "$dir/run/$name.pid"
}

# port_free ADDRESS PORT: does nobody answer there?
port_free() {
  local address=$1
  case $address in 0.0.0.0 | '*') address=127.0.0.1 ;; esac
  ! (exec 3<>"/dev/tcp/$address/$2") 2>/dev/null
}

# port_pick: a free port, below the range that the kernel gives to outgoing connections.
port_pick() {
  local candidate i
  for ((i = 0; i < 100; i++)); do
    candidate=$((20000 + SRANDOM % 12000))
    if port_free 127.0.0.1 "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  die "no free port found between 20000 and 32000"
}
