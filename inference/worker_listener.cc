#include "inference/worker_listener.h"

#include <utility>

#include "core/error.h"
#include "wire/endpoint.h"

namespace orbitmesh {
namespace {

// Beside requests a connection carries probes, two a second while it is waited for.
constexpr int kQueueReserve = 1000;
// Long enough for the last WorkerStop to leave, and no more.
constexpr Duration kLinger = Duration::from_ms(200);

std::optional<CurveServer> curve_of(const WorkerPoolOptions& options, const Endpoint& endpoint) {
  if (options.curve_key_file.empty() && options.curve_worker_files.empty()) {
    if (is_exposed(options) && !options.allow_plain_tcp) {
      throw InputError("endpoint '" + endpoint.text +
                       "': anybody who reaches it could pose as a worker; give CURVE keys, "
                       "listen on 127.0.0.1, or allow it with --plain-tcp");
    }
    return std::nullopt;
  }
  if (endpoint.transport != Transport::kTcp) {
    throw InputError("endpoint '" + endpoint.text + "': CURVE keys are for tcp");
  }
  if (options.curve_key_file.empty() || options.curve_worker_files.empty()) {
    throw InputError("CURVE needs both an own key pair and the public keys of the workers");
  }
  CurveServer server{read_curve_key_pair(options.curve_key_file), {}};
  for (const std::string& path : options.curve_worker_files) {
    for (std::string& key : read_curve_public_keys(path)) server.clients.push_back(std::move(key));
  }
  return server;
}

}  // namespace

bool is_exposed(const WorkerPoolOptions& options) {
  const bool keys = !options.curve_key_file.empty() || !options.curve_worker_files.empty();
  if (keys || options.endpoint == kInprocWorkers || options.endpoint == kSpawnedWorkers) {
    return false;
  }
  return !parse_endpoint(options.endpoint).is_local();
}

WorkerListener::WorkerListener(const WorkerPoolOptions& options) : endpoint_(options.endpoint) {
  if (endpoint_ == kInprocWorkers) endpoint_ = "inproc://workers";
  if (endpoint_ == kSpawnedWorkers) endpoint_ = folder_.emplace().endpoint();
  const Endpoint endpoint = parse_endpoint(endpoint_);
  const bool threads = endpoint.transport == Transport::kInproc;
  if (threads && options.endpoint != kInprocWorkers) {
    throw InputError("endpoint '" + endpoint_ + "': workers in this process are just 'inproc'");
  }
  socket_options_.send_queue = options.in_flight + kQueueReserve;
  socket_options_.receive_queue = options.in_flight + kQueueReserve;
  context_ = std::make_shared<SocketContext>(threads ? 0 : 1);
  SocketOptions own = socket_options_;
  if (!threads) own.linger = kLinger;
  own.curve_server = curve_of(options, endpoint);
  socket_.emplace(context_, SocketKind::kRouter, own);
  socket_->bind(endpoint_);
  endpoint_ = socket_->bound_endpoint();
}

}  // namespace orbitmesh
