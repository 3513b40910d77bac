#include "nodes/radiation_exposure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/frames.h"

namespace orbitmesh {
namespace {

// Above this a run would do nothing but faults.
constexpr double kMaxRate_per_s = 1e3;
// Places in hand at a time.
constexpr std::size_t kBlock = 256;

/// Orbits are taken as equal within 1 km and 0.1 deg, so that those of a shell share one mean.
CircularOrbit rounded(const CircularOrbit& orbit) {
  return {std::floor(orbit.radius_m / 1e3 + 0.5) * 1e3,
          std::floor(orbit.inclination_rad / kDegree * 10 + 0.5) / 10 * kDegree};
}

double sum_per_s(const GridLanes& rates, const GridLanes& factors) {
  double sum = 0;
  for (std::size_t e = 0; e < kGridLanes; ++e) {
    sum += static_cast<double>(rates.at[e]) * factors.at[e];
  }
  return sum;
}

bool earlier(const DeviceEffectEvent& a, const DeviceEffectEvent& b) {
  return std::tie(a.at, a.node, a.effect) < std::tie(b.at, b.node, b.effect);
}

}  // namespace

RadiationExposure::RadiationExposure(const SpaceEnvironment& environment,
                                     const Ephemeris& ephemeris, std::uint64_t seed,
                                     double acceleration)
    : environment_(environment),
      ephemeris_(ephemeris),
      seed_(seed),
      acceleration_(acceleration),
      dose_(environment.trapped()),
      positions_ecef_m_(static_cast<std::size_t>(ephemeris.size())) {
  if (acceleration >= 0 && std::isfinite(acceleration)) return;
  throw InputError(fmt::format(
      "fault acceleration {}: it must be a finite number that is not negative", acceleration));
}

CircularOrbit RadiationExposure::orbit_of(int satellite) const {
  const Vec3 r_ecef_m = ephemeris_.position_ecef_m(satellite, Time{});
  if (!has_position(r_ecef_m)) {
    throw InputError(
        fmt::format("radiation: satellite {} has no position at the epoch", satellite));
  }
  const double earth_rate_rad_s = gmst_rate_rad_s(environment_.epoch().julian_date());
  return rounded(circular_orbit_of(r_ecef_m, ephemeris_.velocity_ecef_m_s(satellite, Time{}),
                                   earth_rate_rad_s));
}

RadiationExposure::Group& RadiationExposure::group_of(const ExposedDevice& exposed) {
  std::unique_ptr<Group>& group = groups_[{exposed.device->name, exposed.shield_m, exposed.rates}];
  if (group == nullptr) {
    group = std::make_unique<Group>(environment_, exposed, seed_, acceleration_);
  }
  return *group;
}

RadiationExposure::Group::Group(const SpaceEnvironment& environment, const ExposedDevice& exposed,
                                std::uint64_t seed, double acceleration)
    : device(exposed.device),
      mode(exposed.rates),
      shield(exposed.shield_m),
      rates(environment, *exposed.device, shield),
      hazards(seed, *exposed.device, acceleration) {}

const GridLanes& RadiationExposure::highest_rates(Group& group, const CircularOrbit& orbit) {
  const auto [highest, is_new] =
      group.highest_of.try_emplace({orbit.radius_m, orbit.inclination_rad});
  if (is_new && group.mode == ExposureRates::kLocal) {
    const double height_m = orbit.radius_m - kEarthEquatorialRadius_m;
    highest->second = group.rates.peak(static_cast<float>(height_m * 1e-3));
  } else if (is_new) {
    highest->second = group.rates.orbit_mean(orbit);
  }
  return highest->second;
}

void RadiationExposure::check_rates(const GridLanes& rates, const GridLanes& factors) const {
  const double rate_per_s = acceleration_ * sum_per_s(rates, factors);
  if (rate_per_s <= kMaxRate_per_s) return;
  throw InputError(
      fmt::format("up to {:.3g} radiation effects a second at one node: at most {:g} can be "
                  "simulated; lower the acceleration",
                  rate_per_s, kMaxRate_per_s));
}

void RadiationExposure::add(const ExposedDevice& exposed) {
  Group& group = group_of(exposed);
  const CircularOrbit orbit = orbit_of(exposed.satellite);
  const GridLanes& highest = highest_rates(group, orbit);
  check_rates(highest, exposed.factors);
  if (group.mode == ExposureRates::kOrbitAverage) group.means.push_back(highest);
  group.hazards.add(exposed.node, exposed.factors);
  group.satellites.push_back(exposed.satellite);
  group.watched.push_back(exposed.watched ? &watch(group, exposed, orbit) : nullptr);
  add_dose(group, exposed, orbit);
}

RadiationExposure::Watched& RadiationExposure::watch(Group& group, const ExposedDevice& exposed,
                                                     const CircularOrbit& orbit) {
  const auto [mean, is_new] = group.quiet_mean.try_emplace({orbit.radius_m, orbit.inclination_rad});
  if (is_new) mean->second = group.rates.orbit_mean(orbit);
  Watched& watched = watched_[exposed.node];
  watched.factors = exposed.factors;
  watched.mean_per_s = sum_per_s(mean->second, exposed.factors);
  watched.now_per_s = watched.mean_per_s;
  return watched;
}

double RadiationExposure::dose_rad(NodeId node, Time t) const {
  const DoseHistory& history = histories_.at(node);
  return history.rad_per_year * (history.age + t.since_epoch()).seconds() / kYear_s;
}

double RadiationExposure::level(NodeId node) const {
  const Watched& watched = watched_.at(node);
  return watched.mean_per_s > 0 ? watched.now_per_s / watched.mean_per_s : 1.0;
}

void RadiationExposure::add_dose(Group& group, const ExposedDevice& exposed,
                                 const CircularOrbit& orbit) {
  const auto [dose, is_new] =
      group.dose_of_rad_yr.try_emplace({orbit.radius_m, orbit.inclination_rad});
  if (is_new) dose->second = dose_.rad_per_year(orbit, group.shield);
  DoseHistory& history = histories_[exposed.node];
  history.rad_per_year = dose->second;
  history.age = exposed.age;
  if (!exposed.device->dose_limit) return;
  history.limit_rad = exposed.device->dose_limit->value.si;
  const auto at = wear_out_time(seed_, exposed.node, history);
  if (!at) return;
  wear_outs_.push_back({*at, exposed.node, FaultKind::kWearOut, kMaxDeviceEffects});
}

std::vector<DeviceEffectEvent> RadiationExposure::advance() {
  ephemeris_.positions_ecef_m(next_ + kInterval / 2, positions_ecef_m_.data());
  std::vector<DeviceEffectEvent> events;
  for (const auto& [key, group] : groups_) advance(*group, events);
  for (const DeviceEffectEvent& event : wear_outs_) {
    if (event.at >= next_ && event.at < next_ + kInterval) events.push_back(event);
  }
  std::sort(events.begin(), events.end(), earlier);
  next_ = next_ + kInterval;
  return events;
}

void RadiationExposure::advance(Group& group, std::vector<DeviceEffectEvent>& events) const {
  group.expected_before = group.hazards.expected();
  if (group.mode == ExposureRates::kLocal) {
    advance_local(group, events);
  } else {
    group.hazards.advance(0, group.hazards.size(), next_, kInterval, group.means.data(), events);
  }
}

void RadiationExposure::advance_local(Group& group, std::vector<DeviceEffectEvent>& events) const {
  std::array<Vec3, kBlock> positions_ecef_m;
  std::array<bool, kBlock> there;
  std::array<GridPoint, kBlock> places;
  std::array<GridLanes, kBlock> rates;
  for (std::size_t first = 0; first < group.satellites.size(); first += kBlock) {
    const std::size_t count = std::min(kBlock, group.satellites.size() - first);
    for (std::size_t i = 0; i < count; ++i) {
      const Vec3 r_ecef_m =
          positions_ecef_m_[static_cast<std::size_t>(group.satellites[first + i])];
      there[i] = has_position(r_ecef_m);
      positions_ecef_m[i] = there[i] ? r_ecef_m : Vec3{kEarthEquatorialRadius_m, 0, 0};
    }
    grid_points(positions_ecef_m.data(), static_cast<int>(count), places.data());
    group.rates.at(places.data(), static_cast<int>(count), next_ + kInterval / 2, rates.data());
    for (std::size_t i = 0; i < count; ++i) {
      if (!there[i]) rates[i] = {};
      Watched* watched = group.watched[first + i];
      if (watched != nullptr) watched->now_per_s = sum_per_s(rates[i], watched->factors);
    }
    group.hazards.advance(static_cast<int>(first), static_cast<int>(count), next_, kInterval,
                          rates.data(), events);
  }
}

double RadiationExposure::expected(FaultKind kind, Time end) const {
  const double share = (end - (next_ - kInterval)).seconds() / kInterval.seconds();
  double sum = 0;
  for (const auto& [key, group] : groups_) {
    for (std::size_t e = 0; e < group->device->effects.size(); ++e) {
      if (group->device->effects[e].kind != kind) continue;
      const double before = group->expected_before[e];
      sum += before + share * (group->hazards.expected()[e] - before);
    }
  }
  return sum;
}

}  // namespace orbitmesh
