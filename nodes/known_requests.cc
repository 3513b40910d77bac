#include "nodes/known_requests.h"

#include <utility>

namespace orbitmesh {

KnownRequests::Known KnownRequests::arrive(std::uint64_t request_id, const Peer& peer,
                                           Duration remember, Time now) {
  const auto found = known_.find(request_id);
  if (found != known_.end()) {
    Request& request = found->second;
    if (!request.report) {
      request.peers.push_back(peer);
      return Known::kRunning;
    }
    if (now <= request.known_until) return Known::kAnswered;
    request = {};
    request.remember = remember;
    return Known::kNew;
  }
  make_room();
  known_[request_id].remember = remember;
  return Known::kNew;
}

/// Entries of `answered_` that were forgotten meanwhile, or run again, are passed over.
void KnownRequests::make_room() {
  while (known_.size() >= kCapacity && !answered_.empty()) {
    const auto oldest = known_.find(answered_.front());
    answered_.pop_front();
    if (oldest != known_.end() && oldest->second.report) known_.erase(oldest);
  }
}

const ServiceReport& KnownRequests::answer_of(std::uint64_t request_id) const {
  return *known_.at(request_id).report;
}

std::vector<KnownRequests::Peer> KnownRequests::answer(std::uint64_t request_id,
                                                       const ServiceReport& report, Time now) {
  const auto found = known_.find(request_id);
  if (found == known_.end()) return {};
  Request& request = found->second;
  request.report = report;
  request.known_until = now + request.remember;
  answered_.push_back(request_id);
  return std::exchange(request.peers, {});
}

std::vector<KnownRequests::Peer> KnownRequests::forget(std::uint64_t request_id) {
  const auto found = known_.find(request_id);
  if (found == known_.end()) return {};
  std::vector<Peer> peers = std::move(found->second.peers);
  known_.erase(found);
  return peers;
}

}  // namespace orbitmesh
