#include "core/heap_event_loop.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace orbitmesh {

EventHandle HeapEventLoop::schedule_at(Time at, Action action) {
  if (at < now_) throw std::invalid_argument("event scheduled in the past");
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  const std::uint32_t index = free_.back();
  free_.pop_back();
  Slot& slot = slots_[index];
  slot.action = std::move(action);
  slot.pending = true;
  heap_.push_back({at, ++last_sequence_, index});
  std::push_heap(heap_.begin(), heap_.end(), Later{});
  return {std::uint64_t{slot.use} << 32U | index};
}

void HeapEventLoop::cancel(EventHandle handle) {
  const auto index = static_cast<std::uint32_t>(handle.value);
  if (index >= slots_.size() || slots_[index].use != handle.value >> 32U) return;
  slots_[index].pending = false;
  slots_[index].action = nullptr;
}

void HeapEventLoop::run_until(Time end) {
  stopped_ = false;
  while (!stopped_ && !heap_.empty() && heap_.front().at <= end) {
    std::pop_heap(heap_.begin(), heap_.end(), Later{});
    const Entry entry = heap_.back();
    heap_.pop_back();
    Slot& slot = slots_[entry.slot];
    const bool pending = std::exchange(slot.pending, false);
    const Action action = std::move(slot.action);
    slot.action = nullptr;
    ++slot.use;
    free_.push_back(entry.slot);
    if (!pending) continue;  // cancelled
    now_ = entry.at;
    ++events_run_;
    action();
  }
  if (!stopped_ && now_ < end) now_ = end;
}

}  // namespace orbitmesh
