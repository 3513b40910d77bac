#include "orbit/j2_ephemeris.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <thread>
#include <vector>

#include "core/error.h"
#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/frames.h"
#include "orbit/secular_rates.h"

namespace orbitmesh {
namespace {

const Epoch& epoch() {
  static const Epoch kEpoch = parse_epoch("2026-06-01T00:00:00Z");
  return kEpoch;
}

Time at(double seconds) { return Time() + Duration::from_seconds(seconds); }

std::vector<WalkerShell> two_shells() {
  WalkerShell star;
  star.name = "polar";
  star.altitude_m = 1200e3;
  star.inclination_rad = 87.9 * kDegree;
  star.planes = 12;
  star.per_plane = 49;
  star.phasing = 6;
  star.raan_span_rad = kPi;
  return {WalkerShell(), star};
}

std::vector<Vec3> positions(const Ephemeris& ephemeris, Time t) {
  std::vector<Vec3> r_ecef_m(static_cast<std::size_t>(ephemeris.size()));
  ephemeris.positions_ecef_m(t, r_ecef_m.data());
  return r_ecef_m;
}

/// The same orbit step by step: angles, inertial position, rotation by GMST.
Vec3 reference_ecef_m(const WalkerShell& shell, int plane, int slot, double t_s) {
  const WalkerSlot start = walker_slot(shell, plane, slot);
  const SecularRates rates = j2_secular_rates(shell.semi_major_axis_m(), shell.inclination_rad);
  const double raan = start.raan_rad + rates.raan_rad_s * t_s;
  const double u = start.argument_of_latitude_rad + rates.argument_of_latitude_rad_s * t_s;
  const double i = shell.inclination_rad;
  const Vec3 unit_teme = {std::cos(u) * std::cos(raan) - std::sin(u) * std::cos(i) * std::sin(raan),
                          std::cos(u) * std::sin(raan) + std::sin(u) * std::cos(i) * std::cos(raan),
                          std::sin(u) * std::sin(i)};
  const JulianDate now = (epoch() + Duration::from_seconds(t_s)).julian_date();
  return teme_to_ecef(shell.semi_major_axis_m() * unit_teme, gmst_rad(now));
}

TEST(J2Ephemeris, SatelliteZeroStartsOverTheAscendingNode) {
  const J2Ephemeris ephemeris(epoch(), {WalkerShell()});
  const Vec3 expected = teme_to_ecef({6928137.0, 0, 0}, gmst_rad(epoch().julian_date()));
  EXPECT_NEAR(norm(ephemeris.position_ecef_m(0, Time()) - expected), 0, 1e-6);
  EXPECT_GT(ephemeris.velocity_ecef_m_s(0, Time()).z, 0);
}

TEST(J2Ephemeris, AgreesWithTheAnglesWrittenOut) {
  const std::vector<WalkerShell> shells = two_shells();
  const J2Ephemeris ephemeris(epoch(), shells);
  for (double t_s : {0.0, 1.0, 5739.0, 86400.0, 30 * 86400.0}) {
    // Over a month GMST's quadratic term and rounding of the angles stay below 1 mm.
    EXPECT_LT(norm(ephemeris.position_ecef_m(17 * 22 + 5, at(t_s)) -
                   reference_ecef_m(shells[0], 17, 5, t_s)),
              1e-3);
    EXPECT_LT(norm(ephemeris.position_ecef_m(1584 + 11 * 49 + 48, at(t_s)) -
                   reference_ecef_m(shells[1], 11, 48, t_s)),
              1e-3);
  }
}

TEST(J2Ephemeris, SingleHasTheBitsOfTheBatch) {
  const J2Ephemeris ephemeris(epoch(), two_shells());
  ASSERT_EQ(ephemeris.size(), 1584 + 588);
  for (double t_s : {-100.0, 0.0, 12.345678901, 1e5, 1e7}) {
    const std::vector<Vec3> batch = positions(ephemeris, at(t_s));
    for (int satellite = 0; satellite < ephemeris.size(); ++satellite) {
      const Vec3 single = ephemeris.position_ecef_m(satellite, at(t_s));
      ASSERT_EQ(std::memcmp(&single, &batch[static_cast<std::size_t>(satellite)], sizeof single), 0)
          << satellite << " at " << t_s;
    }
  }
}

TEST(J2Ephemeris, RadiusIsConstant) {
  const J2Ephemeris ephemeris(epoch(), {WalkerShell()});
  for (double t_s : {0.0, 777.0, 86400.0, 100 * 86400.0}) {
    for (const Vec3& r_ecef_m : positions(ephemeris, at(t_s))) {
      ASSERT_NEAR(norm(r_ecef_m), 6928137.0, 1e-7);
    }
  }
}

TEST(J2Ephemeris, HighestLatitudeIsTheInclination) {
  const J2Ephemeris ephemeris(epoch(), {WalkerShell()});
  double highest = 0;
  for (double t_s = 0; t_s < 5800; t_s += 1) {
    highest = std::max(highest, ephemeris.position_ecef_m(0, at(t_s)).z / 6928137.0);
  }
  EXPECT_NEAR(std::asin(highest) / kDegree, 53.0, 0.001);
}

TEST(J2Ephemeris, VelocityIsTheDerivativeOfThePosition) {
  const J2Ephemeris ephemeris(epoch(), two_shells());
  for (int satellite : {0, 700, 1584, 2000}) {
    const double t_s = 4321.0;
    const double h_s = 0.5;
    const Vec3 difference = (1 / (2 * h_s)) * (ephemeris.position_ecef_m(satellite, at(t_s + h_s)) -
                                               ephemeris.position_ecef_m(satellite, at(t_s - h_s)));
    EXPECT_LT(norm(difference - ephemeris.velocity_ecef_m_s(satellite, at(t_s))), 1e-3);
  }
}

/// Altitude at which a 53 deg orbit makes exactly 15 revolutions while the Earth turns
/// once under its node.
double repeating_altitude_m(double earth_rate_rad_s) {
  double low_m = 400e3;
  double high_m = 700e3;
  for (int step = 0; step < 100; ++step) {
    const double middle_m = 0.5 * (low_m + high_m);
    const SecularRates rates = j2_secular_rates(kEarthEquatorialRadius_m + middle_m, 53 * kDegree);
    const double revolutions =
        rates.argument_of_latitude_rad_s / (earth_rate_rad_s - rates.raan_rad_s);
    (revolutions > 15 ? low_m : high_m) = middle_m;
  }
  return low_m;
}

TEST(J2Ephemeris, ResonantGroundTrackRepeats) {
  WalkerShell shell;
  const double earth_rate_rad_s = gmst_rate_rad_s(epoch().julian_date());
  shell.altitude_m = repeating_altitude_m(earth_rate_rad_s);
  const SecularRates rates = j2_secular_rates(shell.semi_major_axis_m(), shell.inclination_rad);
  const double nodal_day_s = 2 * kPi / (earth_rate_rad_s - rates.raan_rad_s);
  const J2Ephemeris ephemeris(epoch(), {shell});
  for (double t_s : {0.0, 1234.0}) {
    const Vec3 today = ephemeris.position_ecef_m(99, at(t_s));
    const Vec3 tomorrow = ephemeris.position_ecef_m(99, at(t_s + nodal_day_s));
    EXPECT_LT(norm(tomorrow - today), 1e-3);
    EXPECT_GT(norm(ephemeris.position_ecef_m(99, at(t_s + 0.9 * nodal_day_s)) - today), 1e5);
  }
}

TEST(J2Ephemeris, DistancesRepeatAfterANodalPeriod) {
  const J2Ephemeris ephemeris(epoch(), {WalkerShell()});
  const SecularRates rates = j2_secular_rates(6928137.0, 53 * kDegree);
  const double nodal_period_s = 2 * kPi / rates.argument_of_latitude_rad_s;
  const auto distance_m = [&](double t_s) {
    return norm(ephemeris.position_ecef_m(3, at(t_s)) - ephemeris.position_ecef_m(40, at(t_s)));
  };
  EXPECT_NEAR(distance_m(100), distance_m(100 + 200 * nodal_period_s), 1e-2);
}

TEST(J2Ephemeris, ManyThreadsGetTheSameBits) {
  const J2Ephemeris ephemeris(epoch(), two_shells());
  const std::vector<Vec3> expected = positions(ephemeris, at(1000));
  std::vector<std::vector<Vec3>> results(4);
  std::vector<std::thread> threads;
  for (std::vector<Vec3>& result : results) {
    threads.emplace_back([&] { result = positions(ephemeris, at(1000)); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<Vec3>& result : results) {
    EXPECT_EQ(std::memcmp(result.data(), expected.data(), expected.size() * sizeof(Vec3)), 0);
  }
}

TEST(J2Ephemeris, RejectsABadShell) {
  WalkerShell shell;
  shell.planes = 0;
  EXPECT_THROW(J2Ephemeris(epoch(), {shell}), InputError);
}

}  // namespace
}  // namespace orbitmesh
