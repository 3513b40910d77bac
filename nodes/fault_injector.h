#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "nodes/flip_source.h"
#include "nodes/hazard_process.h"
#include "nodes/memory_protection.h"
#include "nodes/records.h"
#include "nodes/resident_faults.h"
#include "nodes/server.h"

namespace orbitmesh {

/// A serving node under radiation. Its rates are those of the server's accelerator
/// profile; a rate that the profile does not state is 0.
struct FaultTarget {
  Server* server = nullptr;  ///< must outlive the injector
  std::vector<ContentWeights> content;
  MemoryProtection memory;
};

/// Mean numbers of faults.
struct ExpectedFaults {
  double seu = 0;   ///< upsets that leave a wrong bit
  double sefi = 0;  ///< reboots
};

/// Numbers of faults that happened.
struct FaultCounts {
  std::int64_t seu = 0;
  std::int64_t sefi = 0;
};

/// Radiation effects of serving nodes, one Poisson process a node and kind:
///
/// SEU (single-event upset): inverts one bit, uniform over the content weights at the
/// node, at bits x seu_rate_per_bit x uncorrected share; wrong bits add up until the next
/// scrub, at a whole multiple of its interval from the epoch.
///
/// SEFI (functional interrupt), at devices x sefi_rate: the server fails, comes back after
/// reboot_time and the reload of its models, and has intact weights then. Another one
/// meanwhile starts the reboot over.
///
/// Both rates are multiplied by the acceleration. Draws come from the streams
/// "faults.seu", "faults.seu.bit" and "faults.sefi" of each node: its faults depend on the
/// seed, its number and its rates alone. See docs/models/faults.md.
class FaultInjector final : public FlipSource {
 public:
  /// Throws InputError when `acceleration` is negative or not finite.
  FaultInjector(EventLoop& loop, RecordSink& records, std::uint64_t seed, double acceleration);
  FaultInjector(const FaultInjector&) = delete;
  FaultInjector& operator=(const FaultInjector&) = delete;

  /// Before start(). Throws InputError when the memory's figures are out of range or
  /// the accelerated rates too high to simulate: above 1,000 faults a second, or a million
  /// wrong bits a scrub interval.
  void add(const FaultTarget& target);
  /// Schedules the first faults. Once, at the epoch.
  void start();
  /// Ends the run: records what is not cleared as cleared at `end`. Once.
  void finish(Time end);

  /// A node has loaded its models anew for another reason; one without faults is ignored.
  void on_reload(NodeId node);

  const std::vector<WeightBit>& flips(NodeId node, std::string_view content_model) const override;

  /// Means of all nodes over `duration` without acceleration.
  ExpectedFaults expected_counts(Duration duration) const;
  /// So far, with acceleration.
  const FaultCounts& counts() const { return counts_; }
  double acceleration() const { return acceleration_; }

 private:
  struct Node {
    Server* server;
    MemoryProtection protection;
    double seu_per_s;  // without acceleration
    double sefi_per_s;
    ResidentFaults memory;
    HazardProcess upsets;
    HazardProcess interrupts;
    RngStream addresses;
    std::vector<FaultRecord> open_upsets;
    std::vector<FaultRecord> open_interrupts;
    bool scrub_scheduled = false;
    EventHandle restart;
  };

  void schedule_upset(Node& node);
  void schedule_interrupt(Node& node);
  void schedule_scrub(Node& node);
  void on_upset(Node& node);
  void on_scrub(Node& node);
  void on_interrupt(Node& node);
  void on_restart(Node& node);
  void restore_weights(Node& node);
  void close(std::vector<FaultRecord>& open, Time cleared);

  EventLoop& loop_;
  RecordSink& records_;
  std::uint64_t seed_;
  double acceleration_;
  FaultCounts counts_;
  std::map<NodeId, Node> nodes_;
};

}  // namespace orbitmesh
