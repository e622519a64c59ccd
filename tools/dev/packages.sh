# What has to be installed, in one place, and the installing.
#
# Commands are probed as commands, since node or chromium may well come from elsewhere than apt; libraries are probed
# by their package. Installing starts and enables no service: nginx and MariaDB are used as programs only.
# shellcheck shell=bash disable=SC2034,SC2154

# command:package that brings it
serve_commands="mariadbd:mariadb-server-core mariadb-install-db:mariadb-server-core mariadb:mariadb-client-core
  nginx:nginx-light curl:curl"
build_commands="autoconf:autoconf automake:automake gcc:gcc g++:g++ make:make pkg-config:pkg-config
  msgfmt:gettext xgettext:gettext"
test_commands="git:git clang-format:clang-format ctemplate-make_tpl_varnames_h:libctemplate-dev"
browser_commands="chromium:chromium node:nodejs npm:npm"
# libraries: what the programs need to run, what building needs, what the tests add
serve_libraries="libfcgi0ldbl libctemplate3 libmariadb3 libsodium23 libnettle8 liboath0 libjansson4 libzip4
  libunistring2 libgd3 libinih1 libmd4c0 libidn2-0"
build_libraries="libc6-dev libfcgi-dev libctemplate-dev libmariadb-dev libsodium-dev nettle-dev liboath-dev
  libjansson-dev libzip-dev libunistring-dev libgd-dev libinih-dev libmd4c-dev libidn2-dev libcurl4-openssl-dev libcmocka-dev"
test_libraries="libxml2-dev"
browser_libraries="ca-certificates fonts-noto-cjk"

# packages_missing PART…: the packages of serve, build, test, browser that are not there, one a line.
packages_missing() {
  local part pair name
  for part in "$@"; do
    local commands=${part}_commands libraries=${part}_libraries
    for pair in ${!commands}; do
      command -v "${pair%%:*}" >/dev/null || printf '%s\n' "${pair#*:}"
    done
    command -v dpkg-query >/dev/null || continue
    for name in ${!libraries}; do
      dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null | grep -q '^.i' || printf '%s\n' "$name"
    done
  done | sort -u
}

# packages_need PART…: install what is missing, or say what is and fail.
packages_need() {
  local missing sudo=()
  mapfile -t missing < <(packages_missing "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$install" = 1 ] || die "missing packages: ${missing[*]}"
  command -v apt-get >/dev/null || die "no apt-get here; please install the counterparts of: ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "missing packages, and neither root nor sudo: ${missing[*]}"
    sudo=(sudo)
  fi
  say "installing ${missing[*]}"
  mkdir -p "$root/var"
  quiet "$root/var/install.log" "${sudo[@]}" bash -c "$packages_script" packages "${missing[@]}"
}

# Runs as root. policy-rc.d answers 101 ("not allowed") to every start of a service while apt works; where the
# machine has its own answer, that one stays. Services that were not there before are left disabled too.
# shellcheck disable=SC2016  # expanded by the shell that runs it
packages_script='
set -eu
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
had_nginx=$(test -e /etc/init.d/nginx && echo 1 || echo 0)
if [ ! -e $policy ]; then
  printf "#!/bin/sh\nexit 101\n" >$policy
  chmod 755 $policy
  trap "rm -f $policy" EXIT
fi
apt-get update
apt-get install -y --no-install-recommends "$@"
if [ "$had_nginx" = 0 ] && [ -e /etc/init.d/nginx ] && command -v update-rc.d >/dev/null; then
  update-rc.d nginx disable || true
fi
'
