# One site in one state folder: its configuration, and starting and stopping its three processes.
#
#   plugshelf.conf nginx.conf   written anew at each start     key              made once by `plugshelfctl setup`
#   db/ db-*.password           MariaDB's data and accounts    demo.json clock  demo sign-ins, offset of the clock
#   run/ log/ tmp/              pids and sockets, logs, spool  site             URL and build of the last start
# shellcheck shell=bash disable=SC2034,SC2154

site_names="db app nginx"

site_folders() {
  mkdir -p "$1"
  chmod 700 "$1"
  mkdir -p "$1/run" "$1/log" "$1/tmp" "$1/nginx"
}

# site_origins BIND PORT: the addresses under which this site is itself (security.md 13).
site_origins() {
  local origins="http://127.0.0.1:$2,http://localhost:$2"
  case $1 in
    127.0.0.1) ;;
    0.0.0.0) origins+=",http://$(hostname):$2" ;;
    *) origins+=",http://$1:$2" ;;
  esac
  printf '%s\n' "$origins"
}

# site_conf DIR BIND PORT: write plugshelf.conf and nginx.conf.
site_conf() {
  local dir=$1 sockets
  sockets=$(database_sockets "$dir")
  cat >"$dir/plugshelf.conf" <<EOF
; written by ./dev at each start
listen = $sockets/app.sock
workers = 2
db_socket = $sockets/db.sock
db_name = plugshelf
db_user = plugshelf_app
db_password_file = $dir/db-app.password
key_file = $dir/key
template_dir = $build_dir/tpl
locale_dir = $build_dir/locale
sql_dir = $source_dir/sql
image_helper = $build_dir/plugshelf-image
origins = $(site_origins "$2" "$3")
dev = 1
clock_file = $dir/clock
secure_cookies = 0
EOF
  [ -e "$dir/clock" ] || echo 0 >"$dir/clock"
  sed -e "s|@LISTEN@|$2:$3|g" -e "s|@SOCKET@|$sockets/app.sock|g" -e "s|@STATIC@|$source_dir/static|g" \
    -e "s|@STATE@|$dir|g" -e "s|@ORIGIN@|http://$2:$3|g" "$source_dir/nginx.conf" >"$dir/nginx.conf"
}

# site_ctl DIR COMMAND…: plugshelfctl on this site, as the account of the workers; site_ddl as that of migrations.
site_ctl() { "$build_dir/plugshelfctl" --conf="$1/plugshelf.conf" "${@:2}"; }
site_ddl() { site_ctl "$1" --db_user=plugshelf_ddl --db_password_file="$1/db-ddl.password" "${@:2}"; }

# site_prepare DIR: key file and schema; both do nothing where they have been done.
site_prepare() {
  quiet "$1/log/setup.log" site_ctl "$1" setup
  quiet "$1/log/migrate.log" site_ddl "$1" migrate --account plugshelf_app
}

# site_start DIR BIND PORT: workers, jobs and nginx; returns when /readyz says yes.
site_start() {
  local dir=$1 url i orders='daemon off;'
  url=http://$2:$3
  [ "$2" != 0.0.0.0 ] || url=http://127.0.0.1:$3
  process_spawn "$dir" app "$build_dir/plugshelf" --conf="$dir/plugshelf.conf"
  # as root nginx's own children become another user, who could not enter the state folder
  [ "$(id -u)" != 0 ] || orders+=' user root;'
  process_spawn "$dir" nginx nginx -p "$dir/nginx" -e "$dir/log/nginx.log" -c "$dir/nginx.conf" \
    -g "$orders"
  printf '%s\n' "$url" >"$dir/site"
  for ((i = 0; i < 600; i++)); do
    if curl -fsS -o /dev/null --noproxy '*' --max-time 5 "$url/readyz" 2>/dev/null; then return 0; fi
    if ! process_pid "$dir" app >/dev/null || ! process_pid "$dir" nginx >/dev/null; then break; fi
    sleep 0.1
  done
  tail -n 15 "$dir/log/app.log" "$dir/log/nginx.log" >&2
  say "dev: the site did not get ready at $url/readyz; its logs are in $dir/log"
  return 1
}

# site_demo_url DIR: demo.json names the address of the last start.
site_demo_url() {
  [ ! -e "$1/demo.json" ] || sed -i -E "s#\"url\": *\"[^\"]*\"#\"url\": \"$(cat "$1/site")\"#" "$1/demo.json"
}

# site_stop DIR: front to back, so that no request is cut short.
site_stop() {
  local dir=$1 short
  process_stop "$dir" nginx 15
  process_stop "$dir" app 40
  process_stop "$dir" db 60
  short=$(cat "$dir/run/sockets" 2>/dev/null || true)
  if [ -n "$short" ]; then
    rm -f "$short/db.sock" "$short/app.sock"
    rmdir "$short" 2>/dev/null || true
    rm -f "$dir/run/sockets"
  fi
}

# site_runs DIR: do all of its processes run?
site_runs() {
  local name
  for name in $site_names; do process_pid "$1" "$name" >/dev/null || return 1; done
}
