#include "wire/socket_context.h"

#include <zmq.h>

#include <cerrno>
#include <string>

#include "core/error.h"
#include "wire/curve_gate.h"

namespace orbitmesh {

SocketContext::SocketContext(int io_threads) : handle_(zmq_ctx_new()) {
  if (handle_ == nullptr || zmq_ctx_set(handle_, ZMQ_IO_THREADS, io_threads) != 0) {
    throw RunError(std::string("no ZeroMQ context: ") + zmq_strerror(zmq_errno()));
  }
}

SocketContext::~SocketContext() {
  gate_.reset();
  while (zmq_ctx_term(handle_) != 0 && zmq_errno() == EINTR) {
  }
}

void SocketContext::admit_only(const std::vector<std::string>& client_keys) {
  gate_ = std::make_unique<CurveGate>(handle_, client_keys);
}

RefusedKeys SocketContext::refused() const { return gate_ ? gate_->refused() : RefusedKeys{}; }

}  // namespace orbitmesh
