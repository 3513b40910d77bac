#!/usr/bin/env bash
# Installs the build into a folder, runs the installed program, builds another project against it,
# and makes the Debian packages. usage: install_test.sh BUILD_FOLDER
# Exit codes: 0 passed, 1 failed.
set -euo pipefail
build=$1
here=$(dirname "$(readlink -f "$0")")
work=$(mktemp -d "${TMPDIR:-/tmp}/orbitmesh-install.XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT

cmake --install "$build" --prefix "$work/usr" >"$work/install.log"
"$work/usr/bin/orbitmesh" --version
"$work/usr/bin/orbitmesh" run "$work/usr/share/orbitmesh/scenarios/minimal.toml" --quiet \
  --set scenario.duration='20 s' --out "$work/run" | grep digest >/dev/null

cmake -S "$here/consumer" -B "$work/consumer" -G Ninja -DCMAKE_PREFIX_PATH="$work/usr" \
  -DCMAKE_BUILD_TYPE=Release >"$work/configure.log"
cmake --build "$work/consumer" >"$work/build.log" || { tail -n 30 "$work/build.log"; exit 1; }
"$work/consumer/consumer" "$work/usr/share/orbitmesh/scenarios/minimal.toml" |
  grep -x 'minimal: 1584 satellites'

if command -v dpkg-shlibdeps >/dev/null; then
  (cd "$work" && cpack --config "$build/CPackConfig.cmake" -B "$work/deb" >"$work/cpack.log") ||
    { tail -n 30 "$work/cpack.log"; exit 1; }
  dpkg-deb --field "$work"/deb/orbitmesh_*.deb Depends | grep libns3 >/dev/null
  dpkg-deb --contents "$work"/deb/orbitmesh_*.deb | grep ./usr/bin/orbitmesh >/dev/null
  dpkg-deb --contents "$work"/deb/orbitmesh-dev_*.deb | grep orbitmeshConfig.cmake >/dev/null
else
  echo "dpkg-shlibdeps is not installed: no Debian packages were made"
fi
