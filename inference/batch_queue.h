#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/time.h"

namespace orbitmesh {

/// A request that waits, as its queue sees it.
struct WaitingRequest {
  std::uint64_t id = 0;   ///< unique, ascending in order of arrival
  std::size_t model = 0;  ///< index of a model of the server
  std::int64_t rank = 0;  ///< the lowest is served first, equals by id
  Time arrived;
};

/// The requests that wait at a server, and the batches that can be formed of them. A batch
/// is of one model: its waiting requests in order, at most `batch_max`. It is ready when it
/// is full or one of its requests has waited for `batch_wait`. Knows no devices and no loop.
class BatchQueue {
 public:
  BatchQueue(std::size_t models, std::int64_t batch_max, Duration batch_wait)
      : batch_max_(batch_max), batch_wait_(batch_wait), by_model_(models) {}

  void push(const WaitingRequest& request);
  /// Whether the request waited.
  bool erase(std::uint64_t id);
  bool contains(std::uint64_t id) const { return all_.count(id) > 0; }
  std::size_t size() const { return all_.size(); }
  void clear();

  /// Of the models whose batch is ready, the one whose first request comes first.
  std::optional<std::size_t> ready_model(Time now) const;
  /// The model of the request that comes first of all, ready or not.
  std::optional<std::size_t> first_model() const;
  /// The first request of a model; null when none waits.
  const WaitingRequest* first_of(std::size_t model) const;
  /// When the next batch becomes ready by waiting; empty when one is ready now or none waits.
  std::optional<Time> next_ready(Time now) const;
  /// Takes the first request of `model` out. Precondition: one waits.
  WaitingRequest pop(std::size_t model);

 private:
  struct Before {
    bool operator()(const WaitingRequest& a, const WaitingRequest& b) const {
      return a.rank != b.rank ? a.rank < b.rank : a.id < b.id;
    }
  };
  using Line = std::set<WaitingRequest, Before>;

  std::optional<Time> ready_at(const Line& line) const;

  std::int64_t batch_max_;
  Duration batch_wait_;
  std::vector<Line> by_model_;
  std::map<std::uint64_t, WaitingRequest> all_;
};

}  // namespace orbitmesh
