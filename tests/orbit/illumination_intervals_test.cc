#include "orbit/illumination_intervals.h"

#include <gtest/gtest.h>

#include "core/math.h"
#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/frames.h"
#include "orbit/j2_ephemeris.h"
#include "orbit/secular_rates.h"
#include "orbit/sun.h"

namespace orbitmesh {
namespace {

Epoch start() { return parse_epoch("2026-06-01T00:00:00Z"); }
constexpr double kRadius_m = kEarthEquatorialRadius_m + 550e3;

Vec3 unit(Vec3 v) { return (1 / norm(v)) * v; }

Time after(double seconds) { return Time() + Duration::from_seconds(seconds); }

/// A Keplerian circular orbit, nearest to the shadow's axis at `deepest`, when the Sun stands
/// `beta_rad` above its plane.
class CircularOrbit final : public Ephemeris {
 public:
  CircularOrbit(double beta_rad, Time deepest) : deepest_(deepest) {
    const Vec3 away = -1.0 * unit(sun_position_teme_m(start() + deepest.since_epoch()));
    ahead_teme_ = unit(cross({0.0, 0.0, 1.0}, away));
    const math::SinCos beta = math::sincos(beta_rad);
    nearest_teme_ = beta.cos * away + beta.sin * cross(away, ahead_teme_);
  }

  int size() const override { return 1; }
  void positions_ecef_m(Time t, Vec3* out) const override { *out = position_ecef_m(0, t); }
  Vec3 position_ecef_m(int, Time t) const override {
    const math::SinCos u =
        math::sincos(2 * kPi / keplerian_period_s(kRadius_m) * (t - deepest_).seconds());
    const Epoch epoch = start() + t.since_epoch();
    return teme_to_ecef(kRadius_m * (u.cos * nearest_teme_ + u.sin * ahead_teme_),
                        gmst_rad(epoch.julian_date()));
  }
  Vec3 velocity_ecef_m_s(int, Time) const override { return {}; }

 private:
  Time deepest_;
  Vec3 nearest_teme_;
  Vec3 ahead_teme_;
};

Illumination at(const Ephemeris& ephemeris, Time t) {
  return EarthShadow(sun_position_ecef_m(start() + t.since_epoch()))
      .illumination(ephemeris.position_ecef_m(0, t));
}

/// No gaps, no equal neighbours, and each interval holds up to 2 ms from its ends.
void expect_partition(const Ephemeris& ephemeris,
                      const std::vector<IlluminationInterval>& intervals, Time begin, Time end) {
  ASSERT_FALSE(intervals.empty());
  EXPECT_EQ(intervals.front().begin.ns(), begin.ns());
  EXPECT_EQ(intervals.back().end.ns(), end.ns());
  const Duration margin = Duration::from_ms(2);
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    const IlluminationInterval& interval = intervals[i];
    EXPECT_EQ(at(ephemeris, interval.begin + margin), interval.illumination);
    EXPECT_EQ(at(ephemeris, interval.end - margin), interval.illumination);
    if (i == 0) continue;
    EXPECT_EQ(interval.begin.ns(), intervals[i - 1].end.ns());
    EXPECT_NE(interval.illumination, intervals[i - 1].illumination);
  }
}

std::vector<double> durations_s(const std::vector<IlluminationInterval>& intervals,
                                Illumination illumination) {
  std::vector<double> found;
  for (const IlluminationInterval& interval : intervals) {
    if (interval.illumination == illumination) {
      found.push_back((interval.end - interval.begin).seconds());
    }
  }
  return found;
}

TEST(IlluminationIntervals, ADayOfAStarlinkShell) {
  const J2Ephemeris ephemeris(start(), {WalkerShell()});
  const Time end = after(kDay_s);
  const auto intervals = illumination_intervals(ephemeris, start(), 0, Time(), end);
  expect_partition(ephemeris, intervals, Time(), end);
  // 15.1 revolutions, each with one umbra between two penumbras.
  const auto umbras = durations_s(intervals, Illumination::kUmbra);
  EXPECT_GE(umbras.size(), 15u);
  EXPECT_LE(umbras.size(), 16u);
  EXPECT_NEAR(static_cast<double>(durations_s(intervals, Illumination::kPenumbra).size()),
              2.0 * static_cast<double>(umbras.size()), 1.0);
}

TEST(IlluminationIntervals, OneRevolutionAtBetaZero) {
  const double period_s = keplerian_period_s(kRadius_m);
  const CircularOrbit orbit(0.0, after(period_s / 2));
  const auto intervals = illumination_intervals(orbit, start(), 0, Time(), after(period_s));
  expect_partition(orbit, intervals, Time(), after(period_s));
  ASSERT_EQ(intervals.size(), 5u);
  EXPECT_EQ(intervals[2].illumination, Illumination::kUmbra);
  // The shadow moves on by 0.02 deg meanwhile, which the satellite covers in 0.4 s.
  EXPECT_NEAR(durations_s(intervals, Illumination::kUmbra)[0], 35.47 * 60, 1.0);
  for (const double penumbra_s : durations_s(intervals, Illumination::kPenumbra)) {
    // The Sun is at 1.014 AU.
    EXPECT_NEAR(penumbra_s, 8.50 / 1.014, 0.01);
  }
}

TEST(IlluminationIntervals, BeginAndEndInTheUmbra) {
  const CircularOrbit orbit(0.0, after(0));
  const double period_s = keplerian_period_s(kRadius_m);
  const auto intervals = illumination_intervals(orbit, start(), 0, after(-100), after(period_s));
  expect_partition(orbit, intervals, after(-100), after(period_s));
  EXPECT_EQ(intervals.front().illumination, Illumination::kUmbra);
  EXPECT_EQ(intervals.back().illumination, Illumination::kUmbra);
  EXPECT_EQ(intervals.size(), 5u);
}

TEST(IlluminationIntervals, AboveTheCriticalBetaAlwaysSunlit) {
  const CircularOrbit orbit(70 * kDegree, after(3000));
  const auto intervals = illumination_intervals(orbit, start(), 0, Time(), after(20000));
  ASSERT_EQ(intervals.size(), 1u);
  EXPECT_EQ(intervals[0].illumination, Illumination::kSunlit);
}

TEST(IlluminationIntervals, GrazingEclipsesShorterThanTheSearchStep) {
  const double edge_rad = math::asin(kEarthEquatorialRadius_m / kRadius_m);
  // Half-angles of the cones with the Sun at 1.014 AU, each short by what makes the passage
  // last some 16 s.
  const double penumbra_deg = edge_rad / kDegree + 0.2653;
  const double umbra_deg = edge_rad / kDegree - 0.2604;
  for (const double deepest_s : {2990.0, 2999.9, 3010.0, 3020.0, 3030.0, 3045.0}) {
    const CircularOrbit partial((penumbra_deg - 0.001) * kDegree, after(deepest_s));
    const auto light = illumination_intervals(partial, start(), 0, after(2000), after(4000));
    expect_partition(partial, light, after(2000), after(4000));
    ASSERT_EQ(light.size(), 3u) << deepest_s;
    EXPECT_EQ(light[1].illumination, Illumination::kPenumbra);
    EXPECT_LT((light[1].end - light[1].begin).seconds(), 40.0);

    const CircularOrbit total((umbra_deg - 0.001) * kDegree, after(deepest_s));
    const auto dark = illumination_intervals(total, start(), 0, after(2000), after(4000));
    expect_partition(total, dark, after(2000), after(4000));
    const auto umbras = durations_s(dark, Illumination::kUmbra);
    ASSERT_EQ(umbras.size(), 1u) << deepest_s;
    EXPECT_LT(umbras[0], 40.0);
  }
}

TEST(IlluminationIntervals, GrazingEclipsesAtTheEndsOfTheSpan) {
  const double penumbra_rad =
      math::asin(kEarthEquatorialRadius_m / kRadius_m) + (0.2653 - 0.001) * kDegree;
  const CircularOrbit orbit(penumbra_rad, after(20));
  EXPECT_EQ(illumination_intervals(orbit, start(), 0, Time(), after(1000)).size(), 3u);
  EXPECT_EQ(illumination_intervals(orbit, start(), 0, after(-975), after(40)).size(), 3u);
  EXPECT_EQ(illumination_intervals(orbit, start(), 0, after(20), after(1000)).size(), 2u);
  EXPECT_EQ(illumination_intervals(orbit, start(), 0, after(-1000), after(20)).size(), 2u);
}

TEST(IlluminationIntervals, NothingInAnEmptySpan) {
  const CircularOrbit orbit(0.0, after(0));
  EXPECT_TRUE(illumination_intervals(orbit, start(), 0, after(5), after(5)).empty());
  EXPECT_TRUE(illumination_intervals(orbit, start(), 0, after(5), after(4)).empty());
}

}  // namespace
}  // namespace orbitmesh
