#include "inference/worker_pool.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "core/error.h"
#include "inference/worker_ledger.h"
#include "inference/worker_listener.h"
#include "inference/worker_processes.h"
#include "inference/worker_roster.h"
#include "inference/worker_threads.h"
#include "wire/message_codec.h"
#include "wire/wall_clock.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

constexpr Duration kLookUp = Duration::from_ms(50);
constexpr Duration kProbeInterval = Duration::from_ms(500);
// Replies are taken in once for so many dispatches, and whenever no worker has room.
constexpr std::uint64_t kDispatchesPerDrain = 16;
constexpr int kMessagesPerDrain = 4096;
constexpr std::size_t kMaxBanned = 1000;

void check(const WorkerPoolOptions& options) {
  if (options.workers < 1) throw InputError("a worker pool needs at least one worker");
  if (options.in_flight < 1) throw InputError("a worker must have room for at least one request");
  if (options.max_attempts < 1) throw InputError("a request needs at least one attempt");
}

}  // namespace

class WorkerPool::Impl {
 public:
  Impl(const WorkerPoolOptions& options, const EngineFactory& factory)
      : options_((check(options), options)), listener_(options) {
    if (options.endpoint == kInprocWorkers) {
      threads_.emplace(options.workers, listener_.context(), listener_.endpoint(),
                       listener_.socket_options(), factory);
    } else if (options.endpoint == kSpawnedWorkers) {
      std::vector<std::string> arguments = {"worker", "--connect", listener_.endpoint(), "--quiet"};
      arguments.insert(arguments.end(), options.arguments.begin(), options.arguments.end());
      processes_.emplace(options.workers,
                         options.program.empty() ? "/proc/self/exe" : options.program, arguments);
    }
  }

  ~Impl() {
    if (threads_) threads_->ask_to_end();
    try {
      drain();
      for (const WorkerSeat& seat : roster_.seats()) {
        router().send_to(seat.peer, encode(WorkerStop{}));
      }
    } catch (const std::exception&) {
      // Workers that were not told end when their connection does.
    }
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void dispatch(const WorkerRequest& request) {
    if (!ledger_.add(request)) {
      throw RunError(fmt::format("request {} is dispatched to the workers already", request.id));
    }
    if (++stats_.dispatched % kDispatchesPerDrain == 0) drain();
    pump();
  }

  void discard(std::uint64_t id) {
    if (ledger_.remove(id)) ++stats_.discarded;
  }

  WorkerReply await(std::uint64_t id) {
    if (ledger_.find(id) == nullptr) {
      throw RunError(fmt::format("request {} was not dispatched to the workers", id));
    }
    std::optional<WallDeadline> deserted;
    while (true) {
      if (auto reply = take(id)) return std::move(*reply);
      bool came = drain();
      pump();
      if (options_.interrupted != nullptr && *options_.interrupted) throw Interrupted();
      if (!roster_.seats().empty()) {
        deserted.reset();
      } else if (!deserted) {
        deserted.emplace(options_.worker_limit);
      }
      if (!came) came = wait_for_message();
      if (!came || probe_due_.passed()) supervise(deserted);
    }
  }

  const WorkerPoolStats& stats() const { return stats_; }
  const std::string& endpoint() const { return listener_.endpoint(); }

  std::vector<int> processes() {
    if (!processes_) return {};
    processes_->update();
    return processes_->running();
  }

 private:
  Socket& router() { return listener_.socket(); }

  std::optional<WorkerReply> take(std::uint64_t id) {
    WorkerLedger::Entry* entry = ledger_.find(id);
    if (entry == nullptr || !entry->reply) return std::nullopt;
    std::optional<WorkerReply> reply = std::move(entry->reply);
    ledger_.remove(id);
    return reply;
  }

  /// Sends waiting requests to workers with room.
  void pump() {
    while (const auto sequence = ledger_.first_waiting()) {
      WorkerSeat* seat = roster_.least_busy(static_cast<std::size_t>(options_.in_flight));
      if (seat == nullptr) return;
      WorkerLedger::Entry& entry = *ledger_.unanswered(*sequence);
      const SendResult result = router().send_to(seat->peer, entry.message);
      if (result == SendResult::kFull) return;
      if (result == SendResult::kUnreachable) {
        lose(seat->peer, "its connection broke");
        continue;
      }
      ++entry.attempts;
      ledger_.pop_waiting();
      WorkerRoster::assign(*seat, *sequence, wall_clock());
    }
  }

  /// Takes in what has come; whether anything had. So a worker's room is seen and filled at
  /// once, and not request by request.
  bool drain() {
    look_at_refusals();
    int taken = 0;
    while (taken < kMessagesPerDrain && router().receive(incoming_)) {
      take_in_message();
      ++taken;
    }
    return taken > 0;
  }

  bool wait_for_message() {
    // Workers that share this core get it without being woken, and for more than one reply.
    std::this_thread::yield();
    if (!router().receive(incoming_, kLookUp)) return false;
    take_in_message();
    return true;
  }

  void take_in_message() {
    Envelope envelope;
    try {
      envelope = decode(incoming_.body);
    } catch (const WireError& error) {
      refuse(error.what());
      return;
    }
    if (banned_.count(incoming_.peer) > 0) return;
    if (auto* reply = std::get_if<WorkerReply>(&envelope.message)) {
      take_in(envelope.sequence, std::move(*reply));
    } else if (const auto* hello = std::get_if<WorkerHello>(&envelope.message)) {
      join(hello->name);
    } else if (const auto* fault = std::get_if<WireFault>(&envelope.message)) {
      ban("it could not understand a message: " + fault->reason);
    } else {
      refuse("a worker sends replies alone");
    }
  }

  /// Told once, however many come.
  void look_at_refusals() {
    const RefusedKeys refused = listener_.context()->refused();
    if (stats_.refused_keys == 0 && refused.connections > 0 && options_.tell) {
      options_.tell("refused a worker with the unknown public key " + refused.first_key);
    }
    stats_.refused_keys = refused.connections;
  }

  void join(const std::string& name) {
    if (roster_.join(incoming_.peer, name)) ++stats_.workers_met;
  }

  void take_in(std::uint64_t sequence, WorkerReply reply) {
    if (WorkerSeat* seat = roster_.find(incoming_.peer)) {
      WorkerRoster::release(*seat, sequence, wall_clock());
    } else {
      // Given up too early, or it has come back on a new connection.
      join("");
    }
    WorkerLedger::Entry* entry = ledger_.unanswered(sequence);
    if (entry == nullptr) {
      ++stats_.ignored;
    } else if (entry->id != reply.id) {
      refuse(fmt::format("reply {} to request {}", reply.id, entry->id));
    } else {
      WorkerLedger::answer(*entry, std::move(reply));
      ++stats_.answered;
    }
  }

  /// The sender of incoming_ is no worker, or one of another version.
  void refuse(const std::string& reason) {
    ++stats_.malformed;
    router().send_to(incoming_.peer, encode(WireFault{bounded_text(reason)}));
    ban("it sent what this program does not understand: " + reason);
  }

  void ban(const std::string& reason) {
    if (banned_.size() >= kMaxBanned) banned_.clear();
    banned_.insert(incoming_.peer);
    lose(incoming_.peer, reason);
  }

  void lose(const std::string& peer, const std::string& reason) {
    const WorkerSeat seat = roster_.leave(std::string(peer));
    if (seat.peer.empty()) return;
    ++stats_.workers_lost;
    last_loss_ = fmt::format("worker '{}': {}", seat.name, reason);
    stats_.resent += ledger_.wait_again(seat.outstanding);
    for (const std::uint64_t sequence : seat.outstanding) {
      const WorkerLedger::Entry* entry = ledger_.unanswered(sequence);
      if (entry == nullptr || entry->attempts < options_.max_attempts) continue;
      throw RunError(fmt::format("request {} (model '{}') was lost with {} workers in a row; {}",
                                 entry->id, entry->model, entry->attempts, last_loss_));
    }
  }

  /// Looks for workers that will not answer any more; called now and then while a reply is
  /// awaited, whatever else comes.
  void supervise(const std::optional<WallDeadline>& deserted) {
    look_at_refusals();
    if (processes_) processes_->update();
    if (probe_due_.passed()) {
      probe_due_ = WallDeadline(kProbeInterval);
      probe();
    }
    if (deserted) check_deserted(*deserted);
  }

  void probe() {
    const EncodedMessage message = encode(WorkerProbe{});
    const std::vector<WorkerSeat> seats = roster_.seats();
    for (const WorkerSeat& seat : seats) {
      if (seat.outstanding.empty()) continue;
      if (wall_clock() - seat.busy_since > options_.reply_limit) {
        lose(seat.peer, fmt::format("no reply for {:.3g} s", options_.reply_limit.seconds()));
      } else if (router().send_to(seat.peer, message) == SendResult::kUnreachable) {
        lose(seat.peer, "its connection broke");
      }
    }
  }

  void check_deserted(const WallDeadline& deserted) {
    const std::string loss = last_loss_.empty() ? "" : "; lost last: " + last_loss_;
    if (processes_ && processes_->running().empty()) {
      throw RunError(fmt::format("all {} worker processes have ended, the last with {}{}",
                                 options_.workers, processes_->last_end(), loss));
    }
    if (!deserted.passed()) return;
    const bool own = threads_ || processes_;
    const std::string refused =
        stats_.refused_keys == 0
            ? ""
            : fmt::format("; refused {} connection{} with unknown keys", stats_.refused_keys,
                          stats_.refused_keys == 1 ? "" : "s");
    throw RunError(fmt::format(
        "no worker at '{}' for {:.3g} s{}{}{}", endpoint(), options_.worker_limit.seconds(), loss,
        refused,
        own ? std::string() : "; start one with 'orbitmesh worker --connect " + endpoint() + "'"));
  }

  WorkerPoolOptions options_;
  // The order matters: threads and processes end before the socket that told them to.
  WorkerListener listener_;
  std::optional<WorkerThreads> threads_;
  std::optional<WorkerProcesses> processes_;
  WorkerLedger ledger_;
  WorkerRoster roster_;
  std::set<std::string> banned_;
  ReceivedMessage incoming_;
  WallDeadline probe_due_{kProbeInterval};
  WorkerPoolStats stats_;
  std::string last_loss_;
};

WorkerPool::WorkerPool(const WorkerPoolOptions& options, const EngineFactory& factory)
    : impl_(std::make_unique<Impl>(options, factory)) {}
WorkerPool::~WorkerPool() = default;

void WorkerPool::dispatch(const WorkerRequest& request) { impl_->dispatch(request); }
void WorkerPool::discard(std::uint64_t id) { impl_->discard(id); }
WorkerReply WorkerPool::await(std::uint64_t id) { return impl_->await(id); }
const WorkerPoolStats& WorkerPool::stats() const { return impl_->stats(); }
const std::string& WorkerPool::endpoint() const { return impl_->endpoint(); }
std::vector<int> WorkerPool::processes() const { return impl_->processes(); }

}  // namespace orbitmesh
