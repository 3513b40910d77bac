# A Slurm of two virtual nodes on this machine's loopback, for tests: source it, then
# start_cluster FOLDER and, in the end, stop_cluster. Needs root, munge, slurmctld and slurmd; no
# systemd. Ports are taken from 16817 on.

cluster_conf() {
  local host
  host=$(hostname -s)
  cat <<CONF
ClusterName=orbitmesh
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$1/munge/socket
CryptoType=crypto/munge
StateSaveLocation=$1/state
SlurmdSpoolDir=$1/spool-%n
SlurmctldPidFile=$1/slurmctld.pid
SlurmdPidFile=$1/slurmd-%n.pid
SlurmctldLogFile=$1/slurmctld.log
SlurmdLogFile=$1/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,sched_min_interval=100000
ReturnToService=2
MpiDefault=none
SlurmctldTimeout=30
SlurmdTimeout=30
InactiveLimit=0
KillWait=2
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=16818 CPUs=2 RealMemory=1000
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=16819 CPUs=2 RealMemory=1000
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF
}

# wait_for SECONDS COMMAND...: until the command succeeds.
wait_for() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

nodes_idle() { [ "$(sinfo --noheader --Node --format=%t | sort -u)" = idle ]; }

start_cluster() {
  cluster=$1
  mkdir -p "$cluster"/{munge,state,spool-n1,spool-n2}
  chmod 0755 "$cluster" "$cluster/munge"
  chown -R munge:munge "$cluster/munge"
  cluster_conf "$cluster" >"$cluster/slurm.conf"
  export SLURM_CONF=$cluster/slurm.conf
  dd if=/dev/urandom of="$cluster/munge/key" bs=128 count=1 status=none
  chown munge:munge "$cluster/munge/key"
  chmod 0400 "$cluster/munge/key"
  setpriv --reuid=munge --regid=munge --clear-groups munged --force \
    --key-file="$cluster/munge/key" --socket="$cluster/munge/socket" \
    --pid-file="$cluster/munge/pid" --log-file="$cluster/munge/log" \
    --seed-file="$cluster/munge/seed"
  slurmctld -f "$SLURM_CONF"
  slurmd -f "$SLURM_CONF" -N n1
  slurmd -f "$SLURM_CONF" -N n2
  wait_for 30 nodes_idle || {
    sinfo || true
    tail -n 20 "$cluster"/*.log
    return 1
  }
}

stop_cluster() {
  local file
  for file in "$cluster"/slurmd-n1.pid "$cluster"/slurmd-n2.pid "$cluster"/slurmctld.pid \
    "$cluster"/munge/pid; do
    [ ! -s "$file" ] || kill "$(cat "$file")" 2>/dev/null || true
  done
}
