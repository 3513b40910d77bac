#pragma once

#include <cstdint>
#include <functional>

#include "core/time.h"

namespace orbitmesh {

/// Handle of a scheduled event; the default value names no event.
struct EventHandle {
  std::uint64_t value = 0;
};

/// The clock and queue of a run in virtual time. Events run in the order
/// (time, order of scheduling). Single-threaded.
class EventLoop {
 public:
  using Action = std::function<void()>;

  virtual ~EventLoop() = default;

  /// Current virtual time; during an event, that event's time.
  virtual Time now() const = 0;

  /// Runs `action` at `at`, which must not lie before now().
  /// Throws std::invalid_argument otherwise.
  virtual EventHandle schedule_at(Time at, Action action) = 0;
  EventHandle schedule_in(Duration delay, Action action) {
    return schedule_at(now() + delay, std::move(action));
  }

  /// Cancels an event that has not run yet; anything else is a no-op.
  virtual void cancel(EventHandle handle) = 0;

  /// Runs all events with time <= `end`, then sets now() to `end`. An exception
  /// thrown by an event leaves the loop stopped at that event's time and goes on
  /// to the caller.
  virtual void run_until(Time end) = 0;

  /// Makes run_until return after the current event.
  virtual void stop() = 0;

  /// Number of events run so far.
  virtual std::uint64_t events_run() const = 0;
};

}  // namespace orbitmesh
