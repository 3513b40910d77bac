#include "orbit/plus_grid.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/math.h"
#include "core/units.h"
#include "orbit/angles.h"

namespace orbitmesh {
namespace {

IslLink make_link(int a, int b, bool in_plane) {
  return {std::min(a, b), std::max(a, b), in_plane};
}

void link_in_plane(const WalkerShell& shell, int first, std::vector<IslLink>& links) {
  const int slots = shell.per_plane;
  if (slots < 2) return;
  const int links_per_plane = slots == 2 ? 1 : slots;
  for (int plane = 0; plane < shell.planes; ++plane) {
    const int start = first + plane * slots;
    for (int slot = 0; slot < links_per_plane; ++slot) {
      links.push_back(make_link(start + slot, start + (slot + 1) % slots, true));
    }
  }
}

void link_planes(const WalkerShell& shell, int plane, int next_plane, int first,
                 std::vector<IslLink>& links) {
  const int slots = shell.per_plane;
  const int offset = nearest_slot_offset(shell, plane, next_plane);
  for (int slot = 0; slot < slots; ++slot) {
    links.push_back(make_link(first + plane * slots + slot,
                              first + next_plane * slots + (slot + offset) % slots, false));
  }
}

}  // namespace

// With node difference d and inclination i the mean of the scalar product is
//   r^2 / 2 ((cos d (1 + cos^2 i) + sin^2 i) cos x - 2 cos i sin d sin x).
PlaneOffset plane_offset(double raan_difference_rad, double inclination_rad) {
  const math::SinCos d = math::sincos(raan_difference_rad);
  const math::SinCos i = math::sincos(inclination_rad);
  const double in_phase = d.cos * (1 + i.cos * i.cos) + i.sin * i.sin;
  const double in_quadrature = -2 * i.cos * d.sin;
  return {math::atan2(in_quadrature, in_phase),
          std::sqrt(in_phase * in_phase + in_quadrature * in_quadrature) / 2};
}

int nearest_slot_offset(const WalkerShell& shell, int from_plane, int to_plane) {
  const WalkerSlot from = walker_slot(shell, from_plane, 0);
  const WalkerSlot to = walker_slot(shell, to_plane, 0);
  const double lead_rad = plane_offset(to.raan_rad - from.raan_rad, shell.inclination_rad).lead_rad;
  const double wanted_rad =
      wrap_two_pi(lead_rad + from.argument_of_latitude_rad - to.argument_of_latitude_rad);
  const double slots_ahead = wanted_rad * shell.per_plane / (2 * kPi);
  // Halfway cases go to the lower slot in every plane, whatever their last bits.
  constexpr double kTie = 1e-9;
  return static_cast<int>(std::floor(slots_ahead + 0.5 - kTie)) % shell.per_plane;
}

std::vector<IslLink> plus_grid(const WalkerShell& shell, int first_satellite) {
  validate(shell);
  std::vector<IslLink> links;
  link_in_plane(shell, first_satellite, links);
  for (int plane = 0; plane + 1 < shell.planes; ++plane) {
    link_planes(shell, plane, plane + 1, first_satellite, links);
  }
  if (shell.closed() && shell.planes >= 3) {
    link_planes(shell, shell.planes - 1, 0, first_satellite, links);
  }
  std::sort(links.begin(), links.end(), [](const IslLink& l, const IslLink& r) {
    return std::tie(l.a, l.b) < std::tie(r.a, r.b);
  });
  return links;
}

}  // namespace orbitmesh
