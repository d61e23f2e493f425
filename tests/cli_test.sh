#!/usr/bin/env bash
# The command from outside: cli_test.sh SEIMEI. Arguments, exit statuses, messages, order of the output, what is piped.
# What records say is tested elsewhere; here it matters only that there are some.
set -u
seimei=$1
[ -x "$seimei" ] || { echo "cli: $seimei is no program"; exit 1; }
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset COLUMNS NO_COLOR
faults=0
checks=0

fault() {
  echo "FAULT: $1"
  faults=$((faults + 1))
}

# expect STATUS COMMAND...: runs it with out, err; an exit status of another kind is a fault.
expect() {
  local wanted=$1
  shift
  checks=$((checks + 1))
  "$@" >out 2>err </dev/null
  local got=$?
  [ $got = "$wanted" ] || fault "status $got where $wanted is expected: $* ($(head -c 300 err))"
}
has() { grep -qF -- "$2" "$1" || fault "no \"$2\" in $1: $(head -c 300 "$1")"; }
lacks() { ! grep -qF -- "$2" "$1" || fault "\"$2\" in $1"; }
is_empty() { [ ! -s "$1" ] || fault "$1 is not empty: $(head -c 300 "$1")"; }
same() { cmp -s "$1" "$2" || fault "$1 and $2 differ: $3"; }

# ---- input ----

cat >a.txt <<'TEXT'
計画めぐり中国が反発

中国外務省の報道官は3日の記者会見で、日本の計画を強く非難した。アメリカの国務長官は「中国の対応を支持しない」と述べた。
TEXT
for i in $(seq 40); do
  printf '{"id":"d%d","published":"2023-04-04","text":"中国はアメリカを非難した。日本政府は「%d回目の抗議だ」と述べた。"}\n' "$i" "$i"
done >many.jsonl
{ sed -n 1,2p many.jsonl; echo '{"id": broken'; sed -n 3p many.jsonl; } >faulty.jsonl

# ---- arguments ----

expect 2 "$seimei"
has err "Usage: seimei COMMAND"
expect 0 "$seimei" --version
has out "seimei "
expect 0 "$seimei" --help
for command in read code explain ingest eval info; do
  has out "$command"
  expect 0 "$seimei" "$command" --help
  has out "Usage: seimei $command"
  has out "Exit status:"
  cp out help.txt
  expect 0 "$seimei" help "$command"
  same out help.txt "help $command"
  expect 0 "$seimei" --help
done
expect 2 "$seimei" cod
has err "did you mean code?"
expect 2 "$seimei" help nothing
expect 2 "$seimei" code --formt csv a.txt
has err "did you mean --format?"
expect 2 "$seimei" code -x a.txt
has err "-x"
expect 2 "$seimei" code --format xml a.txt
has err "jsonl|plover|csv|table"
expect 2 "$seimei" code --workers
has err "needs a value"
expect 2 "$seimei" code --workers many a.txt
expect 2 "$seimei" code --published 2023-4-3 a.txt
has err "YYYY-MM-DD"
expect 2 "$seimei" code --published 2023-13-01 a.txt
expect 2 "$seimei" code --format plover --records statements a.txt
expect 2 "$seimei" read --sentence 3 a.txt
expect 2 "$seimei" info --json=yes
expect 2 "$seimei" info a.txt
expect 2 "$seimei" eval

# ---- an engine that cannot start ----

expect 3 "$seimei" code --pack nowhere.pack a.txt
has err "nowhere.pack"
expect 3 "$seimei" read --dictionary "$work/none" a.txt
has err "$work/none"
has err "--dictionary"
expect 3 "$seimei" code --lexicon nowhere.tsv a.txt
has err "nowhere.tsv"

# The wide scope adds statements and leaves events as they are.
printf '中国外務省は日本を非難した。カナダ政府は日本への関税を下げることを決定した。' >plan.txt
records() { "$seimei" code --published 2023-04-04 "$@" plan.txt | grep -o "\"type\":\"$kind\".*\"rule\":" | sed 's/"id":"[^"]*",//'; }
kind=statement
records >narrow.txt
records --scope wide >wide.txt
is_empty narrow.txt
has wide.txt "関税を下げる"
kind=event
records >narrow.txt
records --scope wide >wide.txt
has narrow.txt "ACCUSE"
same narrow.txt wide.txt "events of either scope"
expect 2 "$seimei" code --scope broad plan.txt

# ---- records ----

expect 0 "$seimei" code --published 2023-04-03 a.txt
is_empty err
has out '"type":"event"'
has out '"type":"statement"'
cp out records.jsonl
expect 0 "$seimei" code --published=2023-04-03 -- a.txt
same out records.jsonl "an option with ="
expect 0 "$seimei" code --published 2023-04-03 -o written.jsonl a.txt
is_empty out
same written.jsonl records.jsonl "-o"
checks=$((checks + 1))
"$seimei" code --published 2023-04-03 - <a.txt | sed 's/stdin/a/g' >piped.jsonl
same piped.jsonl records.jsonl "standard input"
expect 0 "$seimei" code --records events a.txt
lacks out '"type":"statement"'
expect 0 "$seimei" code --records statements a.txt
lacks out '"type":"event"'
expect 0 "$seimei" code -f csv a.txt
has out "doc,published,id,date,event"
expect 0 "$seimei" code -f csv --records statements a.txt
has out "doc,published,id,date,source"
expect 0 "$seimei" code -f plover a.txt
has out '"event_text":['
expect 0 "$seimei" code --format table a.txt
has out "record  type"
expect 0 "$seimei" code
is_empty out
if command -v python3 >/dev/null; then
  for format in jsonl plover; do
    expect 0 "$seimei" code -f $format a.txt many.jsonl
    python3 -c 'import json,sys; [json.loads(l) for l in open("out", encoding="utf-8")]' || fault "$format is not JSON"
  done
  expect 0 "$seimei" code -f csv a.txt many.jsonl
  python3 -c 'import csv; assert len({len(r) for r in csv.reader(open("out", encoding="utf-8", newline=""))}) == 1' || fault "rows differ in length"
  expect 0 "$seimei" info --json
  python3 -c 'import json; json.load(open("out"))["version"]' || fault "info --json"
fi

# ---- threads keep the order ----

expect 0 "$seimei" code --workers 1 many.jsonl
cp out one.jsonl
for workers in 2 3 8; do
  expect 0 "$seimei" code -j $workers many.jsonl
  same out one.jsonl "$workers workers"
done

# ---- what cannot be read is told, the rest is read ----

expect 1 "$seimei" code faulty.jsonl
has err "faulty.jsonl:3:"
has out '"doc":"d3"'
expect 1 "$seimei" code nowhere.txt a.txt
has err "nowhere.txt: No such file"
has out '"doc":"a"'
expect 1 "$seimei" code "$work" # all files of the folder, also those that are broken
has err "faulty.jsonl:3:"
has out '"doc":"a"'
printf '\xff\xfe\x00\x1b[31m\x00broken' >bytes.txt
head -c 3000 /dev/urandom >noise.txt
for command in read code explain; do
  "$seimei" $command bytes.txt noise.txt >out 2>err </dev/null
  [ $? -le 1 ] || fault "$command of noise"
  lacks out "$(printf '\x1b')"
done

# ---- output that nobody takes ----

checks=$((checks + 1))
(set -o pipefail; "$seimei" code many.jsonl many.jsonl many.jsonl 2>err | head -n 1 >/dev/null) || fault "a closed pipe is no failure"
is_empty err
if [ -c /dev/full ]; then
  checks=$((checks + 1))
  "$seimei" code a.txt >/dev/full 2>err && fault "a full disk is told"
  has err "standard output"
fi
expect 1 "$seimei" code -o "$work/none/x" a.txt
has err "$work/none/x"

# ---- for people ----

expect 0 "$seimei" read --published 2023-04-03 a.txt
lacks out "$(printf '\x1b')"
has out "計画めぐり中国が反発"
has out "CHN:GOV"
cp out plain.txt
expect 0 "$seimei" read --published 2023-04-03 --color always a.txt
has out "$(printf '\x1b[')"
sed 's/\x1b\[[0-9;]*m//g' out >stripped.txt
same stripped.txt plain.txt "colours change no layout"
expect 0 "$seimei" read --color never a.txt
lacks out "$(printf '\x1b')"
expect 0 env NO_COLOR=1 "$seimei" read a.txt
lacks out "$(printf '\x1b')"
expect 0 "$seimei" read --width 40 a.txt
expect 0 env COLUMNS=40 "$seimei" read a.txt
cp out narrow.txt
expect 0 "$seimei" read --width 40 a.txt
same out narrow.txt "COLUMNS"
expect 0 "$seimei" explain --sentence 0 a.txt
has out "# "
expect 0 "$seimei" info
has out "version"

# ---- eval ----

cat >gold.json <<'JSON'
{"id": "g1", "lang": "ja", "published": "2023-04-03", "title": "題",
 "body": [["中国はアメリカを非難した。", "日本の首相は「対話が必要だ」と述べた。"]],
 "statements": [{"s": 1, "source": ["JPN:GOV"], "cue": "述べた", "content": ["対話が必要だ"], "manner": "direct"}],
 "events": [{"s": 0, "event": "ACCUSE", "mode": "disapprove", "actor": ["CHN:GOV"], "recipient": ["USA:GOV"],
             "trigger": "非難した", "status": "actual", "date": ""}]}
JSON
cat >predicted.jsonl <<'JSON'
{"type":"statement","id":"g1#s1","doc":"g1","source":[{"label":"JPN:LEG"}],"content":[{"text":"対話が必要だ","begin":23,"end":29}],"manner":"direct"}
{"type":"event","id":"g1#e1","doc":"g1","event":["ACCUSE"],"mode":["disapprove"],"actor":[{"label":"CHN:GOV"}],"recipient":[{"label":"USA:GOV"}],"trigger":{"text":"非難","begin":11,"end":13},"status":"actual","date":null}
JSON
expect 0 "$seimei" eval gold.json
has out "1 documents, 2 sentences"
expect 0 "$seimei" eval --predicted predicted.jsonl gold.json
has out "statement attributed              1.000  1.000  1.000   1/1/1"
has out "statement attributed+sector       0.000  0.000  0.000   0/1/1"
has out "event strict                      1.000  1.000  1.000   1/1/1"
has out "status accuracy                                 1.000   of 1"
expect 0 "$seimei" eval --mistakes --predicted predicted.jsonl gold.json
lacks out "  - "
: >nothing.jsonl
expect 0 "$seimei" eval --mistakes --predicted nothing.jsonl gold.json
has out "  - ACCUSE disapprove CHN:GOV → USA:GOV"
expect 0 "$seimei" eval --json --predicted predicted.jsonl gold.json
has out '"event full":{"p":1,"r":1,"f1":1,"hit":1,"gold":1,"pred":1}'
sed 's/"begin":11/"begin":10/' predicted.jsonl >shifted.jsonl
expect 1 "$seimei" eval --predicted shifted.jsonl gold.json
has err "do not cut"
sed 's/非難した",/いない",/' gold.json >wrong.json
expect 1 "$seimei" eval --predicted predicted.jsonl wrong.json
has err "wrong.json: article g1"
expect 1 "$seimei" eval nowhere.json
expect 1 "$seimei" eval a.txt

# ---- manual page and completions ----

for what in man bash zsh fish; do
  expect 0 "$seimei" --generate $what
  cp out "generated.$what"
done
expect 2 "$seimei" --generate nothing
bash -n generated.bash || fault "the bash completion does not parse"
if command -v zsh >/dev/null; then zsh -n generated.zsh || fault "the zsh completion does not parse"; fi
if command -v fish >/dev/null; then fish -n generated.fish || fault "the fish completion does not parse"; fi
if command -v man >/dev/null && command -v groff >/dev/null; then
  groff -Kutf8 -man -ww -z -Tutf8 generated.man 2>err
  is_empty err
fi
# complete_with WORD...: what bash offers for the last word.
complete_with() {
  (
    # shellcheck disable=SC1091
    . ./generated.bash
    COMP_WORDS=(seimei "$@")
    COMP_CWORD=$#
    _seimei
    echo "${COMPREPLY[*]}"
  )
}
checks=$((checks + 3))
[ "$(complete_with co)" = code ] || fault "completion of a command: $(complete_with co)"
[ "$(complete_with code --form)" = --format ] || fault "completion of an option: $(complete_with code --form)"
[ "$(complete_with code --format c)" = csv ] || fault "completion of a choice: $(complete_with code --format c)"
[ "$(complete_with code --format = c)" = csv ] || fault "completion after =: $(complete_with code --format = c)"

# Every option stands in docs/command.md, the manual page and the completions.
for option in $(grep -o '^ \+\(-., \)\?--[a-z]*' <<<"$(for c in read code explain eval info; do "$seimei" $c --help; done)" | grep -o -- '--[a-z]*' | sort -u); do
  checks=$((checks + 1))
  grep -qF -- "$option" "$root/docs/command.md" || fault "docs/command.md lacks $option"
  has generated.man "${option//-/\\-}"
  has generated.bash "$option"
  has generated.zsh "$option"
  has generated.fish "-l ${option#--}"
done

# train reads its own arguments; the table that the manual page comes from has the same ones.
if "$seimei" train --help 2>/dev/null | grep -q -- --out; then
  "$seimei" train --help | grep -o '^ \+--[a-z-]*' | tr -d ' ' | sort -u >train.help
  sed -n "s/^    train) options='\(.*\)' ;;/\1/p" generated.bash | tr ' ' '\n' | grep -v '^$\|--help' | sort -u >train.table
  checks=$((checks + 1))
  # --train stands in the first line of its usage only
  grep -v '^--train$' train.table >train.listed
  grep -v '^--train$\|^--out$\|--help' train.help >train.own
  grep -v '^--out$' train.listed | cmp -s - train.own || fault "options of train: $(diff train.listed train.own)"
fi

echo "cli: $checks checks, $faults faults"
[ $faults = 0 ]
