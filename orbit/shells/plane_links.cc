#include "orbit/shells/plane_links.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/math.h"
#include "core/units.h"
#include "orbit/angles.h"
#include "orbit/link_geometry.h"
#include "orbit/shells/circular_matching.h"

namespace orbitmesh {
namespace {

/// A satellite that finds nobody in the next plane looks one plane farther.
constexpr int kPlanesAcross = 2;
/// Of two satellites that are nearly equally near, every satellite of a plane takes the one
/// behind; otherwise noise in the phases would choose for each on its own.
constexpr double kTie_rad = 0.2 * kDegree;
constexpr double kLowestGrazing_m = 80e3;

class GridBuilder {
 public:
  GridBuilder(const ShellOrbit& orbit, const std::vector<OrbitalPlane>& planes,
              const std::vector<OrbitPhase>& phases)
      : orbit_(orbit), planes_(planes), phases_(phases) {
    for (const OrbitalPlane& plane : planes) {
      east_free_.push_back(plane.members);
      west_free_.push_back(plane.members);
    }
  }

  std::vector<IslLink> build() {
    for (const OrbitalPlane& plane : planes_) link_in_plane(plane);
    for (int across = 1; across <= kPlanesAcross; ++across) link_across(across);
    std::sort(links_.begin(), links_.end(), [](const IslLink& l, const IslLink& r) {
      return std::tie(l.a, l.b) < std::tie(r.a, r.b);
    });
    return std::move(links_);
  }

 private:
  void add(int a, int b, bool in_plane) {
    links_.push_back({std::min(a, b), std::max(a, b), in_plane});
  }

  void link_in_plane(const OrbitalPlane& plane) {
    const std::size_t count = plane.members.size();
    if (count < 2) return;
    for (std::size_t i = 0; i < (count == 2 ? 1 : count); ++i) {
      add(plane.members[i], plane.members[(i + 1) % count], true);
    }
  }

  void link_across(int across) {
    const int count = static_cast<int>(planes_.size());
    // A pair of planes must not meet twice, once to the east and once to the west.
    if (across == 1 && count == 2) {
      link_planes(0, 1);
    } else if (count > 2 * across) {
      for (int west = 0; west < count; ++west) link_planes(west, (west + across) % count);
    }
  }

  void link_planes(int west_plane, int east_plane) {
    const auto west = static_cast<std::size_t>(west_plane);
    const auto east = static_cast<std::size_t>(east_plane);
    const double eastward_rad = wrap_two_pi(planes_[east].raan_rad - planes_[west].raan_rad);
    if (eastward_rad > kPi) return;  // it lies to the west
    const PlaneOffset offset = plane_offset(eastward_rad, orbit_.inclination_rad);
    std::vector<int>& from = east_free_[west];
    std::vector<int>& to = west_free_[east];
    const auto pairs = match_on_circle(arguments_of_latitude(from, offset.lead_rad - kTie_rad),
                                       arguments_of_latitude(to, 0.0), widest_rad(offset));
    for (const auto& [f, t] : pairs) {
      add(from[static_cast<std::size_t>(f)], to[static_cast<std::size_t>(t)], false);
      from[static_cast<std::size_t>(f)] = to[static_cast<std::size_t>(t)] = kTaken;
    }
    from.erase(std::remove(from.begin(), from.end(), kTaken), from.end());
    to.erase(std::remove(to.begin(), to.end(), kTaken), to.end());
  }

  std::vector<double> arguments_of_latitude(const std::vector<int>& members,
                                            double plus_rad) const {
    std::vector<double> angles_rad;
    for (const int member : members) {
      angles_rad.push_back(wrap_two_pi(
          phases_[static_cast<std::size_t>(member)].argument_of_latitude_rad + plus_rad));
    }
    return angles_rad;
  }

  /// How far from the lead a satellite may stand so that the root mean square distance,
  /// r sqrt(2 - 2 closeness cos x), is within a laser's reach. Negative when none is.
  double widest_rad(const PlaneOffset& offset) const {
    const double r_m = kEarthEquatorialRadius_m + orbit_.altitude_m;
    const double reach = max_isl_range_m(orbit_.altitude_m, kLowestGrazing_m) / r_m;
    const double least_cos = 1 - reach * reach / 2;
    if (least_cos > offset.closeness) return -1.0;
    if (least_cos <= -offset.closeness) return kPi;
    return math::acos(least_cos / offset.closeness);
  }

  static constexpr int kTaken = -1;
  const ShellOrbit& orbit_;
  const std::vector<OrbitalPlane>& planes_;
  const std::vector<OrbitPhase>& phases_;
  std::vector<std::vector<int>> east_free_;  // by plane: members without a link to the east
  std::vector<std::vector<int>> west_free_;
  std::vector<IslLink> links_;
};

}  // namespace

std::vector<IslLink> plane_links(const ShellOrbit& orbit, const std::vector<OrbitalPlane>& planes,
                                 const std::vector<OrbitPhase>& phases) {
  return GridBuilder(orbit, planes, phases).build();
}

}  // namespace orbitmesh
