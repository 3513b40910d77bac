#pragma once

#include <vector>

#include "core/event_loop.h"

namespace orbitmesh {

/// EventLoop on a binary heap, without ns-3.
class HeapEventLoop final : public EventLoop {
 public:
  Time now() const override { return now_; }
  EventHandle schedule_at(Time at, Action action) override;
  void cancel(EventHandle handle) override;
  void run_until(Time end) override;
  void stop() override { stopped_ = true; }
  std::uint64_t events_run() const override { return events_run_; }

 private:
  struct Entry {
    Time at;
    std::uint64_t sequence;
    std::uint32_t slot;
  };
  struct Later {
    bool operator()(const Entry& a, const Entry& b) const {
      return a.at != b.at ? a.at > b.at : a.sequence > b.sequence;
    }
  };
  // Where the action of a pending event is. A handle names a slot and its use.
  struct Slot {
    Action action;
    std::uint32_t use = 1;
    bool pending = false;
  };

  std::vector<Entry> heap_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  Time now_;
  std::uint64_t last_sequence_ = 0;
  std::uint64_t events_run_ = 0;
  bool stopped_ = false;
};

}  // namespace orbitmesh
