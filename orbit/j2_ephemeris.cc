#include "orbit/j2_ephemeris.h"

#include <algorithm>

#include "core/math.h"
#include "orbit/frames.h"
#include "orbit/secular_rates.h"

namespace orbitmesh {

J2Ephemeris::J2Ephemeris(Epoch epoch, const std::vector<WalkerShell>& shells) {
  const JulianDate ut1 = epoch.julian_date();
  const double gmst = gmst_rad(ut1);
  const double gmst_rate = gmst_rate_rad_s(ut1);
  for (const WalkerShell& shell : shells) add_shell(shell, gmst, gmst_rate);
}

void J2Ephemeris::add_shell(const WalkerShell& walker, double gmst_rad, double gmst_rate_rad_s) {
  validate(walker);
  const double radius_m = walker.semi_major_axis_m();
  const SecularRates rates = j2_secular_rates(radius_m, walker.inclination_rad);
  Shell shell = {};
  shell.first_satellite = size();
  shell.first_plane = static_cast<int>(plane_nodes_.size());
  shell.planes = walker.planes;
  shell.per_plane = walker.per_plane;
  shell.radius_m = radius_m;
  shell.inclination = direction(walker.inclination_rad);
  shell.node_at_epoch_rad = -gmst_rad;
  shell.node_rate_rad_s = rates.raan_rad_s - gmst_rate_rad_s;
  shell.phase_rate_rad_s = rates.argument_of_latitude_rad_s;
  shells_.push_back(shell);
  for (int plane = 0; plane < walker.planes; ++plane) {
    plane_nodes_.push_back(direction(walker_slot(walker, plane, 0).raan_rad));
    for (int slot = 0; slot < walker.per_plane; ++slot) {
      phases_.push_back(direction(walker_slot(walker, plane, slot).argument_of_latitude_rad));
    }
  }
}

J2Ephemeris::Direction J2Ephemeris::direction(double angle_rad) {
  const math::SinCos both = math::sincos(angle_rad);
  return {both.cos, both.sin};
}

J2Ephemeris::Direction J2Ephemeris::sum(Direction a, Direction b) {
  return {a.cos * b.cos - a.sin * b.sin, a.sin * b.cos + a.cos * b.sin};
}

J2Ephemeris::OrbitAxes J2Ephemeris::orbit_axes(const Shell& shell, Direction node) {
  const double r_m = shell.radius_m;
  const double r_cos_i_m = r_m * shell.inclination.cos;
  return {{r_m * node.cos, r_m * node.sin, 0.0},
          {-r_cos_i_m * node.sin, r_cos_i_m * node.cos, r_m * shell.inclination.sin}};
}

Vec3 J2Ephemeris::on_orbit(const OrbitAxes& axes, Direction argument_of_latitude) {
  return argument_of_latitude.cos * axes.node_ecef_m + argument_of_latitude.sin * axes.apex_ecef_m;
}

J2Ephemeris::Direction J2Ephemeris::node_of(const Shell& shell, int plane,
                                            Direction advance) const {
  return sum(
      plane_nodes_[static_cast<std::size_t>(shell.first_plane) + static_cast<std::size_t>(plane)],
      advance);
}

const J2Ephemeris::Shell& J2Ephemeris::shell_of(int satellite) const {
  const auto next = std::upper_bound(
      shells_.begin(), shells_.end(), satellite,
      [](int number, const Shell& shell) { return number < shell.first_satellite; });
  return *(next - 1);
}

J2Ephemeris::Direction J2Ephemeris::node_advance(const Shell& shell, Time t) {
  return direction(shell.node_at_epoch_rad + shell.node_rate_rad_s * t.seconds());
}

J2Ephemeris::Direction J2Ephemeris::phase_advance(const Shell& shell, Time t) {
  return direction(shell.phase_rate_rad_s * t.seconds());
}

void J2Ephemeris::positions_ecef_m(Time t, Vec3* out) const {
  for (const Shell& shell : shells_) {
    const Direction node = node_advance(shell, t);
    const Direction phase = phase_advance(shell, t);
    const Direction* at_epoch = phases_.data() + shell.first_satellite;
    for (int plane = 0; plane < shell.planes; ++plane) {
      const OrbitAxes axes = orbit_axes(shell, node_of(shell, plane, node));
      for (int slot = 0; slot < shell.per_plane; ++slot) {
        *out++ = on_orbit(axes, sum(*at_epoch++, phase));
      }
    }
  }
}

J2Ephemeris::OrbitPoint J2Ephemeris::orbit_point(const Shell& shell, int satellite, Time t) const {
  const int plane = (satellite - shell.first_satellite) / shell.per_plane;
  return {orbit_axes(shell, node_of(shell, plane, node_advance(shell, t))),
          sum(phases_[static_cast<std::size_t>(satellite)], phase_advance(shell, t))};
}

Vec3 J2Ephemeris::position_ecef_m(int satellite, Time t) const {
  const OrbitPoint point = orbit_point(shell_of(satellite), satellite, t);
  return on_orbit(point.axes, point.argument_of_latitude);
}

Vec3 J2Ephemeris::velocity_ecef_m_s(int satellite, Time t) const {
  const Shell& shell = shell_of(satellite);
  const OrbitPoint point = orbit_point(shell, satellite, t);
  const Vec3 r_ecef_m = on_orbit(point.axes, point.argument_of_latitude);
  const Direction ahead = {-point.argument_of_latitude.sin, point.argument_of_latitude.cos};
  const Vec3 node_rotation_rad_s = {0.0, 0.0, shell.node_rate_rad_s};
  return shell.phase_rate_rad_s * on_orbit(point.axes, ahead) +
         cross(node_rotation_rad_s, r_ecef_m);
}

}  // namespace orbitmesh
