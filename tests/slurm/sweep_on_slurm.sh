#!/usr/bin/env bash
# A sweep on a real Slurm of two nodes: one node's task is killed in the middle, and the combined
# digest is that of the local sweep. usage: sweep_on_slurm.sh PROGRAM SCENARIO_FOLDER
# Exit codes: 0 passed, 1 failed, 77 Slurm or root is missing.
set -euo pipefail
program=$1
scenarios=$2
here=$(dirname "$(readlink -f "$0")")

for command in slurmctld slurmd sbatch munged; do
  command -v "$command" >/dev/null || { echo "$command is not installed"; exit 77; }
done
[ "$(id -u)" -eq 0 ] || { echo "starting Slurm needs root"; exit 77; }

# shellcheck source=tests/slurm/cluster.sh
. "$here/cluster.sh"
work=$(mktemp -d "${TMPDIR:-/tmp}/orbitmesh-slurm.XXXXXX")
chmod 0755 "$work"
trap 'stop_cluster; sleep 1; rm -rf --one-file-system "$work"' EXIT

cat >"$work/sweep.toml" <<TOML
extends = "$scenarios/minimal.toml"
[scenario]
duration = "3 min"
[sweep]
replications = 6
[[sweep.axis]]
key = "access.uplink"
values = ["10 Mbit/s", "30 Mbit/s"]
TOML

digest_of() { sed -n 's/.*"digest": "\(.*\)",/\1/p' | head -n 1; }

start_cluster "$work/cluster"
"$program" sweep "$work/sweep.toml" --quiet --json --out "$work/local" >"$work/local.json"

cd "$work"
"$program" sweep sweep.toml --quiet --json --out "$work/slurm" --executor slurm --shards 2 \
  >"$work/slurm.json" 2>"$work/slurm.err" &
sweep=$!

# Kill what runs on node n1 once the first run of the sweep has finished.
some_run_finished() { compgen -G "$work/slurm/runs/*/results.sqlite" >/dev/null; }
wait_for 120 some_run_finished || { cat "$work/slurm.err"; exit 1; }
task=$(squeue --noheader --nodelist=n1 --states=RUNNING --format=%i | head -n 1)
if [ -n "$task" ]; then
  scancel --signal=KILL --full "$task"
  echo "killed task $task"
else
  echo "no task was running on n1 any more"
  exit 1
fi

code=0
wait "$sweep" || code=$?
[ "$code" -eq 0 ] || { cat "$work/slurm.err"; tail -n 5 "$work"/slurm/slurm/*.txt; exit 1; }
local_digest=$(digest_of <"$work/local.json")
slurm_digest=$(digest_of <"$work/slurm.json")
echo "local $local_digest, Slurm $slurm_digest"
[ -n "$local_digest" ] && [ "$local_digest" = "$slurm_digest" ]
