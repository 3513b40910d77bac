#include "mesh/feeder_scheduler.h"

#include <algorithm>

namespace orbitmesh {

std::vector<std::uint32_t> assign_feeders(const std::vector<std::uint32_t>& current,
                                          std::vector<FeederCandidate> in_view) {
  std::sort(in_view.begin(), in_view.end(), [](const auto& a, const auto& b) {
    return a.elevation_rad != b.elevation_rad ? a.elevation_rad > b.elevation_rad
                                              : a.satellite < b.satellite;
  });
  if (in_view.size() > current.size()) in_view.resize(current.size());
  std::vector<std::uint32_t> assigned(current.size(), kNoSatellite);
  std::vector<std::uint32_t> newcomers;
  for (const FeederCandidate& candidate : in_view) {
    const auto held = std::find(current.begin(), current.end(), candidate.satellite);
    if (held != current.end()) {
      assigned[static_cast<std::size_t>(held - current.begin())] = candidate.satellite;
    } else {
      newcomers.push_back(candidate.satellite);
    }
  }
  auto next = newcomers.begin();
  for (std::uint32_t& antenna : assigned) {
    if (antenna == kNoSatellite && next != newcomers.end()) antenna = *next++;
  }
  return assigned;
}

void SatelliteFeeders::leave_out_full(std::vector<FeederCandidate>& in_view) const {
  if (limit_ == 0) return;
  const auto full = [this](const FeederCandidate& candidate) {
    const auto tracked = antennas_.find(candidate.satellite);
    return tracked != antennas_.end() && tracked->second >= limit_;
  };
  in_view.erase(std::remove_if(in_view.begin(), in_view.end(), full), in_view.end());
}

void SatelliteFeeders::take(const std::vector<std::uint32_t>& assigned) {
  if (limit_ == 0) return;
  for (const std::uint32_t satellite : assigned) {
    if (satellite != kNoSatellite) ++antennas_[satellite];
  }
}

}  // namespace orbitmesh
