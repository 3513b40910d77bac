#include "inference/worker_roster.h"

#include <algorithm>
#include <utility>

#include "wire/wall_clock.h"

namespace orbitmesh {

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
  const auto least =
      std::min_element(seats_.begin(), seats_.end(), [](const WorkerSeat& a, const WorkerSeat& b) {
        return a.outstanding.size() < b.outstanding.size();
      });
  return least == seats_.end() || least->outstanding.size() >= in_flight ? nullptr : &*least;
}

void WorkerRoster::assign(WorkerSeat& seat, std::uint64_t sequence) {
  if (seat.outstanding.empty()) seat.busy_since = wall_clock();
  seat.outstanding.push_back(sequence);
}

void WorkerRoster::release(WorkerSeat& seat, std::uint64_t sequence) {
  const auto found = std::find(seat.outstanding.begin(), seat.outstanding.end(), sequence);
  if (found == seat.outstanding.end()) return;
  seat.outstanding.erase(found);
  seat.busy_since = wall_clock();
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
