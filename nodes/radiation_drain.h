#pragma once

#include <map>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "nodes/mitigation_counts.h"
#include "nodes/radiation_exposure.h"
#include "nodes/server.h"

namespace orbitmesh {

/// When a node drains: the rate of its radiation effects over the mean of its orbit without solar
/// events. 0 < resume <= above.
struct DrainLimits {
  double above = 3;   ///< drains from here on
  double resume = 1;  ///< takes requests again below this
};

/// Drains servers where radiation is high: they take no requests and finish those that they have.
/// Decides at the edges of RadiationExposure's intervals, for the interval that begins; a node
/// knows its orbit and measures solar protons.
class RadiationDrain {
 public:
  /// Both must outlive it.
  RadiationDrain(EventLoop& loop, const RadiationExposure& exposure)
      : loop_(loop), exposure_(exposure) {}
  RadiationDrain(const RadiationDrain&) = delete;
  RadiationDrain& operator=(const RadiationDrain&) = delete;

  /// `server` must outlive it, and be in the exposure as watched.
  void add(Server& server, const DrainLimits& limits) { nodes_[server.node()] = {&server, limits}; }
  /// An interval of the exposure begins, whose rates it knows.
  void on_interval();

  /// Up to now.
  DrainCounts counts() const;

 private:
  struct Node {
    Server* server;
    DrainLimits limits;
    Time since = {};  // while it drains
    Duration drained = {};
    std::int64_t drains = 0;
  };
  Duration drained(const Node& node) const;

  EventLoop& loop_;
  const RadiationExposure& exposure_;
  std::map<NodeId, Node> nodes_;
};

}  // namespace orbitmesh
