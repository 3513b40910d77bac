#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "mesh/network.h"

namespace orbitmesh {

/// libzmq's queue between a socket and one connection, in one direction. It is full at
/// `high_water` messages; the writer hears of reads only once every (high_water + 1) / 2 of
/// them (pipe.cpp, compute_lwm), so that a full pipe takes messages again when about half
/// of it has been read.
class ZmtpPipe {
 public:
  explicit ZmtpPipe(std::int64_t high_water) : high_water_(high_water) {}

  bool full() const { return written_ - reported_ >= high_water_; }
  /// Precondition: not full().
  void push(Message message) {
    ++written_;
    messages_.push_back(message);
  }
  std::optional<Message> pop() {
    if (messages_.empty()) return std::nullopt;
    const Message message = messages_.front();
    messages_.pop_front();
    if (++read_ % ((high_water_ + 1) / 2) == 0) reported_ = read_;
    return message;
  }
  const std::deque<Message>& messages() const { return messages_; }

 private:
  std::int64_t high_water_;
  std::int64_t written_ = 0;
  std::int64_t read_ = 0;
  std::int64_t reported_ = 0;  // of read_, as far as the writer knows
  std::deque<Message> messages_;
};

}  // namespace orbitmesh
