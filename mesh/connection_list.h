#pragma once

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "core/event_loop.h"
#include "mesh/network.h"

namespace orbitmesh {

/// The open connections of a network, of one kind, in order of connecting. T has shut().
template <class T>
class ConnectionList {
 public:
  T& add(std::unique_ptr<T> connection) {
    open_.push_back(std::move(connection));
    return *open_.back();
  }
  /// Shuts a connection if it is one of these, and destroys it in an event of its own: the
  /// caller may stand inside one of its callbacks. The list must live until then.
  void close(EventLoop& loop, Connection& connection) {
    const auto found = std::find_if(open_.begin(), open_.end(),
                                    [&](const auto& open) { return open.get() == &connection; });
    if (found == open_.end()) return;
    (*found)->shut();
    closing_.push_back(std::move(*found));
    open_.erase(found);
    loop.schedule_in(Duration{}, [this] { closing_.clear(); });
  }
  const std::vector<std::unique_ptr<T>>& open() const { return open_; }
  void clear() { open_.clear(); }

 private:
  std::vector<std::unique_ptr<T>> open_;
  std::vector<std::unique_ptr<T>> closing_;
};

}  // namespace orbitmesh
