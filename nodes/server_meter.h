#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/ids.h"
#include "core/time.h"
#include "nodes/records.h"

namespace orbitmesh {

/// Counts the load of a server, interval by interval.
class ServerMeter {
 public:
  ServerMeter(NodeId node, std::int64_t devices, Time now)
      : node_(node), devices_(devices), sample_start_(now), integrated_to_(now) {}

  /// Before each change of the number of devices in use, which was `busy` until now.
  void integrate(std::int64_t busy, Time now) {
    busy_device_ns_ += (now - integrated_to_).ns() * busy;
    integrated_to_ = now;
  }
  void on_served(std::int64_t requests) { served_ += requests; }
  void on_refused() { ++refused_; }
  void on_waiting(std::int64_t waiting) { queue_peak_ = std::max(queue_peak_, waiting); }

  /// Load since the last sample; begins the next interval.
  NodeSample take(std::int64_t busy, std::int64_t waiting, Time now) {
    integrate(busy, now);
    NodeSample sample;
    sample.at = now;
    sample.node = node_;
    sample.served = std::exchange(served_, 0);
    sample.refused = std::exchange(refused_, 0);
    sample.queue_peak = std::exchange(queue_peak_, waiting);
    const double available_ns =
        static_cast<double>((now - sample_start_).ns()) * static_cast<double>(devices_);
    const auto busy_ns = static_cast<double>(std::exchange(busy_device_ns_, 0));
    sample.busy_share = available_ns > 0.0 ? busy_ns / available_ns : 0.0;
    sample_start_ = now;
    return sample;
  }

 private:
  NodeId node_;
  std::int64_t devices_;
  Time sample_start_;
  Time integrated_to_;
  std::int64_t busy_device_ns_ = 0;
  std::int64_t served_ = 0;
  std::int64_t refused_ = 0;
  std::int64_t queue_peak_ = 0;
};

}  // namespace orbitmesh
