#pragma once

#include <map>
#include <optional>

#include "core/ids.h"
#include "core/time.h"
#include "inference/policy_view.h"

namespace orbitmesh {

/// What the newest reply of each node told a client of the wait there and of the node's state.
class QueueReports {
 public:
  void add(NodeId node, Duration wait, bool draining, std::optional<double> charge, Time now) {
    reports_[node] = {wait, draining, charge, now};
  }

  /// Both are empty before the node's first reply.
  std::optional<ReportedWait> of(NodeId node, Time now) const {
    const auto found = reports_.find(node);
    if (found == reports_.end()) return std::nullopt;
    return ReportedWait{found->second.wait, now - found->second.at};
  }
  std::optional<ReportedState> state_of(NodeId node, Time now) const {
    const auto found = reports_.find(node);
    if (found == reports_.end()) return std::nullopt;
    return ReportedState{found->second.draining, found->second.charge, now - found->second.at};
  }

 private:
  struct Report {
    Duration wait;
    bool draining = false;
    std::optional<double> charge;
    Time at;
  };
  std::map<NodeId, Report> reports_;
};

}  // namespace orbitmesh
