@0xb3a1d4c27e5f8091;

# Frames between a run and an external policy (frames = "capnp"), in Cap'n Proto's unpacked stream
# framing: the run sends a Step, the agent answers with a Decision. Times are nanoseconds. Fields
# are only ever added; `version` rises when old programs must not go on.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("orbitmesh::schema::policy");

enum Tier {
  none @0;
  local @1;
  satellite @2;
  ground @3;
}

enum Connection {
  closed @0;
  opening @1;
  ready @2;
}

enum Zone {
  quiet @0;
  anomaly @1;
  # Among many trapped protons: the South Atlantic Anomaly.
  storm @2;
  # Among many solar protons.
}

enum Ending {
  inTime @0;
  late @1;
  failed @2;
}

struct Wait {
  wait @0 :Int64;
  age @1 :Int64;
}

struct NodeState {
  draining @0 :Bool;
  hasCharge @1 :Bool;
  charge @2 :Float64;
  # Share of the battery, 0 to 1.
  age @3 :Int64;
}

struct Candidate {
  node @0 :UInt32;
  tier @1 :Tier;
  connection @2 :Connection;
  hasPathDelay @3 :Bool;
  hasPower @4 :Bool;
  pathDelay @5 :Int64;
  service @6 :Int64;
  power @7 :Float64;
  # W
  openingFor @8 :Int64;
  reportedWait @9 :Wait;
  # Null before the first report.
  tails @10 :List(Int64);
  zone @11 :Zone;
  # Now, of what everybody can know; has no age.
  reportedState @12 :NodeState;
  # Null before the first report.
}

struct Local {
  queueWait @0 :Int64;
  service @1 :Int64;
  hasPower @2 :Bool;
  power @3 :Float64;
  # W
}

struct Cut {
  payload @0 :Int64;
  # Bytes.
  head @1 :Int64;
}

struct Observation {
  client @0 :Text;
  workload @1 :Text;
  request @2 :UInt64;
  now @3 :Int64;
  deadline @4 :Int64;
  requestBytes @5 :Int64;
  replyBytes @6 :Int64;
  uplink @7 :Int64;
  # bit/s
  downlink @8 :Int64;
  # bit/s
  handshakeRoundTrips @9 :Int64;
  local @10 :Local;
  # Null where the client cannot run the model.
  candidates @11 :List(Candidate);
  cuts @12 :List(Cut);
}

struct Outcome {
  step @0 :UInt64;
  client @1 :Text;
  workload @2 :Text;
  request @3 :UInt64;
  ending @4 :Ending;
  tier @5 :Tier;
  hasEnergy @6 :Bool;
  node @7 :UInt32;
  cause @8 :Text;
  latency @9 :Int64;
  queueWait @10 :Int64;
  service @11 :Int64;
  energy @12 :Float64;
  # J
  bytes @13 :Int64;
  reward @14 :Float64;
}

struct Step {
  version @0 :UInt16;
  terminated @1 :Bool;
  truncated @2 :Bool;
  step @3 :UInt64;
  reward @4 :Float64;
  observation @5 :Observation;
  # Null in the last step of an episode, which is not answered.
  outcomes @6 :List(Outcome);
}

struct Copy {
  tier @0 :Tier;
  hasAfter @1 :Bool;
  node @2 :UInt32;
  after @3 :Int64;
}

struct Decision {
  version @0 :UInt16;
  tier @1 :Tier;
  hasCut @2 :Bool;
  node @3 :UInt32;
  step @4 :UInt64;
  further @5 :List(Copy);
  quorum @6 :UInt32 = 1;
  cut @7 :UInt32;
}
