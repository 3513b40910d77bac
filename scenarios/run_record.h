#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "inference/engine/kernel_set.h"
#include "mesh/outage.h"
#include "mesh/records.h"
#include "nodes/arrival_process.h"
#include "nodes/mitigation_counts.h"
#include "nodes/power/bus_summary.h"
#include "nodes/records.h"
#include "nodes/workload_counts.h"
#include "scenarios/catalogue_info.h"
#include "scenarios/early_stopping.h"
#include "scenarios/fault_summary.h"

namespace orbitmesh {

/// Links and nodes are sampled at multiples of this since the epoch, and at the run's end.
inline constexpr Duration kSampleInterval = Duration::from_s(15);

/// Length of the interval that ends with a sample at `at`: since the last multiple of
/// kSampleInterval before it. 0 at the epoch.
constexpr Duration sampled_span(Time at) {
  const Duration rest = at.since_epoch() % kSampleInterval;
  if (rest != Duration()) return rest;
  return at == Time{} ? Duration() : kSampleInterval;
}

struct NodeInfo {
  std::string name;
  std::string kind;  ///< "satellite", "gateway", "datacenter", "robot", ...
};

struct WorkloadInfo {
  std::string name;
  std::int64_t issued = 0;  ///< all instances' own count at the end of the run
  /// Name of the model that computes its answers ("digits"); empty for a workload without
  /// content.
  std::string content_model = {};
  bool generates_tokens = false;  ///< its model is a language model
  WorkloadCounts extra = {};      ///< all instances' own counts at the end of the run
  ArrivalKind arrival = ArrivalKind::kPeriodic;
  std::optional<LatencyTarget> target = {};  ///< empty: not judged

  bool has_content() const { return !content_model.empty(); }
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
  std::vector<CatalogueInfo> catalogues;
  bool faults = false;      ///< radiation acts on some node of the run
  bool mitigation = false;  ///< and some node does something against it that has a price
  bool buses = false;       ///< the bus of some node limits its accelerators
};

/// A model that computed answers.
struct ContentModelInfo {
  std::string name;  ///< as in WorkloadInfo::content_model
  /// Share of correct answers of the intact model over samples that it was not trained
  /// on, in [0, 1].
  double held_out_accuracy = 0;
  KernelSet kernels = KernelSet::kPortable;
};

/// Energy that a serving node has taken over a run [J].
struct NodeEnergyRecord {
  NodeId node;
  double compute_j = 0;                ///< accelerators, above idle, for requests
  double leased_j = 0;                 ///< accelerators, above idle, for leased work
  double idle_j = 0;                   ///< accelerators, of being switched on
  double overhead_j = 0;               ///< hosts and building of a datacenter
  double body_j = 0;                   ///< the rest of a robot, and control that is never offloaded
  std::optional<BusSummary> bus = {};  ///< of a satellite whose bus limits its accelerators

  double total_j() const { return compute_j + leased_j + idle_j + overhead_j + body_j; }
};

/// What executing the content took. Depends on the workers' speed and losses, and stands
/// outside the digest.
struct WorkerCounts {
  std::int64_t dispatched = 0;  ///< inferences handed to workers, re-sent ones included
  std::int64_t resent = 0;      ///< because a worker was lost, or the request had changed
  std::int64_t refused = 0;     ///< connections of workers with unknown CURVE keys
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
  /// Every slot edge is an outage of the length of its pause (access.handover = "hard").
  bool hard_handover = false;
  std::int64_t satellites = 0;
  bool deterministic = true;  ///< false when the host's clock could reach a result
  std::vector<std::string> warnings;
  std::vector<std::string> remarks;  ///< of the network, to stand among the warnings

  RunEntities entities;
  std::deque<RequestRecord> requests;  ///< deques: growing never copies
  std::deque<AttemptFingerprint> attempts;
  std::vector<FaultRecord> faults;
  std::vector<SlotRecord> slots;  ///< every slot, with or without a new satellite
  std::vector<NodeSample> node_samples;
  std::vector<NodeEnergyRecord> node_energies;  ///< of every serving node; outside the digest
  std::vector<LinkSample> link_samples;
  std::vector<FlowRecord> flows;
  /// Where the scenario asks for them (network.connection_samples).
  std::vector<ConnectionSample> connection_samples;
  std::vector<Outage> outages;  ///< that begin within the run

  /// Set exactly when entities.faults; its counts are those of `faults`.
  std::optional<FaultSummary> fault_summary;
  /// Set exactly when entities.mitigation.
  std::optional<MitigationCounts> mitigation;
  /// One for each name in WorkloadInfo::content_model.
  std::vector<ContentModelInfo> content_models;
  WorkerCounts workers;  ///< outside the digest

  double wall_s = 0;   ///< [s] of the host's clock; outside the digest
  std::string digest;  ///< canonical_digest() of this record; empty before the end
};

/// Faults of one kind that were recorded.
std::int64_t count_faults(const RunRecord& record, FaultKind kind);

/// Throws RunError when the record contradicts itself: an index out of range, two
/// requests of one id, an end before its beginning, issued differing from completed +
/// late + failed + pending in any workload, a failure without a cause, an answer computed
/// without content, or a fault summary that differs from the faults.
void check_consistency(const RunRecord& record);

}  // namespace orbitmesh
