#!/bin/sh
# tools/lint on small trees: a good one passes, and each bad sample gives its message at its line.
set -eu
lint=$(cd "$srcdir" && pwd)/tools/lint
command -v ctemplate-make_tpl_varnames_h >/dev/null || { echo "needs ctemplate-make_tpl_varnames_h"; exit 77; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fails=0

# A clean tree to start each sample from.
fresh() {
  rm -rf "$dir/t"
  mkdir -p "$dir/t/src/base" "$dir/t/src/db" "$dir/t/src/http" "$dir/t/src/domain" "$dir/t/src/web" "$dir/t/src/pages" \
    "$dir/t/src/bin" "$dir/t/templates/part" "$dir/t/sql" "$dir/t/tools" "$dir/t/tests/unit"
  cd "$dir/t"
}

# try FILE LINES...: the fresh tree with this one file; what lint prints goes to ../out.
try() {
  path=$1
  shift
  mkdir -p "$(dirname "$path")"
  printf '%s\n' "$@" >"$path"
  "$lint" --fast . >../out 2>&1 && code=0 || code=$?
}
good() {
  try "$@"
  [ "$code" = 0 ] && [ ! -s ../out ] || { echo "FAIL: $1 was refused: $(cat ../out)"; fails=$((fails + 1)); }
  rm -f "$1"
}
# bad MESSAGE FILE LINES...
bad() {
  want=$1
  shift
  try "$@"
  [ "$code" = 1 ] && grep -qF -- "$want" ../out || { echo "FAIL: expected $want, got: $(cat ../out)"; fails=$((fails + 1)); }
  rm -f "$1"
}

fresh
# floors
good src/domain/a.c '#include "domain/a.h"' '#include "db/db.h"' '#include "base/arena.h"' '#include "config.h"' '#include <stdio.h>'
bad 'src/base/a.c:1: base/ must not look up to db/' src/base/a.c '#include "db/db.h"'
bad 'src/pages/a.c:2: pages/ must not look up to bin/' src/pages/a.c '#include "web/page.h"' '#include "bin/x.h"'
bad 'src/domain/a.c:1: domain/ must not look sideways to web/' src/domain/a.c '#include "web/page.h"'
bad 'src/web/a.h:1: web/ must not look sideways to domain/' src/web/a.h '#include "domain/plugin.h"'
bad 'src/domain/a.c:1: domain/ knows no HTTP' src/domain/a.c '#include "http/reply.h"'
bad 'needs its folder' src/web/a.c '#include "page.h"'
bad 'needs its folder' src/web/a.c '#include "../domain/plugin.h"'
bad 'src/http/a.c:1: mysql.h only in src/db/' src/http/a.c '#include <mysql.h>'
bad 'src/http/a.c:1: mariadb/mysql.h only in src/db/' src/http/a.c '#include <mariadb/mysql.h>'
bad 'fcgiapp.h only in src/http/fcgi.c' src/http/a.c '#include <fcgiapp.h>'
bad 'sodium.h only in src/base/seal.c' src/web/a.c '# include  <sodium.h>'
bad 'nettle/sha1.h only in src/base/seal.c' src/base/a.c '#include <nettle/sha1.h>'
bad 'C++ only in src/web/view.cc' src/web/other.cc 'int x;'
bad 'ctemplate/template.h only in src/web/view.cc' src/web/a.c '#include <ctemplate/template.h>'
good src/web/view.cc '#include <ctemplate/template.h>'
good src/web/a.c '/* #include "domain/plugin.h" */'
bad 'the folder has no floor' src/extra/a.c 'int x;'
printf '#include "db/db.h"\n' >src/base/a.c
"$lint" --floors . >/dev/null && { echo 'FAIL: --floors accepted an upward include'; fails=$((fails + 1)); }
rm src/base/a.c

# functions
for f in strcpy strcat sprintf gets strtok system popen malloc calloc realloc free strdup time gettimeofday rand atoi; do
  bad "src/web/a.c:2: $f() is not used here" src/web/a.c 'int x;' "int f(void) { return (int)$f (0); }"
done
good src/web/a.c 'int f(void) { return s->free(1) + s.time(0) + my_free(2) + runtime(3); } /* free() */' 'char *s = "free(x)";'
good src/base/arena.c 'void f(void) { free(malloc(1)); }'
good src/bin/serve.c 'void f(void) { free(malloc(1)); }'
good src/base/clock.c 'long f(void) { return time(0); }'
good src/web/a.c 'void f(void) { free(x); /* lint: allow malloc, the library hands it over */ }'
good src/web/a.c '/* lint: allow free, the library hands it over */' 'void f(void) { free(x); }'
bad 'src/web/a.c:1: an exception needs its reason' src/web/a.c 'void f(void) { free(x); /* lint: allow malloc */ }'
bad 'src/web/a.c:1: this exception is not needed' src/web/a.c 'int x; /* lint: allow malloc, once upon a time */'
bad 'src/web/a.c:1: system() is not used here' src/web/a.c 'void f(void) { system(x); /* lint: allow malloc, no */ }'
bad 'goto is not used' src/web/a.c 'void f(void) { goto out; }'
bad 'typedef struct is not used' src/web/a.h 'typedef struct x x;'
bad 'typedef enum is not used' src/web/a.h 'typedef enum {' '  A,' '} x;'
good src/web/a.h 'typedef enum res handler_fn(void *arg);'

# lengths
{ echo 'int f(int a,'; echo '      int b) {'; yes '  a++;' | head -57; echo '}'; } >src/web/a.c
"$lint" --fast . >../out || { echo "FAIL: 60 lines refused: $(cat ../out)"; fails=$((fails + 1)); }
{ echo 'int f(int a,'; echo '      int b) {'; yes '  a++;' | head -60; echo '}'; } >src/web/a.c
"$lint" --fast . >../out && { echo 'FAIL: a long function was accepted'; fails=$((fails + 1)); }
yes 'int x;' | head -400 >src/web/a.c
"$lint" --fast . >../out || { echo "FAIL: 400 lines refused: $(cat ../out)"; fails=$((fails + 1)); }
echo 'int y;' >>src/web/a.c
"$lint" --fast . >../out && { echo 'FAIL: 401 lines accepted'; fails=$((fails + 1)); }
echo 'long src/web/a.c one table' >tools/lint-allow
"$lint" --fast . >../out || { echo "FAIL: an allowed length refused: $(cat ../out)"; fails=$((fails + 1)); }
rm src/web/a.c
bad 'tools/lint-allow:1: not needed: long src/web/a.c' src/web/b.c 'int x;'
bad 'tools/lint-allow:1: must be: kind where reason' tools/lint-allow 'long src/web/a.c'

# strings, SQL, words
good src/domain/a.c 'DB_STMT(x, "SELECT id FROM t WHERE a > ?");'
good src/bin/ctl_sql.c 'char *s = "DELETE FROM t";'
bad 'src/pages/a.c:1: SQL only in' src/pages/a.c 'char *s = "SELECT id" " FROM t";'
bad 'src/http/a.c:2: SQL only in' src/http/a.c '' 'char *s = "UPDATE t SET a=1";'
good src/pages/a.c 'char *s = "UPDATED"; char *t = "Select one";'
bad 'no NOW in SQL' src/domain/a.c 'char *s = "UPDATE t "' '  "SET a=NOW()";'
bad 'no GET_LOCK in SQL' src/domain/a.c "char *s = \"SELECT GET_LOCK('a',1)\";"
bad 'sql/0001_a.sql:2: no current_timestamp' sql/0001_a.sql '-- now() is not used' 'CREATE TABLE t (a INT DEFAULT current_timestamp);'
bad 'sql/0001_a.sql:1: no LOCK TABLES' sql/0001_a.sql 'LOCK TABLES t WRITE;'
bad 'src/web/a.c:1: TODO is not left' src/web/a.c 'int x; /* TODO: more */'
good src/web/a.c 'char *s = "/tmp/aXXXXXX";'
good src/web/a.c 'f(tr(lang, "请" "填写")); const char *s = N_("请填写"); /* 请 */ char *t = "…";'
bad 'src/web/a.c:1: a text for people goes through' src/web/a.c 'char *s = "请填写";'
bad 'src/web/a.c:1: a text for people goes through' src/web/a.c 'f(tr(lang, x), "请填写");'
bad '您: write 你' src/web/a.c 'f(N_("请您填写"));'
bad '非法: say what to do' src/web/a.c 'f(tr(lang, "内容非法"));'
good src/web/a.c 'void f(void) { free(x), time(0); /* lint: allow free, why */ /* lint: allow time, why */ }'
good tests/unit/test_a.c 'char *s = "请填写 SELECT NOW()";'

# what the build would miss
echo 'X = src/web/a.c templates/page.tpl tests/unit/test_a' >Makefile.am
good src/web/a.c 'int x;'
good tests/unit/test_a.c 'int x;'
bad 'src/web/b.c:1: is not listed' src/web/b.c 'int x;'
bad 'templates/age.tpl:1: is not listed' templates/age.tpl '{{%AUTOESCAPE context="HTML"}}'
rm Makefile.am

# templates: T is line 1, samples start at line 2
T='{{%AUTOESCAPE context="HTML"}}'
tgood() { good templates/a.tpl "$T" "$@"; }
tbad() {
  message=$1
  shift
  bad "$message" templates/a.tpl "$T" "$@"
}
tgood '{{!注释 style="x" <!-- }}' '<a class="b-{{x}}" href="{{url}}"{{#on}} aria-current="page"{{/on}}>[[去 <b>{{name}}</b>]]</a>' \
  '{{#rows}}<input value="{{v}}" disabled required>{{>part_row}}{{/rows}}' '<link href="/static/console.css" rel="stylesheet"><a href="/">x</a>' \
  '<a href="#main">x</a> <a href="#{{id}}">x</a> <a href="{{url}}#top">x</a>' '<script type="module" src="/static/console.js"></script>' \
  '<textarea name="a">' '{{v:p}}</textarea> 1 < 2 a > b' '<p title="[[a > {{b}}]]">'
bad 'templates/a.tpl:1: line 1 must be exactly' templates/a.tpl '<p>{{x}}</p>'
bad 'templates/a.tpl:1: line 1 must be exactly' templates/a.tpl " $T" '<p>'
bad 'templates/part/a.tpl:1: line 1 must be exactly' templates/part/a.tpl '{{%AUTOESCAPE context="JAVASCRIPT"}}' 'x'
tbad 'templates/a.tpl:3: a section or include inside the value of href' 'x' '<a href="{{#on}}{{url}}{{/on}}">'
tbad 'templates/a.tpl:2: a section or include inside the value of class' '<a class="a {{>part}}">'
tbad 'templates/a.tpl:2: style= is not used' '<p style="color:red">'
tbad 'templates/a.tpl:3: onclick= is not used' '<p' '  onClick="x()">'
tbad '<style> is not used' '<style>p{}</style>'
tbad '<script> without src' '<script>x()</script>'
tbad 'a <script> holds nothing but its src' '<script src="/static/a.js">x()</script>'
tbad 'a script or data URL' '<a href="javascript:x()">'
tbad 'a script or data URL' '<img alt="" src=" DATA:image/png;base64,x">'
for a in formaction srcset srcdoc poster ping; do tbad "$a= is not used" "<x-y $a=\"{{u}}\">"; done
tbad 'href spells an address' '<a href="/console/plugins">'
tbad 'action spells an address' '<form action="?x=1">'
tbad 'href spells an address' '<a href="{{url}}?q={{q}}">'
tbad 'href spells an address' '<a href="https://example.org/">'
tbad 'the value of value has a variable and no quotes' '<input value={{v}}>'
tbad '{{attrs}} stands where attributes stand' '<input {{attrs}}>'
tbad 'templates/a.tpl:3: x is not escaped' '' '<p>{{x:none}}</p>'
tbad 'x:j: ctemplate chooses the modifier' '<p>{{x:j}}</p>'
tbad 'templates/a.tpl:2: Chinese outside' '<p>插件</p>'
tbad 'templates/a.tpl:3: 登陆: write 登录' '' '<p>[[请登陆]]</p>'
tbad 'an HTML comment' '<!-- x -->'
tbad 'a tag that is not closed' '<p class="a'
tbad 'ctemplate says: ERROR' '{{#rows}}<p>{{/other}}'
tbad 'templates/a.tpl:2: FIXME' '{{!FIXME}}'
echo 'none templates/a.tpl:doc made by our own renderer' >tools/lint-allow
tgood '<p>{{doc:none}}</p>'
tbad 'other is not escaped' '<p>{{doc:none}}{{other:none}}</p>'
tbad 'tools/lint-allow:1: not needed: none templates/a.tpl:doc' '<p>{{doc}}</p>'

[ "$fails" = 0 ]
