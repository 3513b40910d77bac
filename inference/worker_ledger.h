#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

#include "wire/message_codec.h"

namespace orbitmesh {

/// The requests of a pool from dispatch to await. On the wire a request has a sequence
/// number of its own, so that an id may be used again after it was discarded.
class WorkerLedger {
 public:
  struct Entry {
    std::uint64_t id = 0;
    std::string model;
    EncodedMessage message;  ///< empty once answered
    int attempts = 0;        ///< workers it was sent to
    std::optional<WorkerReply> reply;
  };

  /// Adds a request to those that wait for a worker. False when its id is in use.
  bool add(const WorkerRequest& request);

  /// The sequence of the first request that waits for a worker, without taking it.
  std::optional<std::uint64_t> first_waiting();
  void pop_waiting() { waiting_.pop_front(); }
  /// Puts requests back before all others, in this order; returns how many still want an
  /// answer.
  std::size_t wait_again(const std::deque<std::uint64_t>& sequences);

  /// Null when nobody wants an answer to it any more.
  Entry* unanswered(std::uint64_t sequence);
  static void answer(Entry& entry, WorkerReply reply);

  /// Null when `id` is not in use.
  Entry* find(std::uint64_t id);
  /// Forgets a request; false when the id is not in use.
  bool remove(std::uint64_t id);

 private:
  std::uint64_t next_sequence_ = 1;
  std::unordered_map<std::uint64_t, std::uint64_t> sequence_of_id_;
  std::unordered_map<std::uint64_t, Entry> entries_;  // by sequence
  std::deque<std::uint64_t> waiting_;
};

}  // namespace orbitmesh
