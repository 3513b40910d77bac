#include "inference/worker_roster.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {
namespace {

constexpr std::size_t kLeastRoom = 2;
constexpr std::size_t kUntried = 8;

}  // namespace

bool WorkerRoster::join(const std::string& peer, const std::string& name) {
  if (seats_.size() >= kMaxWorkers || find(peer) != nullptr) return false;
  seats_.push_back({peer, name, {}, {}});
  return true;
}

WorkerSeat* WorkerRoster::find(const std::string& peer) {
  const auto found = std::find_if(seats_.begin(), seats_.end(),
                                  [&](const WorkerSeat& seat) { return seat.peer == peer; });
  return found == seats_.end() ? nullptr : &*found;
}

WorkerSeat* WorkerRoster::least_busy(std::size_t in_flight) {
  WorkerSeat* least = nullptr;
  for (WorkerSeat& seat : seats_) {
    if (seat.outstanding.size() >= room(seat, in_flight)) continue;
    if (least == nullptr || seat.outstanding.size() < least->outstanding.size()) least = &seat;
  }
  return least;
}

std::size_t WorkerRoster::room(const WorkerSeat& seat, std::size_t in_flight) {
  if (seat.answers == 0) return std::min(in_flight, kUntried);
  const Duration pace = std::max(seat.busy / seat.answers, Duration::from_ns(1));
  const auto in_horizon = static_cast<std::size_t>(kHorizon / pace);
  return std::min(in_flight, std::max(in_horizon, kLeastRoom));
}

void WorkerRoster::assign(WorkerSeat& seat, std::uint64_t sequence, Duration now) {
  if (seat.outstanding.empty()) seat.busy_since = now;
  seat.outstanding.push_back(sequence);
}

void WorkerRoster::release(WorkerSeat& seat, std::uint64_t sequence, Duration now) {
  const auto found = std::find(seat.outstanding.begin(), seat.outstanding.end(), sequence);
  if (found == seat.outstanding.end()) return;
  seat.outstanding.erase(found);
  seat.busy = seat.busy + (now - seat.busy_since);
  ++seat.answers;
  seat.busy_since = now;
}

WorkerSeat WorkerRoster::leave(const std::string& peer) {
  const auto found = std::find_if(seats_.begin(), seats_.end(),
                                  [&](const WorkerSeat& seat) { return seat.peer == peer; });
  if (found == seats_.end()) return {};
  WorkerSeat seat = std::move(*found);
  seats_.erase(found);
  return seat;
}

}  // namespace orbitmesh
