#include "core/heap_event_loop.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace orbitmesh {
namespace {

// A wide heap is flat, and the children of an entry lie in one or two cache lines.
constexpr std::size_t kChildren = 4;
constexpr unsigned kSlotBits = 24;
constexpr std::uint64_t kMaxSlots = std::uint64_t{1} << kSlotBits;

}  // namespace

void HeapEventLoop::push(Entry entry) {
  std::size_t hole = heap_.size();
  heap_.push_back(entry);
  while (hole > 0) {
    const std::size_t parent = (hole - 1) / kChildren;
    if (!(entry < heap_[parent])) break;
    heap_[hole] = heap_[parent];
    hole = parent;
  }
  heap_[hole] = entry;
}

HeapEventLoop::Entry HeapEventLoop::pop() {
  const Entry first = heap_.front();
  const Entry last = heap_.back();
  heap_.pop_back();
  std::size_t hole = 0;
  for (std::size_t child = 1; child < heap_.size(); child = hole * kChildren + 1) {
    const std::size_t end = std::min(child + kChildren, heap_.size());
    std::size_t least = child;
    while (++child < end) {
      if (heap_[child] < heap_[least]) least = child;
    }
    if (!(heap_[least] < last)) break;
    heap_[hole] = heap_[least];
    hole = least;
  }
  if (!heap_.empty()) heap_[hole] = last;
  return first;
}

EventHandle HeapEventLoop::schedule_at(Time at, Action action) {
  if (at < now_) throw std::invalid_argument("event scheduled in the past");
  if (free_.empty()) {
    if (slots_.size() == kMaxSlots) throw std::length_error("too many pending events");
    free_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  const std::uint32_t index = free_.back();
  free_.pop_back();
  Slot& slot = slots_[index];
  slot.action = std::move(action);
  slot.pending = true;
  push({at, ++last_sequence_ << kSlotBits | index});
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
    const Entry entry = pop();
    const auto index = static_cast<std::uint32_t>(entry.order % kMaxSlots);
    Slot& slot = slots_[index];
    const bool pending = std::exchange(slot.pending, false);
    const Action action = std::move(slot.action);
    slot.action = nullptr;
    ++slot.use;
    free_.push_back(index);
    if (!pending) continue;  // cancelled
    now_ = entry.at;
    ++events_run_;
    action();
  }
  if (!stopped_ && now_ < end) now_ = end;
}

}  // namespace orbitmesh
