#pragma once

#include <memory>

#include "core/time.h"
#include "core/units.h"
#include "mesh/network.h"
#include "mesh/records.h"

namespace orbitmesh {

/// One TCP connection from its SYN on, both ends of it. Bytes have sizes and no content.
class TcpLink {
 public:
  /// Told of what happens at either end; calls come from the event loop.
  class User {
   public:
    virtual ~User() = default;
    /// This end may write from now on.
    virtual void on_connected(ConnectionSide side) = 0;
    /// Something was acknowledged: it may have become writable.
    virtual void on_room(ConnectionSide side) = 0;
    /// `bytes` more of the peer's stream have arrived.
    virtual void on_received(ConnectionSide side, Bytes bytes) = 0;
    /// This end has gone, or its peer has closed; the user closes it, if it has not. An
    /// end that its user has closed reports nothing more.
    virtual void on_ended(ConnectionSide side, CloseCause cause) = 0;
    /// Bytes missing of what the user would act on next; 0: unknown. Bytes that complete
    /// nothing may come early and together.
    virtual Bytes missing(ConnectionSide side) const = 0;
  };

  virtual ~TcpLink() = default;
  /// Whether poll(2) would say so; otherwise on_room() tells when to ask again.
  virtual bool writable(ConnectionSide side) = 0;
  /// How much write() takes now.
  virtual Bytes room(ConnectionSide side) const = 0;
  virtual void write(ConnectionSide side, Bytes bytes) = 0;
  /// Closes one end as close(2) does: what was written before still travels, and the peer
  /// hears of the end after it.
  virtual void close(ConnectionSide side) = 0;
};

}  // namespace orbitmesh
