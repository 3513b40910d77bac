#pragma once

#include <cstdint>
#include <deque>

#include "core/event_loop.h"
#include "mesh/message/tcp_receiver.h"
#include "mesh/zmtp_session.h"

namespace orbitmesh {

/// Hands a ZMTP session the bytes of its stream, each unit at the time at which its last
/// byte is there.
class UnitReader {
 public:
  /// Both must outlive the reader.
  UnitReader(EventLoop& loop, ZmtpSession& session) : loop_(loop), session_(session) {}
  ~UnitReader() { clear(); }
  UnitReader(const UnitReader&) = delete;
  UnitReader& operator=(const UnitReader&) = delete;

  void take(const Delivery& delivery);
  /// Forgets what has not been handed over.
  void clear();

 private:
  void hand_over();

  EventLoop& loop_;
  ZmtpSession& session_;
  std::deque<Delivery> deliveries_;
  std::int64_t taken_ = 0;  // bytes of the first one that the session has
  EventHandle next_;
  bool scheduled_ = false;
  bool busy_ = false;
};

}  // namespace orbitmesh
