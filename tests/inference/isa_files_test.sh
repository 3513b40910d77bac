#!/bin/sh
# isa_files_test.sh LIBRARY: a file of loops compiled for an instruction set gives the linker
# its table and no function. A function that it shared with other files might be the copy that
# they all get, and stop the program on a CPU without the instructions.
set -eu
symbols=$(nm --defined-only --extern-only "$1" | awk '
  /^[^ ]*:$/ { file = $1 }
  NF == 3 && $2 ~ /[TWiDR]/ && file ~ /^(portable|v3)_(avx2|avx512)\.cc\.o:$/ { print file, $2, $3 }')
echo "$symbols"
[ "$(echo "$symbols" | grep -c -E ':.* [DR] [^ ]*k(Portable|V3)Avx(2|512)Loops')" -eq 4 ]
[ "$(echo "$symbols" | wc -l)" -eq 4 ]
