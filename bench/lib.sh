# What the programs of bench/ share: a built tree and private sites, made by the same functions as those of ./dev.
#
# A site is a folder below var/bench. Its data is made once and stays for the next time, and for the other programs; only
# schema changes are brought in. Everything that was started is stopped at the end, whichever end that is.
# shellcheck shell=bash disable=SC2034,SC2154
set -euo pipefail
umask 077
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
for part in say packages process build database site up; do
  # shellcheck source=/dev/null
  . "$root/tools/dev/$part.sh"
done
bench_dir=$root/var/bench
bench_sites=()

bench_stop() {
  local dir
  for dir in "${bench_sites[@]}"; do site_stop "$dir"; done
}
trap bench_stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# bench_build: the programs of BENCH_BUILD (make bench), else of a build of our own.
bench_build() {
  if [ -n "${BENCH_BUILD-}" ]; then
    build_dir=$BENCH_BUILD
    build_source
  else
    build dev
  fi
}

# bench_site SCALE: sets $dir, a running database with demo data and so many plugins. BENCH_POOL is how much memory it keeps
# pages in: what is measured is a database that has what it needs in memory.
bench_site() {
  dir=$bench_dir/scale-$1
  bench_sites+=("$dir")
  site_folders "$dir"
  site_stop "$dir"
  database_start "$dir" --innodb-buffer-pool-size="${BENCH_POOL:-3G}" --innodb-log-file-size=1G --innodb-flush-log-at-trx-commit=2 \
    --innodb-io-capacity=2000
  site_conf "$dir" 127.0.0.1 1
  site_prepare "$dir"
  [ -e "$dir/demo.json" ] || quiet "$dir/log/seed.log" site_ctl "$dir" seed --demo --out "$dir/demo.json"
  if [ ! -e "$dir/filled" ]; then
    say "filling a site with $1 plugins, once"
    quiet "$dir/log/scale.log" site_ddl "$dir" seed --scale "$1"
    touch "$dir/filled"
  fi
}

# bench_start LINE…: configure $dir with these lines (in place of those of the same key) and start it; sets $url.
bench_start() {
  local port line
  port=$(port_pick)
  site_conf "$dir" 127.0.0.1 "$port"
  # no clock file: reading it with every request is no part of production
  sed -i '/^clock_file/d' "$dir/plugshelf.conf"
  for line in "$@"; do
    sed -i "/^${line%% *} /d" "$dir/plugshelf.conf"
    printf '%s\n' "$line" >>"$dir/plugshelf.conf"
  done
  sed -i "s|\"$source_dir/static/|\"$dir/static/|" "$dir/nginx.conf"
  rm -rf "$dir/static" && cp -r "$source_dir/static" "$dir/static"
  site_start "$dir" 127.0.0.1 "$port"
  url=http://127.0.0.1:$port
}

# bench_user ROLE NAME N: the member NAME of the Nth (from 1) demo user with that role.
bench_user() {
  tr -d '\n' <"$dir/demo.json" | grep -o '{[^{}]*"login"[^{}]*}' | grep "\"role\": *\"$1\"" | sed -n "${3}p" |
    sed -nE "s/.*\"$2\" *: *\"([^\"]*)\".*/\1/p"
}

# bench_sign_in ROLE N: prints the session cookie of a demo user who needs no second step. The first of a role has much
# of what seed --scale makes.
bench_sign_in() {
  local jar=$dir/tmp/jar csrf
  rm -f "$jar"
  csrf=$(curl -fsS -c "$jar" "$url/login" | sed -nE 's/.*name="csrf" value="([^"]*)".*/\1/p' | head -n 1)
  curl -fsS -o /dev/null -b "$jar" -c "$jar" --data-urlencode "csrf=$csrf" \
    --data-urlencode "email=$(bench_user "$1" login "$2")" --data-urlencode "password=$(bench_user "$1" password "$2")" "$url/login"
  awk '$6 == "sid" { print "sid=" $7 }' "$jar"
}
