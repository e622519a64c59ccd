#!/bin/sh
# The template compiler on samples: what it builds, what it refuses and where it says so, what it extracts.
set -eu
tplc=$(cd "$(dirname "$TPLC")" && pwd)/$(basename "$TPLC")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir -p t/templates/part loc/C/LC_MESSAGES

cat >en.po <<'END'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "插件管理"
msgstr "Plugins"

msgid "共 {{N}} 条，<b>{{WHO}}</b> \"的\""
msgstr "<b>{{WHO}}</b> has {{N}} \\ \"in all\""

msgid "原样 API"
msgstr "原样 API"

msgid "丢了 {{N}}"
msgstr "lost"

msgid "改了 {{N}}"
msgstr "changed {{N:none}}"

msgid "多了"
msgstr "more <script>"

msgid "引号"
msgstr "a \"quote\""

msgid "两次 {{N}} {{N}}"
msgstr "twice {{N}}"
END
msgfmt -o loc/C/LC_MESSAGES/plugshelf-en.mo en.po

fails=0
bad() { echo "FAIL: $*" >&2; fails=$((fails + 1)); }
same() { [ "$(cat "$2")" = "$3" ] || bad "$1: $(cat "$2")"; }
# refuse WHAT MESSAGE TEXT...: strict English of TEXT must fail with MESSAGE.
refuse() {
  name=$1 want=$2
  shift 2
  printf '%s\n' "$@" >t/templates/bad.tpl
  if env -i "$tplc" --strict en loc t out templates/bad.tpl 2>err; then bad "$name: accepted"; fi
  grep -qF "$want" err || bad "$name: $(cat err)"
}

printf '%s\n' '<h1>[[插件管理]]</h1>' '<p title="[[插件管理]]">[[共 {{N}} 条，<b>{{WHO}}</b> "的"]]' '[x] ] [ [[原样 API]]' >t/templates/good.tpl
printf 'no marks, no newline' >t/templates/part/plain.tpl
env -i "$tplc" zh nowhere t out/zh templates/good.tpl templates/part/plain.tpl
same 'Chinese strips the marks' out/zh/good.tpl '<h1>插件管理</h1>
<p title="插件管理">共 {{N}} 条，<b>{{WHO}}</b> "的"
[x] ] [ 原样 API'
same 'text without marks goes through' out/zh/part/plain.tpl 'no marks, no newline'
env -i LANGUAGE=de "$tplc" --strict en loc t out/en templates/good.tpl
same 'English comes from the catalogue' out/en/good.tpl '<h1>Plugins</h1>
<p title="Plugins"><b>{{WHO}}</b> has {{N}} \ "in all"
[x] ] [ 原样 API'

refuse 'open at the end' 'templates/bad.tpl:2: [[ without ]]' 'a' '[[插件管理'
refuse 'open over a line' 'templates/bad.tpl:1: [[ without ]]' '[[插件' '管理]]'
refuse 'closed only' 'templates/bad.tpl:2: ]] without [[' 'a' 'b]] c'
refuse 'nested' 'templates/bad.tpl:1: [[ inside [[' '[[a [[b]] c]]'
refuse 'empty' 'templates/bad.tpl:1: nothing between' '[[]]'
refuse 'no translation' 'templates/bad.tpl:3: no translation (add it to po/): 没有' 'a' '[[插件管理]]' '[[没有]]'
refuse 'both missing are told' 'bad.tpl:2: no translation (add it to po/): 没有乙' '[[没有甲]]' '[[没有乙]]'
refuse 'a lost variable' 'other variables or tags' '[[丢了 {{N}}]]'
refuse 'a changed modifier' 'other variables or tags' '[[改了 {{N}}]]'
refuse 'a new tag' 'other variables or tags' '[[多了]]'
refuse 'a straight quote' 'straight quote' '<p title="[[引号]]">'
refuse 'one of two variables lost' 'other variables or tags' '[[两次 {{N}} {{N}}]]'
[ ! -e out/bad.tpl ] || bad 'a refused template was written'

printf '[[没有]]' >t/templates/bad.tpl
"$tplc" en loc t out templates/bad.tpl
same 'without --strict the Chinese stays' out/bad.tpl '没有'
if "$tplc" --strict en nowhere t out templates/good.tpl 2>/dev/null; then bad 'no catalogue: accepted'; fi
if "$tplc" zh loc t out templates/absent.tpl 2>/dev/null; then bad 'absent file: accepted'; fi
if "$tplc" fr loc t out templates/good.tpl 2>/dev/null; then bad 'unknown language: accepted'; fi
printf '\000' >t/templates/bad.tpl
if "$tplc" zh loc t out templates/bad.tpl 2>/dev/null; then bad 'NUL: accepted'; fi

"$tplc" --extract t templates/good.tpl >pot
grep -qxF '#: templates/good.tpl:3' pot || bad 'extract: reference'
grep -qxF 'msgid "共 {{N}} 条，<b>{{WHO}}</b> \"的\""' pot || bad 'extract: escaping'
[ "$(grep -c '^msgid' pot)" = 5 ] || bad 'extract: number of texts and header'
msguniq -o /dev/null pot || bad 'extract: not a PO file'

[ "$fails" = 0 ]
