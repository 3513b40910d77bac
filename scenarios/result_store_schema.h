#pragma once

namespace orbitmesh {

/// PRAGMA user_version of results.sqlite; counts incompatible changes.
inline constexpr int kResultSchemaVersion = 6;

/// Tables of results.sqlite.
inline constexpr const char* kResultSchema = R"sql(
CREATE TABLE node (
  node_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL
) STRICT;
CREATE TABLE client (
  client_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  group_id INTEGER NOT NULL,
  group_name TEXT NOT NULL
) STRICT;
CREATE TABLE workload (
  group_id INTEGER NOT NULL,
  workload_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (group_id, workload_id)
) STRICT;
CREATE TABLE request (
  request_id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL,
  workload_id INTEGER NOT NULL,
  issued_ns INTEGER NOT NULL,
  ended_ns INTEGER NOT NULL,
  latency_ns INTEGER,
  deadline_ns INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  cause TEXT NOT NULL,
  tier TEXT NOT NULL,
  node_id INTEGER,
  queue_wait_ns INTEGER NOT NULL,
  service_ns INTEGER NOT NULL,
  request_bytes INTEGER NOT NULL,
  reply_bytes INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  answer TEXT NOT NULL,
  first_answer TEXT NOT NULL,
  disagreed INTEGER NOT NULL,
  bound_ns INTEGER,
  setup_ns INTEGER NOT NULL,
  batch INTEGER NOT NULL,
  ttft_ns INTEGER,
  tpot_ns INTEGER
) STRICT;
CREATE TABLE attempt (
  request_id INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  node_id INTEGER,
  tier TEXT NOT NULL,
  sent_ns INTEGER NOT NULL,
  arrived_ns INTEGER,
  ended_ns INTEGER NOT NULL,
  queue_wait_ns INTEGER NOT NULL,
  service_ns INTEGER NOT NULL,
  cause TEXT NOT NULL,
  answer TEXT NOT NULL,
  repeated INTEGER NOT NULL,
  setup_ns INTEGER NOT NULL,
  batch INTEGER NOT NULL,
  ttft_ns INTEGER,
  tpot_ns INTEGER
) STRICT;
CREATE TABLE fault (
  at_ns INTEGER NOT NULL,
  node_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  cleared_ns INTEGER NOT NULL,
  tensor INTEGER,
  element INTEGER,
  bit INTEGER
) STRICT;
CREATE TABLE slot (
  at_ns INTEGER NOT NULL,
  terminal_id INTEGER NOT NULL,
  from_id INTEGER,
  to_id INTEGER,
  pause_ns INTEGER NOT NULL,
  elevation_deg REAL,
  candidates INTEGER NOT NULL,
  cause TEXT NOT NULL,
  lat_deg REAL,
  lon_deg REAL
) STRICT;
CREATE VIEW handover AS SELECT * FROM slot WHERE from_id IS NOT to_id;
CREATE TABLE node_sample (
  at_ns INTEGER NOT NULL,
  node_id INTEGER NOT NULL,
  served INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  busy_share REAL NOT NULL,
  queue_peak INTEGER NOT NULL,
  charge_j REAL,
  temperature_k REAL,
  junction_k REAL,
  clock_factor REAL,
  dose_rad REAL,
  faults INTEGER,
  draining INTEGER
) STRICT;
CREATE TABLE node_energy (
  node_id INTEGER PRIMARY KEY,
  compute_j REAL NOT NULL,
  leased_j REAL NOT NULL,
  idle_j REAL NOT NULL,
  overhead_j REAL NOT NULL,
  body_j REAL NOT NULL,
  mean_clock REAL,
  off_s REAL,
  least_charge_j REAL,
  hottest_junction_k REAL
) STRICT;
CREATE TABLE link_sample (
  at_ns INTEGER NOT NULL,
  link TEXT NOT NULL,
  packets INTEGER NOT NULL,
  sent_bytes INTEGER NOT NULL,
  utilisation REAL,
  rate_bit_s INTEGER,
  queue_peak_bytes INTEGER NOT NULL,
  drops_queue INTEGER NOT NULL,
  drops_aqm INTEGER NOT NULL,
  drops_cut INTEGER NOT NULL,
  drops_no_route INTEGER NOT NULL,
  drops_ttl INTEGER NOT NULL,
  drops_loss INTEGER NOT NULL,
  drops_node INTEGER NOT NULL
) STRICT;
CREATE TABLE outage (
  begin_ns INTEGER NOT NULL,
  end_ns INTEGER,
  cause TEXT NOT NULL,
  what TEXT NOT NULL,
  target TEXT NOT NULL,
  down INTEGER NOT NULL,
  rate_factor REAL NOT NULL,
  extra_delay_ns INTEGER NOT NULL,
  loss REAL NOT NULL
) STRICT;
CREATE TABLE flow (
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_id INTEGER NOT NULL,
  to_id INTEGER,
  start_ns INTEGER NOT NULL,
  stop_ns INTEGER NOT NULL,
  packets_sent INTEGER,
  packets_received INTEGER,
  sent_bytes INTEGER,
  received_bytes INTEGER,
  goodput_bit_s REAL,
  delay_p50_ns INTEGER,
  delay_p99_ns INTEGER,
  delay_max_ns INTEGER,
  retransmissions INTEGER
) STRICT;
CREATE TABLE connection_sample (
  at_ns INTEGER NOT NULL,
  client_id INTEGER NOT NULL,
  server_id INTEGER NOT NULL,
  flow TEXT,
  side TEXT NOT NULL,
  srtt_ns INTEGER,
  rto_ns INTEGER NOT NULL,
  cwnd_bytes INTEGER NOT NULL,
  in_flight_bytes INTEGER NOT NULL,
  retransmissions INTEGER NOT NULL
) STRICT;
CREATE TABLE metric (
  name TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  value REAL,
  reason TEXT
) STRICT;
)sql";

}  // namespace orbitmesh
