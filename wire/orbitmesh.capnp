@0xf7355cc73933d865;

# Every message between a run and its workers is one Envelope, in Cap'n Proto's unpacked stream
# framing; policy.capnp has those between a run and an external policy. Fields are only ever
# added; `version` rises when old programs must not go on.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("orbitmesh::schema");

struct Envelope {
  version @0 :UInt16;
  # Of the protocol; see kWireVersion in wire/message_codec.h.

  sequence @1 :UInt64;
  # Chosen by the side that asks; a reply carries the sequence of its request.

  union {
    unset @2 :Void;
    fault @3 :Fault;

    # Worker plane: a runner asks, workers answer.
    workerHello @4 :WorkerHello;
    workerProbe @5 :Void;
    workerStop @6 :Void;
    workerRequest @7 :WorkerRequest;
    workerReply @8 :WorkerReply;

    # Client plane: a robot's program asks a server.
    offloadRequest @9 :OffloadRequest;
    offloadReply @10 :OffloadReply;
  }
}

struct Fault {
  # The peer's last message could not be understood.
  reason @0 :Text;
}

struct WorkerHello {
  # A worker's first message on a connection: it is ready for requests.
  name @0 :Text;
}

struct Tensor {
  # Row-major; the product of `shape` is the number of values.
  shape @0 :List(Int64);
  values @1 :List(Float32);
}

struct WeightBit {
  element @0 :UInt64;
  tensor @1 :UInt32;
  bit @2 :UInt32;
}

struct ActivationBit {
  element @0 :UInt64;
  bit @1 :UInt32;
}

struct WorkerRequest {
  id @0 :UInt64;
  model @1 :Text;
  input @2 :Tensor;
  flips @3 :List(WeightBit);
  activation @4 :ActivationBit;
  # Null for none.
}

enum WorkerStatus {
  ok @0;
  detected @1;
  error @2;
}

struct WorkerReply {
  id @0 :UInt64;
  status @1 :WorkerStatus;
  topClass @2 :UInt32;
  cleanClass @3 :UInt32;
  output @4 :List(Float32);
  error @5 :Text;
}

struct OffloadRequest {
  id @0 :UInt64;
  issueTime @1 :Int64;
  # Scheduled issue, nanoseconds since the scenario's epoch.
  deadline @2 :Int64;
  # Nanoseconds after the issue time.
  model @3 :Text;
  payload @4 :Data;
}

enum OffloadStatus {
  answered @0;
  refused @1;
}

struct OffloadReply {
  id @0 :UInt64;
  status @1 :OffloadStatus;
  queueWait @2 :Int64;
  # Nanoseconds.
  service @3 :Int64;
  # Nanoseconds.
  payload @4 :Data;
}
