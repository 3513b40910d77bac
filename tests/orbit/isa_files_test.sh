#!/bin/sh
# isa_files_test.sh LIBRARY: a file compiled for an instruction set gives the linker its entry
# points and nothing else. A function that it shared with other files might be the copy that
# they all get, and stop the program on a CPU without the instructions.
set -eu
symbols=$(nm --defined-only --extern-only "$1" | awk '
  /^[^ ]*:$/ { file = $1 }
  NF == 3 && $2 ~ /[TWi]/ && file ~ /_(avx2|avx512)\.cc\.o:$/ { print file, $2, $3 }')
echo "$symbols"
[ "$(echo "$symbols" | grep -c -E ':.* T [^ ]*near_earth_block_avx(2|512)')" -eq 2 ]
[ "$(echo "$symbols" | wc -l)" -eq 2 ]
