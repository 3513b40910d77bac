#include "wire/socket.h"

#include <zmq.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/error.h"
#include "wire/curve_gate.h"
#include "wire/endpoint.h"
#include "wire/ipc_path.h"
#include "wire/thread_order.h"

namespace orbitmesh {
namespace {

int milliseconds(Duration duration) {
  constexpr std::int64_t kMax = 1'000'000'000;
  const std::int64_t ms = (duration.ns() + 999'999) / 1'000'000;
  return static_cast<int>(std::clamp<std::int64_t>(ms, 0, kMax));
}

std::string error_text() { return zmq_strerror(zmq_errno()); }

}  // namespace

Socket::Socket(std::shared_ptr<SocketContext> context, SocketKind kind,
               const SocketOptions& options)
    : context_(std::move(context)),
      kind_(kind),
      handle_(
          zmq_socket(context_->handle(), kind == SocketKind::kRouter ? ZMQ_ROUTER : ZMQ_DEALER)) {
  if (handle_ == nullptr) throw RunError("no ZeroMQ socket: " + error_text());
  try {
    apply(options);
  } catch (...) {
    zmq_close(handle_);
    throw;
  }
}

Socket::~Socket() { zmq_close(handle_); }

void Socket::set(int option, int value) {
  if (zmq_setsockopt(handle_, option, &value, sizeof value) != 0) {
    throw RunError("ZeroMQ refuses option " + std::to_string(option) + ": " + error_text());
  }
}

void Socket::set(int option, const std::string& value) {
  if (zmq_setsockopt(handle_, option, value.data(), value.size()) != 0) {
    throw RunError("ZeroMQ refuses option " + std::to_string(option) + ": " + error_text());
  }
}

void Socket::apply(const SocketOptions& options) {
  set(ZMQ_SNDHWM, options.send_queue);
  set(ZMQ_RCVHWM, options.receive_queue);
  set(ZMQ_LINGER, milliseconds(options.linger));
  set(ZMQ_HEARTBEAT_IVL, milliseconds(options.heartbeat_interval));
  set(ZMQ_HEARTBEAT_TIMEOUT, milliseconds(options.heartbeat_timeout));
  set(ZMQ_HEARTBEAT_TTL, milliseconds(options.heartbeat_timeout));
  set(ZMQ_CONNECT_TIMEOUT, milliseconds(options.connect_timeout));
  set(ZMQ_HANDSHAKE_IVL, milliseconds(options.handshake_timeout));
  set(ZMQ_RECONNECT_IVL, milliseconds(options.reconnect_interval));
  set(ZMQ_RECONNECT_IVL_MAX, milliseconds(options.reconnect_interval_max));
  const auto max_bytes = static_cast<std::int64_t>(kMaxMessageBytes);
  if (zmq_setsockopt(handle_, ZMQ_MAXMSGSIZE, &max_bytes, sizeof max_bytes) != 0) {
    throw RunError("ZeroMQ refuses a bound on messages: " + error_text());
  }
  // What is sent before a connection stands waits for it: a worker's greeting does.
  set(ZMQ_IMMEDIATE, 0);
  if (kind_ == SocketKind::kRouter) {
    set(ZMQ_ROUTER_MANDATORY, 1);
    set(ZMQ_ROUTER_HANDOVER, 1);
  }
  if (options.curve_server) {
    // Without this the library admits every client that knows the server's key.
    context_->admit_only(options.curve_server->clients);
    set(ZMQ_CURVE_SERVER, 1);
    set(ZMQ_CURVE_SECRETKEY, options.curve_server->own.secret_key);
    set(ZMQ_ZAP_DOMAIN, std::string(CurveGate::kDomain));
  } else if (options.curve_client) {
    set(ZMQ_CURVE_SERVERKEY, options.curve_client->server_key);
    set(ZMQ_CURVE_PUBLICKEY, options.curve_client->own.public_key);
    set(ZMQ_CURVE_SECRETKEY, options.curve_client->own.secret_key);
  }
}

void Socket::bind(const std::string& endpoint) {
  check_ipc_path_free(parse_endpoint(endpoint));
  if (zmq_bind(handle_, endpoint.c_str()) != 0) {
    throw InputError("cannot listen on '" + endpoint + "': " + error_text());
  }
}

void Socket::connect(const std::string& endpoint) {
  parse_endpoint(endpoint);
  if (zmq_connect(handle_, endpoint.c_str()) != 0) {
    throw InputError("cannot connect to '" + endpoint + "': " + error_text());
  }
}

std::string Socket::bound_endpoint() const {
  std::array<char, 512> text{};
  std::size_t size = text.size();
  if (zmq_getsockopt(handle_, ZMQ_LAST_ENDPOINT, text.data(), &size) != 0) {
    throw RunError("no endpoint: " + error_text());
  }
  return text.data();
}

SendResult Socket::send_part(const void* data, std::size_t size, int flags) {
  release_order(context_->order_tag());
  while (zmq_send(handle_, data, size, flags | ZMQ_DONTWAIT) < 0) {
    switch (zmq_errno()) {
      case EINTR:
        continue;
      case EAGAIN:
        return SendResult::kFull;
      case EHOSTUNREACH:
        return SendResult::kUnreachable;
      default:
        throw RunError("cannot send: " + error_text());
    }
  }
  return SendResult::kSent;
}

SendResult Socket::send(const EncodedMessage& body) {
  return send_part(body.data(), body.size(), 0);
}

SendResult Socket::send_to(const std::string& peer, const EncodedMessage& body) {
  const SendResult addressed = send_part(peer.data(), peer.size(), ZMQ_SNDMORE);
  return addressed == SendResult::kSent ? send_part(body.data(), body.size(), 0) : addressed;
}

bool Socket::receive_part(std::vector<std::uint8_t>& part, bool& more, Duration limit) {
  const int limit_ms = milliseconds(limit);
  if (limit_ms > 0 && limit_ms != receive_limit_ms_) {
    set(ZMQ_RCVTIMEO, limit_ms);
    receive_limit_ms_ = limit_ms;
  }
  zmq_msg_t message;
  zmq_msg_init(&message);
  int size = -1;
  do {
    size = zmq_msg_recv(&message, handle_, limit_ms > 0 ? 0 : ZMQ_DONTWAIT);
  } while (size < 0 && limit_ms == 0 && zmq_errno() == EINTR);
  if (size < 0) {
    const int error = zmq_errno();
    zmq_msg_close(&message);
    if (error == EAGAIN || error == EINTR) return false;
    throw RunError(std::string("cannot receive: ") + zmq_strerror(error));
  }
  acquire_order(context_->order_tag());
  const auto* data = static_cast<const std::uint8_t*>(zmq_msg_data(&message));
  part.assign(data, data + size);
  more = zmq_msg_more(&message) != 0;
  zmq_msg_close(&message);
  return true;
}

bool Socket::receive(ReceivedMessage& message, Duration limit) {
  bool more = true;
  message.peer.clear();
  message.body.clear();
  if (kind_ == SocketKind::kRouter) {
    if (!receive_part(peer_, more, limit)) return false;
    limit = {};
    message.peer.assign(peer_.begin(), peer_.end());
  }
  if (more && !receive_part(message.body, more, limit)) return false;
  while (more) {
    receive_part(message.body, more);
    message.body.clear();
  }
  return true;
}

bool Socket::wait_writable(Duration limit) {
  zmq_pollitem_t item{handle_, 0, ZMQ_POLLOUT, 0};
  return zmq_poll(&item, 1, milliseconds(limit)) > 0;
}

}  // namespace orbitmesh
