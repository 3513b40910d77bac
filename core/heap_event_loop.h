#pragma once

#include <vector>

#include "core/event_loop.h"

namespace orbitmesh {

/// EventLoop on a heap in which every entry has four children, without ns-3. Throws
/// std::length_error for more than 16,777,216 events that are pending at once.
class HeapEventLoop final : public EventLoop {
 public:
  Time now() const override { return now_; }
  EventHandle schedule_at(Time at, Action action) override;
  void cancel(EventHandle handle) override;
  void run_until(Time end) override;
  void stop() override { stopped_ = true; }
  std::uint64_t events_run() const override { return events_run_; }

 private:
  // The sequence above, in the lowest bits the slot: what is compared fits in two words.
  struct Entry {
    Time at;
    std::uint64_t order;
    bool operator<(const Entry& other) const {
      return at != other.at ? at < other.at : order < other.order;
    }
  };
  // Where the action of a pending event is. A handle names a slot and its use.
  struct Slot {
    Action action;
    std::uint32_t use = 1;
    bool pending = false;
  };

  void push(Entry entry);
  Entry pop();

  std::vector<Entry> heap_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  Time now_;
  std::uint64_t last_sequence_ = 0;
  std::uint64_t events_run_ = 0;
  bool stopped_ = false;
};

}  // namespace orbitmesh
