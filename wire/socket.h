#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/time.h"
#include "wire/message_codec.h"
#include "wire/socket_context.h"
#include "wire/socket_options.h"

namespace orbitmesh {

enum class SocketKind {
  kRouter,  ///< many peers, addressed by name
  kDealer,  ///< one peer
};

/// A message as it came.
struct ReceivedMessage {
  std::string peer;     ///< for kRouter the sender's name, as send_to() takes it; else empty
  EncodedMessage body;  ///< empty, and so undecodable, when it had not exactly one part
};

enum class SendResult {
  kSent,
  kFull,         ///< as many messages wait as may; try again later
  kUnreachable,  ///< the peer's connection is gone; for good
};

/// A ZeroMQ socket of one-part messages. One thread at a time.
class Socket {
 public:
  /// Throws RunError when the library refuses.
  Socket(std::shared_ptr<SocketContext> context, SocketKind kind, const SocketOptions& options);
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  /// Both take an endpoint of wire/endpoint.h and throw InputError, naming it.
  void bind(const std::string& endpoint);
  /// Returns at once; the connection is made, and made again, in the background.
  void connect(const std::string& endpoint);
  /// Where bind() has bound, with the port that was chosen.
  std::string bound_endpoint() const;

  /// Never wait. send() is for kDealer, send_to() for kRouter.
  SendResult send(const EncodedMessage& body);
  SendResult send_to(const std::string& peer, const EncodedMessage& body);
  /// False when nothing has come.
  bool receive(ReceivedMessage& message) { return receive(message, Duration{}); }
  /// Likewise, after waiting for at most `limit`; returns early, with false, when a signal came.
  bool receive(ReceivedMessage& message, Duration limit);

  /// Waits until there is room to send, for at most `limit`; returns early, with false, when a
  /// signal came.
  bool wait_writable(Duration limit);

  void* handle() const { return handle_; }
  const std::shared_ptr<SocketContext>& context() const { return context_; }

 private:
  void set(int option, int value);
  void set(int option, const std::string& value);
  void apply(const SocketOptions& options);
  bool receive_part(std::vector<std::uint8_t>& part, bool& more, Duration limit = {});
  SendResult send_part(const void* data, std::size_t size, int flags);

  std::shared_ptr<SocketContext> context_;
  SocketKind kind_;
  void* handle_;
  std::vector<std::uint8_t> peer_;
  int receive_limit_ms_ = -1;  // as last told to the library
};

}  // namespace orbitmesh
