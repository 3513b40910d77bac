#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "core/time.h"

namespace orbitmesh {

/// A worker that a pool may send requests to.
struct WorkerSeat {
  std::string peer;                       ///< its name at the socket
  std::string name;                       ///< for people
  std::deque<std::uint64_t> outstanding;  ///< sequences, in the order of sending
  Duration busy_since;                    ///< wall clock: since when the first of them is under way
  Duration busy = {};                     ///< time that all its answers have taken
  std::int64_t answers = 0;
};

/// The workers of a pool, in the order of their coming.
class WorkerRoster {
 public:
  /// False, and nothing changes, when the peer is there already or kMaxWorkers are.
  bool join(const std::string& peer, const std::string& name);

  /// Pointers are good until the next join() or leave().
  WorkerSeat* find(const std::string& peer);
  /// The worker with the fewest outstanding requests, the first of equals, among those with
  /// room; null when there is none.
  WorkerSeat* least_busy(std::size_t in_flight);

  /// How many requests a worker may have: what it answers in kHorizon by the mean of its
  /// answers, at least 2 so that it need not wait for the next one, at most `in_flight`; 8
  /// before its first answer. So a slow worker keeps few from the others.
  static std::size_t room(const WorkerSeat& seat, std::size_t in_flight);

  /// `now` is the wall clock.
  static void assign(WorkerSeat& seat, std::uint64_t sequence, Duration now);
  static void release(WorkerSeat& seat, std::uint64_t sequence, Duration now);

  /// Removes a worker and returns what it leaves behind.
  WorkerSeat leave(const std::string& peer);

  const std::vector<WorkerSeat>& seats() const { return seats_; }

  static constexpr std::size_t kMaxWorkers = 1024;
  static constexpr Duration kHorizon = Duration::from_s(1);

 private:
  std::vector<WorkerSeat> seats_;
};

}  // namespace orbitmesh
