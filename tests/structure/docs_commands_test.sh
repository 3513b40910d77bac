#!/usr/bin/env bash
# docs_commands_test.sh SOURCE_DIR PROGRAM PAGE: runs, in their order and in one folder outside
# the checkout, the lines of PAGE's ```sh blocks that start with ./orbitmesh, mkdir or cp, and
# expects them to succeed. An HTML comment on the line before a block says otherwise for the whole block:
#   <!-- test: skip REASON -->   not run
#   <!-- test: exit N -->        ends with exit code N
# `./orbitmesh test` is never run: it would run this test.
set -euo pipefail
source_dir=$1
export ORBITMESH_PROGRAM=$2
page=$3

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
ln -s "$source_dir/orbitmesh" orbitmesh
for folder in scenarios profiles docs examples; do
  [ ! -d "$source_dir/$folder" ] || cp -R "$source_dir/$folder" .
done

# EXPECTED-CODE COMMAND, one a line.
commands() {
  awk '
    /^<!-- test: skip [^ ].*-->$/ { skip = 1; next }
    /^<!-- test: exit [0-9]+ -->$/ { code = $4; next }
    /^```/ && inside { inside = 0; skip = 0; code = 0; next }
    /^```sh$/ { inside = 1; command = ""; next }
    /^```/ { inside = 1; skip = 1; next }
    !inside { if (NF) { skip = 0; code = 0 } next }
    skip { next }
    command == "" && !/^(\.\/orbitmesh|mkdir|cp)( |$)/ { next }
    { command = command $0 }
    /\\$/ { sub(/\\$/, "", command); next }
    { print code + 0, command; command = "" }' "$source_dir/$page"
}

ran=0
while read -r expected command; do
  [[ $command != "./orbitmesh test"* ]] || continue
  echo "\$ $command"
  code=0
  timeout 300 bash -c "$command" </dev/null >output 2>&1 || code=$?
  ran=$((ran + 1))
  if [ "$code" -ne "$expected" ]; then
    tail -n 40 output
    echo "$page: '$command' ended with $code instead of $expected"
    exit 1
  fi
done < <(commands)
echo "$page: $ran commands work"
