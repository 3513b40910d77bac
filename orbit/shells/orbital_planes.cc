#include "orbit/shells/orbital_planes.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/math.h"
#include "core/units.h"
#include "orbit/angles.h"
#include "orbit/shells/dense_groups.h"

namespace orbitmesh {
namespace {

const OrbitPhase& phase_of(const std::vector<OrbitPhase>& phases, int object) {
  return phases[static_cast<std::size_t>(object)];
}

/// Where the circle may be cut so that no plane is: the RAAN after the widest gap.
double after_widest_gap_rad(const std::vector<OrbitPhase>& phases,
                            const std::vector<int>& members) {
  std::vector<double> raans_rad;
  for (const int object : members) raans_rad.push_back(phase_of(phases, object).raan_rad);
  std::sort(raans_rad.begin(), raans_rad.end());
  double cut_rad = raans_rad.front();
  double widest_rad = raans_rad.front() + 2 * kPi - raans_rad.back();
  for (std::size_t i = 1; i < raans_rad.size(); ++i) {
    if (raans_rad[i] - raans_rad[i - 1] <= widest_rad) continue;
    widest_rad = raans_rad[i] - raans_rad[i - 1];
    cut_rad = raans_rad[i];
  }
  return cut_rad;
}

}  // namespace

OrbitPhase orbit_phase(Vec3 r_teme_m, Vec3 v_teme_m_s) {
  const Vec3 normal = cross(r_teme_m, v_teme_m_s);
  const double raan_rad = math::atan2(normal.x, -normal.y);
  const math::SinCos node = math::sincos(raan_rad);
  const Vec3 to_node = {node.cos, node.sin, 0.0};
  const Vec3 to_apex = (1 / norm(normal)) * cross(normal, to_node);
  return {wrap_two_pi(raan_rad),
          wrap_two_pi(math::atan2(dot(r_teme_m, to_apex), dot(r_teme_m, to_node)))};
}

std::vector<OrbitalPlane> find_planes(const std::vector<OrbitPhase>& phases,
                                      const std::vector<int>& members) {
  if (members.empty()) return {};
  const double cut_rad = after_widest_gap_rad(phases, members);
  std::vector<double> past_cut_rad;
  for (const int object : members) {
    past_cut_rad.push_back(wrap_two_pi(phase_of(phases, object).raan_rad - cut_rad));
  }
  std::vector<OrbitalPlane> planes;
  for (const std::vector<int>& group : dense_groups(past_cut_rad, kPlaneWidth_deg * kDegree, 1)) {
    OrbitalPlane plane;
    double sum_rad = 0.0;
    for (const int i : group) {
      plane.members.push_back(members[static_cast<std::size_t>(i)]);
      sum_rad += past_cut_rad[static_cast<std::size_t>(i)];
    }
    plane.raan_rad = wrap_two_pi(cut_rad + sum_rad / static_cast<double>(group.size()));
    std::sort(plane.members.begin(), plane.members.end(), [&](int a, int b) {
      return std::make_tuple(phase_of(phases, a).argument_of_latitude_rad, a) <
             std::make_tuple(phase_of(phases, b).argument_of_latitude_rad, b);
    });
    planes.push_back(std::move(plane));
  }
  std::sort(planes.begin(), planes.end(), [](const OrbitalPlane& a, const OrbitalPlane& b) {
    return std::tie(a.raan_rad, a.members) < std::tie(b.raan_rad, b.members);
  });
  return planes;
}

double separation_rad(double a_rad, double b_rad) { return std::fabs(wrap_pi(a_rad - b_rad)); }

}  // namespace orbitmesh
