# A private MariaDB: data, socket and log in the state folder, no network, no service.
#
# It runs as whoever calls, root included: another user could not enter a state folder that only its owner may enter.
# A fresh data folder is made once per version (var/build/pristine-…) and copied, which is much faster.
# shellcheck shell=bash disable=SC2034,SC2154

# database_socket DIR: where the sockets of DIR live. A unix socket's path holds 107 bytes: long folders get a short
# one under /tmp, private to us, whose name is recorded in run/sockets.
database_sockets() {
  local dir=$1 short
  if [ $((${#dir} + 20)) -le 107 ]; then
    printf '%s\n' "$dir/run"
    return
  fi
  short=$(cat "$dir/run/sockets" 2>/dev/null || true)
  if [ -z "$short" ] || [ ! -d "$short" ] || [ ! -O "$short" ]; then
    short=$(mktemp -d /tmp/plugshelf-XXXXXXXX)
    printf '%s\n' "$short" >"$dir/run/sockets"
  fi
  printf '%s\n' "$short"
}

# database_user: mariadbd refuses to run as root unless told so by name.
database_user() { [ "$(id -u)" != 0 ] || printf '%s\n' --user=root; }

# database_pristine: sets $pristine, a data folder as mariadb-install-db leaves it.
database_pristine() {
  local version fresh
  version=$(mariadbd --no-defaults --version | sed -E 's/.*Ver ([0-9A-Za-z.+-]+).*/\1/')
  pristine=$root/var/build/pristine-$version-$(id -u)
  [ ! -d "$pristine" ] || return 0
  mkdir -p "$root/var/build"
  fresh=$(mktemp -d "$root/var/build/pristine.XXXXXX")
  # --force: it wants to look the host's name up, which a bare container may not know; nobody signs in by name here
  # shellcheck disable=SC2046
  quiet "$root/var/build/install-db.log" mariadb-install-db --no-defaults --datadir="$fresh" \
    --auth-root-authentication-method=normal --skip-test-db --force --innodb-log-file-size=16M $(database_user) || exit 1
  # two states may do this at once: the first one wins
  mv -T "$fresh" "$pristine" 2>/dev/null || rm -r "$fresh"
}

# database_start DIR [OPTION…]: start and wait until it answers; makes the data, the database and the accounts when new.
# $database_new is 1 then. Options of mariadbd come behind ours and win: the defaults are those of a small site.
database_start() {
  local dir=$1 sockets i
  sockets=$(database_sockets "$dir")
  db_socket=$sockets/db.sock
  database_new=0
  if [ ! -d "$dir/db" ]; then
    database_pristine
    rm -rf "$dir/db.new"
    cp -a "$pristine" "$dir/db.new"
    mv "$dir/db.new" "$dir/db"
  fi
  # shellcheck disable=SC2046
  process_spawn "$dir" db mariadbd --no-defaults --datadir="$dir/db" --socket="$db_socket" --skip-networking \
    --pid-file="$dir/run/mariadbd.pid" --tmpdir="$dir/tmp" $(database_user) \
    --character-set-server=utf8mb4 --collation-server=utf8mb4_uca1400_ai_ci \
    --innodb-log-file-size=16M --innodb-buffer-pool-size=128M --innodb-flush-log-at-trx-commit=1 \
    --innodb-rollback-on-timeout=ON --max-allowed-packet=32M --performance-schema=OFF --skip-name-resolve "${@:2}"
  for ((i = 0; i < 1200; i++)); do
    if database_sql "$dir" </dev/null >/dev/null 2>&1; then
      database_accounts "$dir"
      return
    fi
    process_pid "$dir" db >/dev/null || break
    sleep 0.05
  done
  tail -n 30 "$dir/log/db.log" >&2
  die "MariaDB did not start; its log is $dir/log/db.log"
}

# database_sql DIR: run stdin as the server's administrator.
database_sql() {
  mariadb --no-defaults --default-character-set=utf8mb4 --socket="$(database_sockets "$1")/db.sock" --user=root --batch
}

# database_secret FILE: the random password kept in FILE, made when absent.
database_secret() {
  [ -s "$1" ] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$1"
  cat "$1"
}

# Two accounts (docs/operating.md): migrations change the schema, workers only ever see rows. What the second may do
# to which table is granted by `plugshelfctl migrate`, which knows the tables.
database_accounts() {
  local dir=$1 app ddl
  app=$(database_secret "$dir/db-app.password")
  ddl=$(database_secret "$dir/db-ddl.password")
  [ "$(echo "SELECT COUNT(*) FROM mysql.global_priv WHERE User LIKE 'plugshelf\\_%'" | database_sql "$dir" |
    tail -n 1)" != 2 ] || return 0
  database_new=1
  database_sql "$dir" <<EOF
CREATE DATABASE IF NOT EXISTS plugshelf CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
CREATE OR REPLACE USER plugshelf_app@localhost IDENTIFIED BY '$app';
CREATE OR REPLACE USER plugshelf_ddl@localhost IDENTIFIED BY '$ddl';
GRANT ALL ON plugshelf.* TO plugshelf_ddl@localhost WITH GRANT OPTION;
EOF
}
