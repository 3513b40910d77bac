#include "inference/worker_server.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "wire/connection_monitor.h"
#include "wire/endpoint.h"
#include "wire/message_codec.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

constexpr Duration kLookUp = Duration::from_ms(100);

/// One serve() of a worker.
class Service {
 public:
  Service(std::shared_ptr<SocketContext> context, const WorkerServerOptions& options,
          const EngineFactory& factory, const std::atomic<bool>& stop)
      : options_(options),
        stop_(stop),
        socket_(std::move(context), SocketKind::kDealer, options.socket),
        engines_(factory) {
    if (parse_endpoint(options.endpoint).transport != Transport::kInproc) monitor_.emplace(socket_);
    socket_.connect(options.endpoint);
    send(encode(WorkerHello{options.name}));
  }

  WorkerOutcome run() {
    while (!outcome_) {
      if (stop_.load(std::memory_order_relaxed)) {
        outcome_ = WorkerOutcome{WorkerEnd::kAsked, {}};
      } else if (socket_.receive(incoming_, kLookUp)) {
        take_in();
      } else {
        look_after_connection();
      }
    }
    return *outcome_;
  }

 private:
  void take_in() {
    if (connections_ == 0) look_after_connection();
    Envelope envelope;
    try {
      envelope = decode(incoming_.body);
    } catch (const WireError& error) {
      send(encode(WireFault{bounded_text(error.what())}));
      return;
    }
    if (const auto* request = std::get_if<WorkerRequest>(&envelope.message)) {
      send(encoded_answer(*request, envelope.sequence));
    } else if (std::holds_alternative<WorkerStop>(envelope.message)) {
      outcome_ = WorkerOutcome{WorkerEnd::kStopped, {}};
    } else if (const auto* fault = std::get_if<WireFault>(&envelope.message)) {
      outcome_ = WorkerOutcome{WorkerEnd::kRefused, fmt::format("'{}' refuses this worker: {}",
                                                                options_.endpoint, fault->reason)};
    } else if (!std::holds_alternative<WorkerProbe>(envelope.message)) {
      send(encode(WireFault{"a worker takes requests alone"}));
    }
  }

  EncodedMessage encoded_answer(const WorkerRequest& request, std::uint64_t sequence) {
    const WorkerReply reply = engines_.answer(request);
    try {
      return encode(reply, sequence);
    } catch (const WireError& error) {
      WorkerReply failed;
      failed.id = request.id;
      failed.status = WorkerStatus::kError;
      failed.error = bounded_text(fmt::format("the answer cannot be sent: {}", error.what()));
      return encode(failed, sequence);
    }
  }

  /// Waits while the queue is full, unless the worker is to end.
  void send(const EncodedMessage& message) {
    while (!outcome_ && !stop_ && socket_.send(message) == SendResult::kFull) {
      if (!socket_.wait_writable(kLookUp)) look_after_connection();
    }
  }

  void look_after_connection() {
    if (!monitor_) return;
    monitor_->update();
    if (monitor_->connections() > connections_) {
      // A runner forgets a worker whose connection broke.
      const bool again = connections_ > 0;
      connections_ = monitor_->connections();
      if (options_.on_connected) options_.on_connected();
      if (again) send(encode(WorkerHello{options_.name}));
    }
    if (monitor_->time_disconnected() > options_.connect_limit) {
      outcome_ =
          WorkerOutcome{WorkerEnd::kUnreachable,
                        fmt::format("no connection to '{}' for {:.3g} s{}{}", options_.endpoint,
                                    options_.connect_limit.seconds(),
                                    monitor_->problem().empty() ? "" : ": ", monitor_->problem())};
    }
  }

  const WorkerServerOptions& options_;
  const std::atomic<bool>& stop_;
  Socket socket_;
  std::optional<ConnectionMonitor> monitor_;
  WorkerEngines engines_;
  ReceivedMessage incoming_;
  int connections_ = 0;
  std::optional<WorkerOutcome> outcome_;
};

}  // namespace

WorkerServer::WorkerServer(std::shared_ptr<SocketContext> context, WorkerServerOptions options,
                           EngineFactory factory)
    : context_(std::move(context)), options_(std::move(options)), factory_(std::move(factory)) {}

WorkerOutcome WorkerServer::serve(const std::atomic<bool>& stop) {
  return Service(context_, options_, factory_, stop).run();
}

}  // namespace orbitmesh
