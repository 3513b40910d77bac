#!/usr/bin/env bash
# launcher_test.sh SOURCE_DIR: what ./orbitmesh does, tried on a small project in a folder of
# its own whose "program" prints its arguments and folder.
set -euo pipefail
source_dir=$1
unset ORBITMESH_CMAKE_ARGS ORBITMESH_PROGRAM ORBITMESH_SKIP_PACKAGES
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { echo "launcher_test: $*"; echo "--- output"; cat "$work/out" "$work/err"; exit 1; }

# run CODE COMMAND...: with its output in $work/out and $work/err, expecting the exit code.
run() {
  local expected=$1 code=0
  shift
  "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
  [ "$code" -eq "$expected" ] || fail "'$*' ended with $code instead of $expected"
}
expect_out() { grep -qF -- "$1" "$work/out" || fail "no '$1' on standard output"; }
expect_err() { grep -qF -- "$1" "$work/err" || fail "no '$1' on standard error"; }
expect_quiet() { [ ! -s "$work/err" ] || fail "something on standard error"; }

make_project() {
  mkdir -p "$1/cli" "$1/tools"
  cp "$source_dir/orbitmesh" "$1"
  cp "$source_dir/tools/packages" "$source_dir/tools/doctor" "$1/tools"
  printf 'run bash starts the launcher\n' >"$1/tools/packages.txt"
  cat >"$1/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(scratch LANGUAGES NONE)
set(program ${CMAKE_BINARY_DIR}/cli/orbitmesh)
add_custom_command(OUTPUT ${program} DEPENDS ${CMAKE_SOURCE_DIR}/cli/program.sh
  COMMAND sh -n ${CMAKE_SOURCE_DIR}/cli/program.sh && sleep 0$ENV{PAUSE}
  COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_SOURCE_DIR}/cli/program.sh ${program})
add_custom_target(orbitmesh_cli DEPENDS ${program})
include(CTest)
if(BUILD_TESTING)
  add_custom_target(tests ALL DEPENDS ${program})
  add_test(NAME passes COMMAND ${program} 0)
  add_test(NAME fails COMMAND ${program} 7)
  add_custom_target(test_validation DEPENDS ${program}
    COMMAND ${CMAKE_COMMAND} -E copy ${program} ${CMAKE_BINARY_DIR}/tests/validation/test_validation)
endif()
CMAKE
  cat >"$1/cli/program.sh" <<'PROGRAM'
#!/bin/sh
echo "$# arguments: $* in $PWD"
case ${1:-} in [0-9]*) exit "$1" ;; esac
PROGRAM
  chmod +x "$1/cli/program.sh"
}

p=$work/checkout
make_project "$p"
mkdir "$work/elsewhere"
ln -s "$p/orbitmesh" "$work/elsewhere/link"
cd "$work/elsewhere"

echo "doctor needs nothing built"
run 0 "$p/orbitmesh" doctor
expect_out "not built yet"

echo "a first use builds, keeps folder, arguments and exit code"
run 5 "$p/orbitmesh" 5 "a b"
expect_out "2 arguments: 5 a b in $work/elsewhere"
expect_err "first use"

echo "a second use says nothing, and works through a link"
run 0 ./link --version
expect_out "1 arguments: --version in $work/elsewhere"
expect_quiet

echo "a broken source: exit code 3, its message and the log's place"
echo 'if' >>"$p/cli/program.sh"
run 3 "$p/orbitmesh" x
expect_err "the build failed; the whole output is in $p/build/release/log"
expect_err "program.sh"
sed -i '$d' "$p/cli/program.sh"
run 0 "$p/orbitmesh" x

echo "a half-written build tree is repaired"
rm "$p/build/release/configured"
echo 'CMAKE_GENERATOR:INTERNAL=Unix Makefiles' >"$p/build/release/CMakeCache.txt"
: >"$p/build/release/build.ninja"
run 0 "$p/orbitmesh" x

echo "a moved checkout is configured again"
mv "$p" "$work/moved"
p=$work/moved
run 0 "$p/orbitmesh" x
expect_out "1 arguments"

echo "tests: exit code 0 or 1, arguments reach ctest, no test is an error"
run 0 "$p/orbitmesh" test -R passes
expect_out "100% tests passed, 0 tests failed out of 1"
run 1 "$p/orbitmesh" test -R fails
run 1 "$p/orbitmesh" test -R nothing_has_this_name

echo "the comparison with measurements prints its own output"
run 0 "$p/orbitmesh" test validation
expect_out "1 arguments: --gtest_brief=1"
run 0 "$p/orbitmesh" x
expect_quiet

echo "an interrupted build: exit code 130, and the next call finishes it"
sed -i 's/sleep 0/sleep 3/' "$p/CMakeLists.txt"
echo '# changed' >>"$p/cli/program.sh"
run 130 timeout --preserve-status -s INT 1 "$p/orbitmesh" x
run 0 "$p/orbitmesh" x

echo "two at once: one waits for the other"
echo '# changed' >>"$p/cli/program.sh"
"$p/orbitmesh" first >"$work/first" 2>&1 &
first=$!
sleep 1
run 0 "$p/orbitmesh" second
expect_err "waiting"
wait "$first" || fail "the first of two failed"
grep -q "1 arguments: first" "$work/first" || fail "the first of two did not run"

echo "missing packages on a machine without apt-get: exit code 2 and their names"
echo "run orbitmesh-no-such-package stands for a missing one" >>"$p/tools/packages.txt"
mkdir "$work/bin"
for tool in bash sh env readlink dirname mkdir flock cksum awk sed grep touch dpkg-query id nproc \
            uname df cmake ninja sleep; do
  ln -s "$(command -v $tool)" "$work/bin/$tool"
done
run 2 env PATH="$work/bin" "$p/orbitmesh" x
expect_err "orbitmesh-no-such-package"
run 1 env PATH="$work/bin" "$p/orbitmesh" doctor
expect_out "missing"
run 0 env PATH="$work/bin" ORBITMESH_SKIP_PACKAGES=1 "$p/orbitmesh" x

echo "missing packages with apt-get and without being root: asks sudo, updates when needed"
rm "$work/bin/id"
cat >"$work/bin/apt-get" <<'APT'
#!/bin/sh
echo "apt-get $*" >>"$APT_LOG"
case "$*" in *install*) grep -q update "$APT_LOG" ;; esac
APT
printf '#!/bin/sh\necho 1000\n' >"$work/bin/id"
printf '#!/bin/sh\nexec "$@"\n' >"$work/bin/sudo"
printf '#!/bin/sh\n' >"$work/bin/dpkg"
chmod +x "$work/bin/apt-get" "$work/bin/id" "$work/bin/sudo" "$work/bin/dpkg"
for tool in mktemp rm tail; do ln -s "$(command -v $tool)" "$work/bin/$tool"; done
export APT_LOG=$work/apt.log
run 0 env PATH="$work/bin" "$p/orbitmesh" x
expect_err "installing 1 Debian packages to build and run it: orbitmesh-no-such-package"
expect_err "sudo"
[ "$(grep -c 'install --no-install-recommends orbitmesh-no-such-package' "$APT_LOG")" -eq 2 ] &&
  [ "$(grep -c update "$APT_LOG")" -eq 1 ] || fail "apt-get was called as $(cat "$APT_LOG")"

echo "packages found once are not looked for again"
run 0 env PATH="$work/bin" "$p/orbitmesh" x
expect_quiet

echo "a program built elsewhere is started as it is"
run 4 env ORBITMESH_PROGRAM="$p/cli/program.sh" "$p/orbitmesh" 4
expect_quiet
