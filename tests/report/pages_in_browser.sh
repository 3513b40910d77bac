#!/bin/sh
# Runs scenarios that fill every section of a report, compares two of them, and looks at the pages
# in a browser: pages_in_browser.sh ORBITMESH SCENARIOS PICTURES
set -eu
program=$1
scenarios=$2
pictures=$3
here=$(dirname "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$program" run "$scenarios/regression/satellites.toml" --out "$folder/faults" > /dev/null
"$program" run "$scenarios/disaster-relief.toml" --out "$folder/outages" > /dev/null || true
"$program" run "$scenarios/regression/power.toml" --out "$folder/power" > /dev/null
"$program" run "$scenarios/regression/power.toml" --out "$folder/again" --no-report \
  --set scenario.seed=2 > /dev/null
"$program" compare "$folder/power" "$folder/again" --page "$folder/power/compared.html" > /dev/null
python3 "$here/report_in_browser.py" "$pictures" "$folder/faults/report.html" \
  "$folder/outages/report.html" "$folder/power/report.html" "$folder/power/compared.html"
