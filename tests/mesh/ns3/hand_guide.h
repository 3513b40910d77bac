#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <utility>
#include <vector>

#include "mesh/ns3/port_plane.h"

namespace orbitmesh {

/// Routes and delays of a port plane laid out by hand.
class HandGuide final : public PlaneGuide {
 public:
  void route(NodeId at, NodeId destination, PortId port) { ports_[{at, destination}] = port; }
  void set_delay(PortId port, Duration delay) { delays_[port] = delay; }

  PortId next_port(NodeId at, NodeId destination, bool landed, Time) override {
    last_landed = landed;
    const auto found = ports_.find({at, destination});
    return found == ports_.end() ? kNoPort : found->second;
  }
  DelayCurve delay_curve(PortId port, Time) override { return DelayCurve::constant(delays_[port]); }
  bool loses(PortId) override {
    if (lost.empty()) return false;
    const bool next = lost.front();
    lost.pop_front();
    return next;
  }

  bool last_landed = false;
  std::deque<bool> lost;  ///< fates of the next packets on lossy ports

 private:
  std::map<std::pair<NodeId, NodeId>, PortId> ports_;
  std::map<PortId, Duration> delays_;
};

}  // namespace orbitmesh
