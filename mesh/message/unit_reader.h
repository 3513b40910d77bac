#pragma once

#include <cstdint>
#include <deque>

#include "core/event_loop.h"
#include "mesh/message/tcp_receiver.h"
#include "mesh/tcp_link.h"

namespace orbitmesh {

/// Hands one end of a link's user the bytes of its stream, each unit at the time at which its
/// last byte is there.
class UnitReader {
 public:
  /// Both must outlive the reader.
  UnitReader(EventLoop& loop, TcpLink::User& user, ConnectionSide side)
      : loop_(loop), user_(user), side_(side) {}
  ~UnitReader() { clear(); }
  UnitReader(const UnitReader&) = delete;
  UnitReader& operator=(const UnitReader&) = delete;

  void take(const Delivery& delivery);
  /// Forgets what has not been handed over.
  void clear();

 private:
  void hand_over();

  EventLoop& loop_;
  TcpLink::User& user_;
  ConnectionSide side_;
  std::deque<Delivery> deliveries_;
  std::int64_t taken_ = 0;  // bytes of the first one that the user has
  EventHandle next_;
  bool scheduled_ = false;
  bool busy_ = false;
};

}  // namespace orbitmesh
