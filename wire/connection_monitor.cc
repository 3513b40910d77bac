#include "wire/connection_monitor.h"

#include <fmt/format.h>
#include <zmq.h>

#include <array>
#include <cstdint>
#include <cstring>

#include "core/error.h"
#include "wire/thread_order.h"
#include "wire/wall_clock.h"

namespace orbitmesh {
namespace {

constexpr int kEvents = ZMQ_EVENT_CONNECTED | ZMQ_EVENT_CONNECT_RETRIED | ZMQ_EVENT_DISCONNECTED |
                        ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH |
                        ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL;

}  // namespace

ConnectionMonitor::ConnectionMonitor(Socket& socket)
    : socket_(socket),
      events_(zmq_socket(socket.context()->handle(), ZMQ_PAIR)),
      disconnected_at_(wall_clock()) {
  const std::string address = fmt::format("inproc://monitor-{}", fmt::ptr(socket.handle()));
  const int linger = 0;
  if (events_ == nullptr || zmq_setsockopt(events_, ZMQ_LINGER, &linger, sizeof linger) != 0 ||
      zmq_socket_monitor(socket.handle(), address.c_str(), kEvents) != 0 ||
      zmq_connect(events_, address.c_str()) != 0) {
    const std::string error = zmq_strerror(zmq_errno());
    if (events_ != nullptr) zmq_close(events_);
    throw RunError("cannot follow a connection: " + error);
  }
}

ConnectionMonitor::~ConnectionMonitor() {
  zmq_socket_monitor(socket_.handle(), nullptr, 0);
  zmq_close(events_);
}

void ConnectionMonitor::update() {
  // An event is two parts: a 16-bit kind with a 32-bit value, and the address.
  std::array<char, 6> event{};
  std::array<char, 256> address{};
  while (zmq_recv(events_, event.data(), event.size(), ZMQ_DONTWAIT) ==
         static_cast<int>(event.size())) {
    acquire_order(socket_.context()->order_tag());
    std::uint16_t kind = 0;
    std::uint32_t value = 0;
    std::memcpy(&kind, event.data(), sizeof kind);
    std::memcpy(&value, event.data() + sizeof kind, sizeof value);
    zmq_recv(events_, address.data(), address.size(), ZMQ_DONTWAIT);
    take_in(kind, value);
  }
}

void ConnectionMonitor::take_in(unsigned event, unsigned value) {
  switch (event) {
    case ZMQ_EVENT_CONNECTED:
      problem_ = "the peer does not answer the greeting";
      break;
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
      connected_ = true;
      ++connections_;
      problem_.clear();
      break;
    case ZMQ_EVENT_CONNECT_RETRIED:
      if (problem_.empty()) problem_ = "nobody answers there";
      break;
    case ZMQ_EVENT_DISCONNECTED:
      if (connected_) {
        disconnected_at_ = wall_clock();
        problem_ = "the peer has gone";
      }
      connected_ = false;
      break;
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
      problem_ = fmt::format("the peer refuses this key (status {})", value);
      break;
    default:
      problem_ = "the handshake failed; do both sides use CURVE, with each other's keys?";
      break;
  }
}

Duration ConnectionMonitor::time_disconnected() const {
  return connected_ ? Duration{} : wall_clock() - disconnected_at_;
}

}  // namespace orbitmesh
