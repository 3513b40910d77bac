#include "wire/curve_gate.h"

#include <zmq.h>

#include <array>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr const char* kAddress = "inproc://zeromq.zap.01";
constexpr int kPollPeriod_ms = 50;
constexpr std::size_t kKeyBytes = 32;
// version, request id, domain, address, identity, mechanism, credentials
constexpr std::size_t kRequestFrames = 7;

/// The frames of one message, each cut to 255 bytes; empty when there is none.
std::vector<std::string> receive_frames(void* socket) {
  std::vector<std::string> frames;
  std::array<char, 256> frame{};
  int more = 1;
  while (more != 0) {
    const int size = zmq_recv(socket, frame.data(), frame.size(), ZMQ_DONTWAIT);
    if (size < 0) return {};
    frames.emplace_back(frame.data(), std::min<std::size_t>(size, frame.size() - 1));
    std::size_t length = sizeof more;
    if (zmq_getsockopt(socket, ZMQ_RCVMORE, &more, &length) != 0) return {};
  }
  return frames;
}

void send_frames(void* socket, const std::vector<std::string>& frames) {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const int flags = ZMQ_DONTWAIT | (i + 1 < frames.size() ? ZMQ_SNDMORE : 0);
    zmq_send(socket, frames[i].data(), frames[i].size(), flags);
  }
}

}  // namespace

CurveGate::CurveGate(void* context, const std::vector<std::string>& client_keys)
    : socket_(zmq_socket(context, ZMQ_REP)) {
  for (const std::string& key : client_keys) {
    std::string bytes(kKeyBytes, '\0');
    if (zmq_z85_decode(reinterpret_cast<std::uint8_t*>(bytes.data()), key.c_str()) == nullptr) {
      throw InputError("'" + key + "' is no CURVE key");
    }
    keys_.insert(bytes);
  }
  if (socket_ == nullptr || zmq_bind(socket_, kAddress) != 0) {
    throw RunError(std::string("cannot check CURVE keys: ") + zmq_strerror(zmq_errno()));
  }
  thread_ = std::thread([this] { serve(); });
}

CurveGate::~CurveGate() {
  stop_ = true;
  thread_.join();
}

void CurveGate::serve() {
  while (!stop_) {
    zmq_pollitem_t item{socket_, 0, ZMQ_POLLIN, 0};
    if (zmq_poll(&item, 1, kPollPeriod_ms) > 0) answer();
  }
  const int linger = 0;
  zmq_setsockopt(socket_, ZMQ_LINGER, &linger, sizeof linger);
  zmq_close(socket_);
}

void CurveGate::answer() {
  const std::vector<std::string> request = receive_frames(socket_);
  if (request.empty()) return;
  const bool states_key = request.size() == kRequestFrames && request[5] == "CURVE";
  const bool known = states_key && keys_.count(request[6]) > 0;
  if (states_key && !known) note_refused(request[6]);
  const std::string id = request.size() > 1 ? request[1] : "";
  send_frames(socket_, {"1.0", id, known ? "200" : "400", known ? "OK" : "unknown key", "", ""});
}

void CurveGate::note_refused(const std::string& key) {
  std::array<char, 41> text{};
  const std::lock_guard<std::mutex> lock(mutex_);
  ++refused_.connections;
  if (!refused_.first_key.empty() || key.size() != kKeyBytes) return;
  zmq_z85_encode(text.data(), reinterpret_cast<const std::uint8_t*>(key.data()), key.size());
  refused_.first_key = text.data();
}

RefusedKeys CurveGate::refused() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return refused_;
}

}  // namespace orbitmesh
