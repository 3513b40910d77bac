#pragma once

#include <memory>

#include "wire/curve_keys.h"

namespace orbitmesh {

class CurveGate;

/// A ZeroMQ context: the sockets of one context reach each other by inproc. Sockets keep
/// theirs alive, so it may be let go first.
class SocketContext {
 public:
  /// `io_threads` carry ipc and tcp; none are needed for inproc alone.
  explicit SocketContext(int io_threads);
  ~SocketContext();
  SocketContext(const SocketContext&) = delete;
  SocketContext& operator=(const SocketContext&) = delete;

  /// From now on CURVE servers of this context admit these client keys alone. Throws
  /// RunError when called twice.
  void admit_only(const std::vector<std::string>& client_keys);

  /// What admit_only() has kept out so far.
  RefusedKeys refused() const;

  /// The library's own pointer, for wire/ alone.
  void* handle() const { return handle_; }
  /// An address that stands for the order which messages make between threads.
  void* order_tag() { return &order_tag_; }

 private:
  void* handle_;
  std::unique_ptr<CurveGate> gate_;
  char order_tag_ = 0;
};

}  // namespace orbitmesh
