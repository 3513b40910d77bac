#!/bin/sh
# Runs scenarios that fill every section of a report, compares two of them, assesses a site, and
# looks at the pages in a browser: pages_in_browser.sh ORBITMESH SCENARIOS PICTURES
set -eu
program=$1
scenarios=$2
pictures=$3
here=$(dirname "$0")
command -v chromedriver > /dev/null || { echo "skipped: no chromedriver on this machine"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$program" run "$scenarios/regression/satellites.toml" --out "$folder/faults" > /dev/null
"$program" run "$scenarios/disaster-relief.toml" --out "$folder/outages" > /dev/null
"$program" run "$scenarios/regression/power.toml" --out "$folder/power" > /dev/null
"$program" run "$scenarios/regression/power.toml" --out "$folder/again" --no-report \
  --set scenario.seed=2 > /dev/null
"$program" compare "$folder/power" "$folder/again" --page "$folder/power/compared.html" > /dev/null
"$program" site --at alps=46.6,8.4 --at fjord=69.6,18.9 --hours 0.5 --out "$folder/site" > /dev/null
python3 "$here/report_in_browser.py" "$pictures" "$folder/faults/report.html" \
  "$folder/outages/report.html" "$folder/power/report.html" "$folder/power/compared.html" \
  "$folder/site/site.html"
