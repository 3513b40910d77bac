#include "core/heap_event_loop.h"

#include <algorithm>
#include <stdexcept>

namespace orbitmesh {

EventHandle HeapEventLoop::schedule_at(Time at, Action action) {
  if (at < now_) throw std::invalid_argument("event scheduled in the past");
  heap_.push_back({at, ++last_sequence_, std::move(action)});
  std::push_heap(heap_.begin(), heap_.end(), Later{});
  pending_.insert(last_sequence_);
  return {last_sequence_};
}

void HeapEventLoop::cancel(EventHandle handle) { pending_.erase(handle.value); }

HeapEventLoop::Entry HeapEventLoop::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), Later{});
  Entry entry = std::move(heap_.back());
  heap_.pop_back();
  return entry;
}

void HeapEventLoop::run_until(Time end) {
  stopped_ = false;
  while (!stopped_ && !heap_.empty() && heap_.front().at <= end) {
    const Entry entry = pop();
    if (pending_.erase(entry.sequence) == 0) continue;  // cancelled
    now_ = entry.at;
    ++events_run_;
    entry.action();
  }
  if (!stopped_ && now_ < end) now_ = end;
}

}  // namespace orbitmesh
