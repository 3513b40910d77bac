#include "mesh/packet_ledger.h"

#include <algorithm>

namespace orbitmesh {

std::uint64_t PacketLedger::sent(Time now) {
  sent_at_.push_back(now);
  return sent_at_.size() - 1;
}

std::optional<Time> PacketLedger::outstanding(std::uint64_t number) const {
  if (number >= sent_at_.size() || sent_at_[number] == kArrived) return std::nullopt;
  return sent_at_[number];
}

void PacketLedger::received(std::uint64_t number, Duration delay) {
  if (!outstanding(number)) return;
  sent_at_[number] = kArrived;
  delays_.push_back(delay);
}

void PacketLedger::fill(FlowRecord& record, Time now) const {
  std::int64_t outstanding = 0;
  for (auto at = sent_at_.rbegin(); at != sent_at_.rend(); ++at) {
    if (*at == kArrived) continue;
    if (now - *at > kOutstanding) break;
    ++outstanding;
  }
  record.packets_sent = static_cast<std::int64_t>(sent_at_.size()) - outstanding;
  record.packets_received = static_cast<std::int64_t>(delays_.size());
  if (delays_.empty()) return;
  std::vector<Duration> sorted = delays_;
  std::sort(sorted.begin(), sorted.end());
  const auto at_percent = [&sorted](std::size_t percent) {
    const std::size_t rank = (sorted.size() * percent + 99) / 100;
    return sorted[std::max<std::size_t>(rank, 1) - 1];
  };
  record.delay_p50 = at_percent(50);
  record.delay_p99 = at_percent(99);
  record.delay_max = sorted.back();
}

}  // namespace orbitmesh
