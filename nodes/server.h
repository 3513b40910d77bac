#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/rng.h"
#include "core/time.h"
#include "inference/background_load.h"
#include "inference/batch_queue.h"
#include "inference/model_residency.h"
#include "inference/request_ranking.h"
#include "nodes/batch_in_service.h"
#include "nodes/checkpoints.h"
#include "nodes/load_listener.h"
#include "nodes/served_models.h"
#include "nodes/server_meter.h"
#include "nodes/server_setup.h"
#include "nodes/service_request.h"

namespace orbitmesh {

/// Why a server is down. It serves while nothing keeps it down.
enum class DownReason : std::uint8_t {
  kReboot = 1,
  kPower = 2,
  kThermal = 4,
  kHang = 8,  ///< it does not even refuse
};

/// A queue in front of accelerators, which works as its ServingOptions say: by default first
/// come, first served, one request a device (or a group of devices where the model is
/// sharded). The batch whose turn it is and which does not find the devices or the memory it
/// needs waits for them and holds back those behind it.
///
/// Content is computed beside the queue, request by request: confirmed with the node's flips
/// when service begins, collected when it ends. It takes no virtual time of its own.
class Server {
 public:
  using OnDone = std::function<void(const ServiceReport&)>;

  /// Throws as check_setup(). Profiles and loop must outlive the server.
  Server(EventLoop& loop, const ServerSetup& setup);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  NodeId node() const { return node_; }
  bool holds(const ModelProfile& model) const { return models_.find(model).has_value(); }
  /// Service time of one request alone, of the profile's lengths, at the nominal clock.
  /// Precondition: holds(model).
  Duration service_time(const ModelProfile& model) const;

  /// Queues one request; `on_done` is called when its service ends. Returns false, and
  /// never calls `on_done`, when the server is down or draining, when the request would have to
  /// wait and max_waiting requests wait already, or when its key-value cache is larger than all
  /// memory there is for them. Precondition: holds(*request.model).
  bool submit(ServiceRequest request);
  /// The same for a request without content.
  bool submit(const ModelProfile& model, OnDone on_done);

  /// The node stops: what waits or runs is lost, but for what was there at the last checkpoint,
  /// and what comes is refused until every reason is gone.
  void fail(DownReason reason);
  /// The reason is gone; with the last one the node serves again, with nothing waiting but what
  /// was saved. Batches that were formed of tokens begin anew, others go on from the checkpoint.
  void restore(DownReason reason);
  /// It will not come up again: what was saved is lost.
  void abandon();
  bool up() const { return down_ == 0; }
  /// Whether what comes gets no reply at all.
  bool hangs() const { return (down_ & static_cast<unsigned>(DownReason::kHang)) != 0; }

  /// From now on takes nothing new, but serves what it has; or takes requests again.
  void set_draining(bool draining) { draining_ = draining; }
  bool draining() const { return draining_; }
  /// Requests refused because it was draining, since construction.
  std::int64_t refused_draining() const { return refused_draining_; }

  /// Logic of one device, of all the same chance, gives a wrong result: if a request is in
  /// service there, its content is computed with it; without content its answer draws what
  /// follows. Returns whether one was.
  bool strike(RngStream& stream);

  /// From now on all devices work at `factor` of their nominal rates; what is in service
  /// goes on from where it stands. Throws std::invalid_argument outside (0, 1].
  void set_clock(double factor);
  double clock() const { return clock_; }

  /// Tells `listener` of every change of active_devices(), clock() and up(), just before it. One
  /// listener a server; it must live as long.
  void set_load_listener(LoadListener& listener) { load_listener_ = &listener; }

  /// Time to load once more the models that are resident from the start, all devices at once.
  Duration reload_time() const { return residency_.reload_time(); }
  /// Size of these models, on one device.
  Bytes reload_bytes() const { return residency_.reload_bytes(); }
  const AcceleratorProfile& accelerator() const { return *accelerator_; }
  Protection protection() const { return serving_.protection; }
  std::int64_t devices() const { return count_; }
  /// Devices in use by requests.
  std::int64_t devices_in_use() const { return busy(); }
  /// Devices at work: those in use, and the share of leased work on the others. 0 when down.
  double active_devices() const;

  std::int64_t waiting() const { return static_cast<std::int64_t>(queue_.size()); }
  /// Requests in service.
  std::int64_t running() const;
  /// Time that what is in service and waits now takes at the present clock, one request after
  /// the other: on one device, without batches, until a request that comes now begins.
  Duration backlog() const;
  /// Requests lost by fail() since construction.
  std::int64_t lost() const { return lost_; }
  /// Requests taken up again from a checkpoint since construction.
  std::int64_t resumed() const { return resumed_; }
  /// Models loaded on demand since construction.
  std::int64_t loads() const { return residency_.loads(); }

  /// Load since the last sample, or since construction; begins the next interval.
  NodeSample take_sample();

 private:
  std::size_t index_of(const ModelProfile& model) const;
  bool refuse(const ServiceRequest& request);
  bool turn_away(std::uint64_t id);
  void dispatch();
  void wait_for_batches();
  bool can_start(std::size_t model) const;
  void start(std::size_t model);
  void begin(BatchInService& batch, ServerJob job);
  bool is_computed(const ServerJob& job) const;
  void corrupt(ServerJob& job);
  void fill(BatchInService& batch);
  bool has_room(const BatchInService& batch, const ServerJob& job) const;
  void schedule_end(std::uint64_t serial, BatchInService& batch, Duration work);
  void on_end(std::uint64_t serial);
  void finish(std::uint64_t serial);
  void iterate(std::uint64_t serial);
  Duration next_iteration(const BatchInService& batch) const;
  BatchInService release(std::uint64_t serial);
  void deliver(ServerJob& job, ServiceReport report);
  void keep_or_lose(ServerJob job);
  void lose(const ServerJob& job);
  void resume();
  void enqueue(ServerJob job);
  std::int64_t busy() const { return count_ - free_; }
  void before_load_change();

  EventLoop& loop_;
  const AcceleratorProfile* accelerator_;
  ContentExecutor* executor_;
  OutcomeSource* outcomes_;
  NodeId node_;
  std::int64_t count_;
  ServingOptions serving_;
  ServedModels models_;
  ModelResidency residency_;
  BackgroundLoad background_;
  RequestRanking ranking_;
  BatchQueue queue_;
  std::map<std::uint64_t, ServerJob> waiting_;       // by id, as in queue_
  Duration waiting_work_;                            // of these, each alone
  std::map<std::uint64_t, BatchInService> running_;  // by order of start
  EventHandle batch_timer_;
  std::uint64_t arrived_ = 0;
  std::uint64_t started_ = 0;
  std::int64_t free_;
  std::int64_t just_freed_ = 0;  // devices that the batch that ends now has held
  double clock_ = 1.0;
  unsigned down_ = 0;  // DownReason as bits
  ServerMeter meter_;
  LoadListener* load_listener_ = nullptr;
  std::int64_t lost_ = 0;
  Checkpoints checkpoints_;
  std::vector<ServerJob> kept_;  // from the last checkpoint, while down
  std::int64_t resumed_ = 0;
  bool draining_ = false;
  std::int64_t refused_draining_ = 0;
};

}  // namespace orbitmesh
