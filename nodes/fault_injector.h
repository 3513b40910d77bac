#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/rng.h"
#include "core/time.h"
#include "nodes/device_effect_event.h"
#include "nodes/flip_source.h"
#include "nodes/memory_protection.h"
#include "nodes/mitigation_counts.h"
#include "nodes/modelled_weights.h"
#include "nodes/outcome_source.h"
#include "nodes/records.h"
#include "nodes/recovery_options.h"
#include "nodes/resident_faults.h"
#include "nodes/server.h"
#include "nodes/weight_fetcher.h"

namespace orbitmesh {

/// A serving node under radiation.
struct FaultTarget {
  Server* server = nullptr;  ///< must outlive the injector
  std::vector<ContentWeights> content;
  MemoryProtection memory;
  double latchup_clears = 0.95;  ///< share of latch-ups that a power cycle ends, in [0, 1]
  /// The models whose answers are modelled; profiles and table must outlive the injector.
  std::vector<const ModelProfile*> modelled = {};
  const OutcomeTable* outcomes = nullptr;  ///< null: answers without content are never wrong
  RecoveryOptions recovery = {};
};

/// What radiation effects do to serving nodes:
///
/// seu: wrong bits next to each other, at a place uniform over the weights of the node, of content
/// and of modelled answers; they add up until the next scrub, at a whole multiple of its interval
/// from the epoch.
/// sefi: the server hangs until the watchdog notices, comes back after reboot_time and the reload
/// of its models, and has intact weights then. due: the same without watchdog and reboot. sel: as
/// sefi, with the power off in place of the watchdog, or the node is lost. wear-out: the node is
/// lost. A second outage meanwhile never shortens the first, but weights that were being fetched
/// over the mesh are fetched anew.
/// sdc: one device gives a wrong result, and the answer under way on it, if any, is computed with
/// a wrong bit, or draws what follows where it is not computed.
///
/// Draws come from the streams "faults.seu.bit", "faults.sel", "faults.modelled" and
/// "faults.outcome" of each node. See docs/models/faults.md and docs/models/fault-outcomes.md.
class FaultInjector final : public FlipSource, public OutcomeSource {
 public:
  /// `fetcher` must outlive the injector and know the nodes that do not reload locally.
  FaultInjector(EventLoop& loop, RecordSink& records, std::uint64_t seed,
                WeightFetcher* fetcher = nullptr);
  FaultInjector(const FaultInjector&) = delete;
  FaultInjector& operator=(const FaultInjector&) = delete;

  /// Throws InputError when the memory's figures are out of range, std::invalid_argument for a
  /// node that was added before or has no server.
  void add(const FaultTarget& target);
  /// Lets effects happen at their times, which are not past. All nodes must have been added.
  /// A node that is lost by then does not notice. An upset that would make more than a million
  /// bits of a node wrong throws RunError.
  void schedule(const std::vector<DeviceEffectEvent>& events);
  /// Ends the run: records what is not cleared as cleared at `end`. Once.
  void finish(Time end);

  /// A node has loaded its models anew for another reason; one without faults is ignored.
  void on_reload(NodeId node);

  const std::vector<WeightBit>& flips(NodeId node, std::string_view content_model) const override;

  std::optional<FaultOutcome> of_weights(NodeId node, const ModelProfile& model) override;
  std::optional<FaultOutcome> of_logic(NodeId node, const ModelProfile& model) override;

  /// Up to now.
  RecoveryCounts recovery() const;

  /// Effects that struck a node since the last call, or since the start.
  std::int64_t take_count(NodeId node) { return std::exchange(nodes_.at(node).struck, 0); }

  /// Effects of a kind that happened so far.
  std::int64_t count(FaultKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }

 private:
  struct Node {
    Server* server;
    MemoryProtection protection;
    double latchup_clears;
    RecoveryOptions recovery;
    ResidentFaults memory;
    RngStream addresses;
    RngStream latchups;
    std::optional<ModelledWeights> modelled;
    RngStream modelled_addresses;
    RngStream outcomes;
    std::vector<FaultRecord> open_upsets;
    std::vector<FaultRecord> open_outages;
    bool scrub_scheduled = false;
    bool lost = false;
    Time noticed;  // when the watchdog ends the hang
    Time up_again;
    Time down_since;
    EventHandle restart;
    std::int64_t struck = 0;
  };
  /// What follows an effect that takes a node down.
  struct Outage {
    Duration silent;  // before anything else
    Duration rest;    // from there on
  };

  void apply(Node& node, FaultKind kind);
  void upset(Node& node, FaultRecord record);
  void upset_content(Node& node, FaultRecord& record);
  void upset_modelled(Node& node, FaultRecord& record);
  void schedule_scrub(Node& node);
  void on_scrub(Node& node);
  Outage outage_of(const Node& node, FaultKind kind) const;
  void take_down(Node& node, const FaultRecord& record, const Outage& outage);
  void hang(Node& node, Duration silent);
  void lose(Node& node, const FaultRecord& record);
  void on_restart(Node& node);
  void come_up(Node& node);
  void restore_weights(Node& node);
  void close(std::vector<FaultRecord>& open, Time cleared);

  EventLoop& loop_;
  RecordSink& records_;
  std::uint64_t seed_;
  WeightFetcher* fetcher_;
  std::array<std::int64_t, kFaultKinds> counts_{};
  RecoveryCounts recovery_;
  std::map<NodeId, Node> nodes_;
};

}  // namespace orbitmesh
