#include "orbit/sgp4_ephemeris.h"

#include "orbit/frames.h"

namespace orbitmesh {

Sgp4Ephemeris::Sgp4Ephemeris(Epoch epoch, const std::vector<ElementSet>& elements)
    : epoch_(epoch), batch_(elements) {
  objects_.reserve(elements.size());
  for (const ElementSet& set : elements) objects_.emplace_back(set);
}

void Sgp4Ephemeris::positions_ecef_m(Time t, Vec3* out) const {
  const Epoch at = epoch_ + t.since_epoch();
  batch_.propagate(at, out, nullptr, nullptr);
  const double gmst = gmst_rad(at.julian_date());
  for (int i = 0; i < size(); ++i) out[i] = teme_to_ecef(out[i], gmst);
}

Vec3 Sgp4Ephemeris::position_ecef_m(int satellite, Time t) const {
  const Epoch at = epoch_ + t.since_epoch();
  const Sgp4State state = objects_[static_cast<std::size_t>(satellite)].at(at);
  return teme_to_ecef(state.r_teme_m, gmst_rad(at.julian_date()));
}

Vec3 Sgp4Ephemeris::velocity_ecef_m_s(int satellite, Time t) const {
  const Epoch at = epoch_ + t.since_epoch();
  const JulianDate ut1 = at.julian_date();
  const double gmst = gmst_rad(ut1);
  const Sgp4State state = objects_[static_cast<std::size_t>(satellite)].at(at);
  return teme_velocity_to_ecef_m_s(state.v_teme_m_s, teme_to_ecef(state.r_teme_m, gmst), gmst,
                                   gmst_rate_rad_s(ut1));
}

}  // namespace orbitmesh
