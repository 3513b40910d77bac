#pragma once

#include <map>
#include <utility>
#include <vector>

#include "core/heap_event_loop.h"
#include "mesh/message/train_plane.h"

namespace orbitmesh {

/// Routes and delays of a train plane laid out by hand.
class HandTrainGuide final : public TrainGuide {
 public:
  void route(NodeId at, NodeId destination, PortId port) { ports_[{at, destination}] = port; }
  void set_delay(PortId port, Duration delay) { curves_[port] = DelayCurve::constant(delay); }
  /// From `change` on the delay is another.
  void change_delay(PortId port, Time change, Duration delay) {
    curves_[port].limit(change);
    later_[port] = DelayCurve::constant(delay);
  }

  PortId next_port(NodeId at, NodeId destination, bool) override {
    const auto found = ports_.find({at, destination});
    return found == ports_.end() ? kNoPort : found->second;
  }
  DelayCurve delay_curve(PortId port, Time departure) override {
    return curves_[port].valid_at(departure) ? curves_[port] : later_[port];
  }
  Time next_change() const override { return Time::max(); }

 private:
  std::map<std::pair<NodeId, NodeId>, PortId> ports_;
  std::map<PortId, DelayCurve> curves_;
  std::map<PortId, DelayCurve> later_;
};

/// Notes the trains that arrive.
class TrainLog final : public TrainSink {
 public:
  void receive(const Train& train) override { trains.push_back(train); }
  std::int64_t packets() const {
    std::int64_t sum = 0;
    for (const Train& train : trains) sum += train.packets;
    return sum;
  }
  std::vector<Train> trains;
};

}  // namespace orbitmesh
