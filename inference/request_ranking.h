#pragma once

#include <cstdint>
#include <map>

#include "core/time.h"
#include "inference/service_demand.h"
#include "inference/serving_options.h"

namespace orbitmesh {

/// Ranks requests as they arrive; the lowest rank is served first, equals in order of
/// arrival.
///
/// Shares follow start-time fair queueing (Goyal, Vin, Cheng, IEEE/ACM ToN 5(5), 1997): a
/// request's rank is its start tag max(v, finish tag of its tenant's request before it), its
/// finish tag the start tag + service / weight, and v the start tag of the request whose
/// service began last. A tenant that always has requests waiting gets service in proportion
/// to its weight whatever the others send, to within one request each.
class RequestRanking {
 public:
  explicit RequestRanking(QueueOrder order) : order_(order) {}

  /// `service` is the time the request takes on its own.
  std::int64_t rank(const ServiceDemand& demand, Duration service);
  /// The request just ranked was refused: its tenant is not charged for it.
  void on_refusal(const ServiceDemand& demand, std::int64_t rank);
  /// The request of that rank has begun.
  void on_start(std::int64_t rank);

 private:
  std::int64_t start_tag(const ServiceDemand& demand, Duration service);

  QueueOrder order_;
  std::int64_t virtual_time_ = 0;
  std::map<std::uint32_t, std::int64_t> finish_tags_;  // by tenant
};

}  // namespace orbitmesh
