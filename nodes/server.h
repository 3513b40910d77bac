#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <vector>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"
#include "nodes/content_job.h"
#include "nodes/records.h"

namespace orbitmesh {

class ContentExecutor;

/// The accelerators of one node and how many requests may wait for them.
struct ServerSetup {
  NodeId node;
  const AcceleratorProfile* accelerator = nullptr;
  std::int64_t count = 1;                   ///< devices, 1 to 100,000
  std::vector<const ModelProfile*> models;  ///< resident, from the start
  std::int64_t max_waiting = 64;            ///< admission limit, running ones apart
  ContentExecutor* executor = nullptr;      ///< null: content is not computed
};

/// Why a server is down. It serves while nothing keeps it down.
enum class DownReason : std::uint8_t { kReboot = 1, kPower = 2 };

/// What serving one request took.
struct ServiceReport {
  Duration queue_wait;  ///< from arrival to start
  Duration service;
  Answer answer = Answer::kNone;  ///< of the content, if it had any
};

/// One request as a server takes it.
struct ServiceRequest {
  const ModelProfile* model = nullptr;
  std::uint64_t job = 0;  ///< the attempt's message id; names its content in the executor
  ContentJob content;     ///< what it computes, if anything
  /// Called when its service ends.
  std::function<void(const ServiceReport&)> on_done;
  /// Called instead when the server goes down with it; may be empty.
  std::function<void()> on_lost;
};

/// A queue in front of accelerators: first come, first served, one request a device (or
/// a group of devices where the model is sharded), batch size 1. A request at the head
/// that needs several devices waits for them and holds back those behind it.
///
/// Content is computed beside the queue: confirmed with the node's flips when service
/// begins, collected when it ends. It takes no virtual time of its own.
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
  /// never calls `on_done`, when the server is down, or when the request would have to wait
  /// and max_waiting requests wait already. Precondition: holds(*request.model).
  bool submit(ServiceRequest request);
  /// The same for a request without content.
  bool submit(const ModelProfile& model, OnDone on_done);

  /// The node stops: what waits or runs is lost, and what comes is refused until every
  /// reason is gone.
  void fail(DownReason reason);
  /// The reason is gone; with the last one the node serves again, with nothing waiting.
  void restore(DownReason reason);
  bool up() const { return down_ == 0; }

  /// Time to load the resident models once more: what each device holds, at its peak
  /// memory bandwidth, all devices at once.
  Duration reload_time() const { return reload_; }
  const AcceleratorProfile& accelerator() const { return *accelerator_; }
  std::int64_t devices() const { return count_; }

  std::int64_t waiting() const { return static_cast<std::int64_t>(queue_.size()); }
  std::int64_t running() const { return static_cast<std::int64_t>(running_.size()); }
  /// Requests lost by fail() since construction.
  std::int64_t lost() const { return lost_; }

  /// Load since the last sample, or since construction; begins the next interval.
  NodeSample take_sample();

 private:
  struct Resident {
    const ModelProfile* model;
    std::int64_t devices;
    Duration service;
  };
  struct Job {
    const Resident* resident = nullptr;
    Time arrived;
    ServiceRequest request;
  };
  struct Running {
    Job job;
    ServiceReport report;
    EventHandle end;
  };

  const Resident* find(const ModelProfile& model) const;
  const Resident& resident(const ModelProfile& model) const;
  void start_waiting();
  void start(Job job);
  void finish(std::uint64_t serial);
  void lose(const Job& job);
  void integrate_busy();

  EventLoop& loop_;
  const AcceleratorProfile* accelerator_;
  ContentExecutor* executor_;
  NodeId node_;
  std::int64_t count_;
  std::int64_t max_waiting_;
  std::vector<Resident> residents_;
  Duration reload_;
  std::deque<Job> queue_;
  std::map<std::uint64_t, Running> running_;  // by order of start
  std::uint64_t started_ = 0;
  std::int64_t free_;
  unsigned down_ = 0;  // DownReason as bits

  Time sample_start_;
  Time integrated_to_;
  std::int64_t busy_device_ns_ = 0;  ///< in this interval
  std::int64_t served_ = 0;
  std::int64_t refused_ = 0;
  std::int64_t queue_peak_ = 0;
  std::int64_t lost_ = 0;  ///< since construction
};

}  // namespace orbitmesh
