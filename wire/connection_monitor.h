#pragma once

#include <string>

#include "core/time.h"
#include "wire/socket.h"

namespace orbitmesh {

/// Follows the connection of a socket that connects to one ipc or tcp endpoint. Make it
/// before connect(); it must not outlive the socket.
class ConnectionMonitor {
 public:
  explicit ConnectionMonitor(Socket& socket);
  ~ConnectionMonitor();
  ConnectionMonitor(const ConnectionMonitor&) = delete;
  ConnectionMonitor& operator=(const ConnectionMonitor&) = delete;

  /// Takes in what has happened since the last call.
  void update();

  bool is_connected() const { return connected_; }
  /// Connections made so far, handshakes included; up to the last update().
  int connections() const { return connections_; }
  /// Time without a connection, since the making of the monitor or the last connection.
  Duration time_disconnected() const;
  /// Why the last try failed, e.g. "the peer refuses this key"; empty when unknown.
  const std::string& problem() const { return problem_; }

 private:
  void take_in(unsigned event, unsigned value);

  Socket& socket_;
  void* events_;
  bool connected_ = false;
  int connections_ = 0;
  Duration disconnected_at_;
  std::string problem_;
};

}  // namespace orbitmesh
