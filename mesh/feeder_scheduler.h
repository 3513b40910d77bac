#pragma once

#include <cstdint>
#include <map>
#include <vector>

namespace orbitmesh {

/// A satellite in view of a gateway.
struct FeederCandidate {
  std::uint32_t satellite = 0;
  double elevation_rad = 0;
};

/// Points a gateway's antennas at the highest satellites in view, one each. An antenna
/// whose satellite stays among them keeps it, so that its packets go on; free antennas
/// take the others from the highest down, lowest antenna first.
/// `current` holds each antenna's satellite or kNoSatellite; returns the new assignment.
inline constexpr std::uint32_t kNoSatellite = 0xffffffffU;
std::vector<std::uint32_t> assign_feeders(const std::vector<std::uint32_t>& current,
                                          std::vector<FeederCandidate> in_view);

/// How many antennas of gateways track each satellite in a slot, in the order in which gateways
/// choose.
class SatelliteFeeders {
 public:
  /// `limit`: antennas that may track one satellite; 0: any number.
  explicit SatelliteFeeders(std::int64_t limit) : limit_(limit) {}

  void leave_out_full(std::vector<FeederCandidate>& in_view) const;
  /// `assigned` as assign_feeders() returns it.
  void take(const std::vector<std::uint32_t>& assigned);

 private:
  std::int64_t limit_;
  std::map<std::uint32_t, std::int64_t> antennas_;  // of each satellite
};

}  // namespace orbitmesh
