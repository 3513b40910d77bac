#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"
#include "nodes/records.h"

namespace orbitmesh {

/// The accelerators of one node and how many requests may wait for them.
struct ServerSetup {
  NodeId node;
  const AcceleratorProfile* accelerator = nullptr;
  std::int64_t count = 1;                   ///< devices, 1 to 100,000
  std::vector<const ModelProfile*> models;  ///< resident, from the start
  std::int64_t max_waiting = 64;            ///< admission limit, running ones apart
};

/// What serving one request took.
struct ServiceReport {
  Duration queue_wait;  ///< from arrival to start
  Duration service;
};

/// A queue in front of accelerators: first come, first served, one request a device (or
/// a group of devices where the model is sharded), batch size 1. A request at the head
/// that needs several devices waits for them and holds back those behind it.
class Server {
 public:
  using OnDone = std::function<void(const ServiceReport&)>;

  /// Throws InputError when a model does not fit or all do not fit together; see
  /// inference/service_time.h. Profiles and loop must outlive the server.
  Server(EventLoop& loop, const ServerSetup& setup);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  NodeId node() const { return node_; }
  bool holds(const ModelProfile& model) const { return find(model) != nullptr; }
  /// Service time of one request. Precondition: holds(model).
  Duration service_time(const ModelProfile& model) const;

  /// Queues one request; `on_done` is called when its service ends. Returns false, and
  /// never calls `on_done`, when it would have to wait and max_waiting requests wait
  /// already. Precondition: holds(model).
  bool submit(const ModelProfile& model, OnDone on_done);

  std::int64_t waiting() const { return static_cast<std::int64_t>(queue_.size()); }

  /// Load since the last sample, or since construction; begins the next interval.
  NodeSample take_sample();

 private:
  struct Resident {
    const ModelProfile* model;
    std::int64_t devices;
    Duration service;
  };
  struct Job {
    const Resident* resident;
    Time arrived;
    OnDone on_done;
  };

  const Resident* find(const ModelProfile& model) const;
  const Resident& resident(const ModelProfile& model) const;
  void start_waiting();
  void start(Job job);
  void finish(const Job& job, const ServiceReport& report);
  void integrate_busy();

  EventLoop& loop_;
  NodeId node_;
  std::int64_t count_;
  std::int64_t max_waiting_;
  std::vector<Resident> residents_;
  std::deque<Job> queue_;
  std::int64_t free_;

  Time sample_start_;
  Time integrated_to_;
  std::int64_t busy_device_ns_ = 0;  ///< in this interval
  std::int64_t served_ = 0;
  std::int64_t refused_ = 0;
  std::int64_t queue_peak_ = 0;
};

}  // namespace orbitmesh
