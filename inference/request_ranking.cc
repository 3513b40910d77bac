#include "inference/request_ranking.h"

#include <algorithm>

namespace orbitmesh {

std::int64_t RequestRanking::rank(const ServiceDemand& demand, Duration service) {
  switch (order_) {
    case QueueOrder::kFifo:
      return 0;
    case QueueOrder::kEdf:
      return demand.due.ns();
    case QueueOrder::kPriority:
      return -demand.priority;
    case QueueOrder::kShares:
      break;
  }
  return start_tag(demand, service);
}

std::int64_t RequestRanking::start_tag(const ServiceDemand& demand, Duration service) {
  std::int64_t& finish = finish_tags_[demand.tenant];
  const std::int64_t start = std::max(virtual_time_, finish);
  finish = start + Duration::from_seconds(service.seconds() / demand.share).ns();
  return start;
}

void RequestRanking::on_refusal(const ServiceDemand& demand, std::int64_t rank) {
  if (order_ == QueueOrder::kShares) finish_tags_[demand.tenant] = rank;
}

void RequestRanking::on_start(std::int64_t rank) {
  if (order_ == QueueOrder::kShares) virtual_time_ = std::max(virtual_time_, rank);
}

}  // namespace orbitmesh
