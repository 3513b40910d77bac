#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "mesh/records.h"
#include "nodes/records.h"

namespace orbitmesh {

struct NodeInfo {
  std::string name;
  std::string kind;  ///< "satellite", "gateway", "datacenter", "robot", ...
};

struct WorkloadInfo {
  std::string name;
  std::int64_t issued = 0;  ///< all instances' own count at the end of the run
};

/// One [[client]] section: `count` instances that share its workloads.
struct ClientGroup {
  std::string name;
  std::vector<WorkloadInfo> workloads;  ///< index = RequestRecord::workload
};

struct ClientInfo {
  std::string name;         ///< "inspector-3"
  std::uint32_t group = 0;  ///< index in RunEntities::groups
};

struct FlowInfo {
  std::string name;
  FlowKind kind = FlowKind::kPing;
};

/// What a run's records refer to by index. Known before the run starts.
struct RunEntities {
  std::vector<NodeInfo> nodes;    ///< index = NodeId
  std::vector<NodeId> terminals;  ///< nodes that the access scheduler serves
  std::vector<ClientGroup> groups;
  std::vector<ClientInfo> clients;  ///< index = RequestRecord::client
  std::vector<FlowInfo> flows;
};

/// An attempt as the canonical digest needs it: its key and 128 bits of its content.
/// The full record goes to the result store; keeping a million of them in memory as well
/// would cost more than twice as much.
struct AttemptFingerprint {
  std::uint64_t request = 0;
  std::int64_t attempt = 0;
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

AttemptFingerprint fingerprint(const AttemptRecord& attempt);

/// Everything that one run produced, in any order: the input of digest, metrics and
/// summary. One million requests of one attempt each take about 140 MB.
struct RunRecord {
  std::string scenario;
  std::uint64_t seed = 0;
  Duration simulated;  ///< virtual time covered
  /// One edge of the access scheduler's 15 s slots, as time since the epoch: SlotClock's
  /// begin(0). The default suits an epoch on a full minute.
  Duration slot_edge = Duration::from_s(12);
  std::int64_t satellites = 0;
  bool deterministic = true;  ///< false when the host's clock could reach a result
  std::vector<std::string> warnings;

  RunEntities entities;
  std::deque<RequestRecord> requests;  ///< deques: growing never copies
  std::deque<AttemptFingerprint> attempts;
  std::vector<HandoverRecord> handovers;
  std::vector<NodeSample> node_samples;
  std::vector<LinkSample> link_samples;
  std::vector<FlowRecord> flows;

  double wall_s = 0;   ///< [s] of the host's clock; outside the digest
  std::string digest;  ///< canonical_digest() of this record; empty before the end
};

/// Throws RunError when the record contradicts itself: an index out of range, two
/// requests of one id, an end before its beginning, or issued differing from
/// completed + late + failed + pending in any workload.
void check_consistency(const RunRecord& record);

}  // namespace orbitmesh
