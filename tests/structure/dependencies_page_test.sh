#!/usr/bin/env bash
# dependencies_page_test.sh SOURCE_DIR: docs/dependencies.md is what tools/packages.txt gives,
# and the list is well formed.
set -euo pipefail
cd "$1"
tools/packages page | diff -u docs/dependencies.md - || {
  echo "docs/dependencies.md is out of date: tools/packages page > docs/dependencies.md"
  exit 1
}
awk '/^#/ || NF == 0 { next }
     $1 !~ /^(run|test|ci)$/ || NF < 4 { print "tools/packages.txt:" NR ": not GROUP PACKAGE REASON"; bad = 1 }
     seen[$2]++ { print "tools/packages.txt:" NR ": " $2 " stands twice"; bad = 1 }
     END { exit bad }' tools/packages.txt
