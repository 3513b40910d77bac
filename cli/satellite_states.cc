#include "cli/satellite_states.h"

#include <utility>

#include "orbit/frames.h"

namespace orbitmesh {
namespace {

/// The angle between TEME and ECEF at an instant, and its rate.
struct EarthAngle {
  explicit EarthAngle(Epoch epoch)
      : gmst_rad(orbitmesh::gmst_rad(epoch.julian_date())),
        rate_rad_s(gmst_rate_rad_s(epoch.julian_date())) {}
  double gmst_rad;
  double rate_rad_s;
};

void set_teme(SatelliteState& state, Vec3 r_teme_m, Vec3 v_teme_m_s, StateFrame frame,
              const EarthAngle& earth) {
  state.r_m = r_teme_m;
  state.v_m_s = v_teme_m_s;
  if (frame == StateFrame::kTeme || state.error != Sgp4Error::kNone) return;
  state.r_m = teme_to_ecef(r_teme_m, earth.gmst_rad);
  state.v_m_s = teme_velocity_to_ecef_m_s(v_teme_m_s, state.r_m, earth.gmst_rad, earth.rate_rad_s);
  if (frame == StateFrame::kGeodetic) state.geodetic = ecef_to_geodetic(state.r_m);
}

void set_ecef(SatelliteState& state, Vec3 r_ecef_m, Vec3 v_ecef_m_s, StateFrame frame,
              const EarthAngle& earth) {
  state.r_m = r_ecef_m;
  state.v_m_s = v_ecef_m_s;
  if (frame == StateFrame::kGeodetic) state.geodetic = ecef_to_geodetic(r_ecef_m);
  if (frame != StateFrame::kTeme) return;
  state.r_m = ecef_to_teme(r_ecef_m, earth.gmst_rad);
  state.v_m_s = ecef_velocity_to_teme_m_s(v_ecef_m_s, r_ecef_m, earth.gmst_rad, earth.rate_rad_s);
}

}  // namespace

SatelliteStates::SatelliteStates(const ConstellationSource& source, std::vector<int> satellites)
    : source_(source),
      satellites_(std::move(satellites)),
      r_teme_m_(satellites_.size()),
      v_teme_m_s_(satellites_.size()),
      errors_(satellites_.size()),
      states_(satellites_.size()) {
  for (std::size_t i = 0; i < satellites_.size(); ++i) states_[i].satellite = satellites_[i];
  if (source.elements().empty()) {
    ephemeris_ = source.make_ephemeris();
  } else {
    batch_.emplace(source.elements_of(satellites_));
  }
}

const std::vector<SatelliteState>& SatelliteStates::at(Epoch epoch, StateFrame frame) {
  if (batch_) {
    propagate_elements(epoch, frame);
  } else {
    propagate_preset(epoch, frame);
  }
  return states_;
}

void SatelliteStates::propagate_elements(Epoch epoch, StateFrame frame) {
  batch_->propagate(epoch, r_teme_m_.data(), v_teme_m_s_.data(), errors_.data());
  const EarthAngle earth(epoch);
  for (std::size_t i = 0; i < states_.size(); ++i) {
    states_[i].error = errors_[i];
    set_teme(states_[i], r_teme_m_[i], v_teme_m_s_[i], frame, earth);
  }
}

void SatelliteStates::propagate_preset(Epoch epoch, StateFrame frame) {
  const Time t = Time() + (epoch - source_.reference_epoch());
  const EarthAngle earth(epoch);
  for (SatelliteState& state : states_) {
    set_ecef(state, ephemeris_->position_ecef_m(state.satellite, t),
             ephemeris_->velocity_ecef_m_s(state.satellite, t), frame, earth);
  }
}

}  // namespace orbitmesh
