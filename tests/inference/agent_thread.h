#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "core/time.h"
#include "wire/ipc_path.h"
#include "wire/socket.h"

namespace orbitmesh::testing {

/// An agent of an external policy on a thread of the test: answers each frame with what
/// `answer` makes of it, and an empty answer not at all.
class AgentThread {
 public:
  using Answer = std::function<EncodedMessage(const EncodedMessage& frame)>;

  explicit AgentThread(Answer answer)
      : answer_(std::move(answer)), context_(std::make_shared<SocketContext>(1)) {
    thread_ = std::thread([this] { serve(); });
    while (!bound_) std::this_thread::yield();
  }
  ~AgentThread() { end(); }
  AgentThread(const AgentThread&) = delete;
  AgentThread& operator=(const AgentThread&) = delete;

  std::string endpoint() const { return folder_.endpoint(); }
  /// Goes away.
  void end() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
  }

 private:
  void serve() {
    Socket socket(context_, SocketKind::kRouter, {});
    socket.bind(endpoint());
    bound_ = true;
    ReceivedMessage frame;
    while (!stop_) {
      if (!socket.receive(frame, Duration::from_ms(10))) continue;
      const EncodedMessage answer = answer_(frame.body);
      if (!answer.empty()) socket.send_to(frame.peer, answer);
    }
  }

  Answer answer_;
  IpcFolder folder_;
  std::shared_ptr<SocketContext> context_;
  std::atomic<bool> bound_{false};
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

inline EncodedMessage frame_of(const std::string& text) { return {text.begin(), text.end()}; }

}  // namespace orbitmesh::testing
