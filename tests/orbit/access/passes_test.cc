#include "orbit/access/passes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/error.h"
#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/frames.h"
#include "orbit/j2_ephemeris.h"
#include "orbit/secular_rates.h"
#include "orbit/sgp4_ephemeris.h"
#include "orbit/visibility.h"

namespace orbitmesh {
namespace {

const char* const kEpoch = "2026-06-01T00:00:00Z";

WalkerShell ring(double altitude_m, double inclination_deg, int planes = 1, int per_plane = 1) {
  WalkerShell shell;
  shell.altitude_m = altitude_m;
  shell.inclination_rad = inclination_deg * kDegree;
  shell.planes = planes;
  shell.per_plane = per_plane;
  shell.phasing = 0;
  return shell;
}

GroundSite site_at(double lat_deg, double lon_deg, double height_m = 0) {
  return make_ground_site("site", {lat_deg * kDegree, lon_deg * kDegree, height_m});
}

PassSearch window(Duration length, double min_elevation_deg) {
  PassSearch search;
  search.end = search.begin + length;
  search.min_elevation_rad = min_elevation_deg * kDegree;
  return search;
}

Time after(double seconds) { return Time() + Duration::from_seconds(seconds); }

double ms_between(Time a, Time b) { return std::fabs((a - b).milliseconds()); }

TEST(Passes, EquatorialOrbitOverAnEquatorialSiteInClosedForm) {
  const Epoch epoch = parse_epoch(kEpoch);
  const WalkerShell shell = ring(550e3, 0);
  const J2Ephemeris ephemeris(epoch, {shell});
  const double gmst = gmst_rad(epoch.julian_date());
  const double radius_m = shell.semi_major_axis_m();
  const SecularRates rates = j2_secular_rates(radius_m, 0);
  const double rate_rad_s =
      rates.raan_rad_s + rates.argument_of_latitude_rad_s - gmst_rate_rad_s(epoch.julian_date());
  const double mask_rad = 25 * kDegree;
  const double half_width_rad =
      std::acos(kEarthEquatorialRadius_m * std::cos(mask_rad) / radius_m) - mask_rad;
  // The satellite starts on the meridian of minus GMST and overtakes the Earth.
  const GroundSite site = site_at(0, 100);
  const double first_rad = std::fmod(site.geodetic.lon_rad + gmst + 4 * kPi, 2 * kPi);
  const std::vector<Pass> passes =
      find_passes(ephemeris, 0, site, window(Duration::from_s(86400), 25));
  ASSERT_EQ(passes.size(),
            static_cast<std::size_t>((86400 * rate_rad_s - first_rad) / (2 * kPi)) + 1);
  for (std::size_t k = 0; k < passes.size(); ++k) {
    const double centre_rad = first_rad + 2 * kPi * static_cast<double>(k);
    const Pass& pass = passes[k];
    EXPECT_LE(ms_between(pass.rise.at, after((centre_rad - half_width_rad) / rate_rad_s)), 2);
    EXPECT_LE(ms_between(pass.culmination.at, after(centre_rad / rate_rad_s)), 10);
    EXPECT_LE(ms_between(pass.set.at, after((centre_rad + half_width_rad) / rate_rad_s)), 2);
    EXPECT_NEAR(pass.rise.look.azimuth_rad, 1.5 * kPi, 1e-6);
    EXPECT_NEAR(pass.set.look.azimuth_rad, 0.5 * kPi, 1e-6);
    EXPECT_NEAR(pass.rise.look.elevation_rad, mask_rad, 1e-5);
    EXPECT_NEAR(pass.culmination.look.elevation_rad, kPi / 2, 1e-3);
    EXPECT_NEAR(pass.culmination.look.range_m, 550e3, 1);
    EXPECT_FALSE(pass.rise_cut || pass.set_cut);
  }
}

/// What looking every 10 ms finds, with the same meaning of every member.
std::vector<Pass> brute_force(const Ephemeris& ephemeris, int satellite, const GroundSite& site,
                              const PassSearch& search, Duration step) {
  const ElevationTest test(site, search.min_elevation_rad);
  std::vector<Pass> passes;
  bool up = false;
  double highest = -2;
  for (Time t = search.begin; t <= search.end; t += step) {
    const Vec3 r_ecef_m = ephemeris.position_ecef_m(satellite, t);
    const bool now = test.passes(r_ecef_m);
    if (now && !up) {
      passes.emplace_back();
      passes.back().rise.at = t;
      highest = -2;
    }
    if (now) {
      const Vec3 d_m = r_ecef_m - site.r_ecef_m;
      const double sine = dot(site.up_ecef, d_m) / norm(d_m);
      if (sine > highest) {
        highest = sine;
        passes.back().culmination = {t, look_angles(site, r_ecef_m)};
      }
      passes.back().set.at = t;
    }
    up = now;
  }
  return passes;
}

TEST(Passes, AgreeWithADayInStepsOf10Ms) {
  const J2Ephemeris ephemeris(parse_epoch(kEpoch),
                              {ring(550e3, 53), ring(1200e3, 97.6), ring(400e3, 43)});
  const GroundSite sites[] = {site_at(50.67, 4.61, 150), site_at(-33.9, 151.2), site_at(1, -60)};
  for (int satellite = 0; satellite < 3; ++satellite) {
    const GroundSite& site = sites[satellite];
    const PassSearch search = window(Duration::from_s(86400), 10);
    const auto expected = brute_force(ephemeris, satellite, site, search, Duration::from_ms(10));
    const auto found = find_passes(ephemeris, satellite, site, search);
    ASSERT_GE(expected.size(), 2u);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t k = 0; k < found.size(); ++k) {
      EXPECT_LE(ms_between(found[k].rise.at, expected[k].rise.at), 12);
      EXPECT_LE(ms_between(found[k].set.at, expected[k].set.at), 12);
      EXPECT_LE(ms_between(found[k].culmination.at, expected[k].culmination.at), 12);
      EXPECT_NEAR(found[k].culmination.look.elevation_rad,
                  expected[k].culmination.look.elevation_rad, 1e-6);
    }
  }
}

TEST(Passes, NoneLongerThanTheShortestIsMissed) {
  // Sites near the edge of what each orbit can be seen from have the short, low passes.
  const J2Ephemeris ephemeris(parse_epoch(kEpoch), {ring(550e3, 53, 2, 2), ring(360e3, 33),
                                                    ring(20180e3, 55), ring(1200e3, 87.9, 1, 2)});
  PassSearch search = window(Duration::from_s(6 * 3600), 0);
  int passes = 0;
  for (int satellite = 0; satellite < ephemeris.size(); ++satellite) {
    for (const double lat_deg : {-74.6, -51.0, 0.0, 50.5, 74.2, 75.0, 90.0}) {
      for (const double mask_deg : {0.0, 25.0}) {
        search.min_elevation_rad = mask_deg * kDegree;
        const GroundSite site = site_at(lat_deg, 12 * satellite);
        const auto expected =
            brute_force(ephemeris, satellite, site, search, Duration::from_ms(1000));
        const auto found = find_passes(ephemeris, satellite, site, search);
        ASSERT_GE(found.size(), expected.size()) << satellite << " " << lat_deg << " " << mask_deg;
        passes += static_cast<int>(expected.size());
        // Those found in addition are shorter than a step of the reference.
        for (const Pass& pass : expected) {
          EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const Pass& p) {
            return ms_between(p.rise.at, pass.rise.at) <= 1001 &&
                   ms_between(p.set.at, pass.set.at) <= 1001;
          }));
        }
      }
    }
  }
  EXPECT_GT(passes, 100);
}

TEST(Passes, ThatTheWindowCutsSaySo) {
  const J2Ephemeris ephemeris(parse_epoch(kEpoch), {ring(550e3, 0)});
  const GroundSite site = site_at(0, 100);
  const Pass whole = find_passes(ephemeris, 0, site, window(Duration::from_s(12000), 10)).at(1);
  ASSERT_FALSE(whole.rise_cut || whole.set_cut);
  PassSearch search = window(Duration{}, 10);

  search.begin = whole.culmination.at + Duration::from_s(10);
  search.end = whole.set.at + Duration::from_s(10);
  const Pass late = find_passes(ephemeris, 0, site, search).at(0);
  EXPECT_TRUE(late.rise_cut);
  EXPECT_FALSE(late.set_cut);
  EXPECT_EQ(late.rise.at, search.begin);
  EXPECT_LE(ms_between(late.set.at, whole.set.at), 1);
  EXPECT_LE(ms_between(late.culmination.at, search.begin), 1) << "it only sinks";

  search.begin = whole.rise.at - Duration::from_s(10);
  search.end = whole.culmination.at - Duration::from_s(10);
  const Pass early = find_passes(ephemeris, 0, site, search).at(0);
  EXPECT_FALSE(early.rise_cut);
  EXPECT_TRUE(early.set_cut);
  EXPECT_EQ(early.set.at, search.end);
  EXPECT_LE(ms_between(early.culmination.at, search.end), 1) << "it only climbs";

  search.begin = search.end = whole.culmination.at;
  const Pass moment = find_passes(ephemeris, 0, site, search).at(0);
  EXPECT_TRUE(moment.rise_cut && moment.set_cut);
}

TEST(Passes, AGeostationarySatelliteIsAlwaysUpOrNever) {
  const Epoch epoch = parse_epoch(kEpoch);
  const J2Ephemeris ephemeris(epoch, {ring(35786e3, 0.01)});
  const GroundSite below =
      make_ground_site("below", {0, std::remainder(-gmst_rad(epoch.julian_date()), 2 * kPi), 0});
  const PassSearch search = window(Duration::from_s(3600), 5);
  const auto passes = find_passes(ephemeris, 0, below, search);
  ASSERT_EQ(passes.size(), 1u);
  EXPECT_TRUE(passes[0].rise_cut && passes[0].set_cut);
  const GroundSite antipode = make_ground_site(
      "antipode", {0, std::remainder(kPi - gmst_rad(epoch.julian_date()), 2 * kPi), 0});
  EXPECT_TRUE(find_passes(ephemeris, 0, antipode, search).empty());
}

TEST(Passes, AnEccentricOrbitUnderSgp4AgreesWithSteps) {
  ElementSet molniya;
  molniya.catalog_number = 1;
  molniya.epoch = parse_epoch(kEpoch);
  molniya.mean_motion_rev_per_day = 2.006;
  molniya.eccentricity = 0.72;
  molniya.inclination_deg = 63.4;
  molniya.raan_deg = 40;
  molniya.argument_of_perigee_deg = 270;
  const Sgp4Ephemeris ephemeris(parse_epoch(kEpoch), {molniya});
  for (const GroundSite& site : {site_at(60, 30), site_at(-35, 20), site_at(-60, 120)}) {
    const PassSearch search = window(Duration::from_s(2 * 86400), 5);
    const auto expected = brute_force(ephemeris, 0, site, search, Duration::from_s(1));
    const auto found = find_passes(ephemeris, 0, site, search);
    ASSERT_FALSE(expected.empty());
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t k = 0; k < found.size(); ++k) {
      EXPECT_LE(ms_between(found[k].rise.at, expected[k].rise.at), 1001);
      EXPECT_LE(ms_between(found[k].set.at, expected[k].set.at), 1001);
      EXPECT_NEAR(found[k].culmination.look.elevation_rad,
                  expected[k].culmination.look.elevation_rad, 1e-4);
    }
  }
}

TEST(Passes, OfSeveralSatellitesComeInOrderOfRise) {
  const J2Ephemeris ephemeris(parse_epoch(kEpoch), {ring(550e3, 53, 6, 6)});
  const GroundSite site = site_at(45, 10);
  const PassSearch search = window(Duration::from_s(7200), 25);
  std::vector<int> satellites(static_cast<std::size_t>(ephemeris.size()));
  std::iota(satellites.rbegin(), satellites.rend(), 0);
  const std::vector<Pass> passes = find_passes(ephemeris, satellites, site, search);
  EXPECT_TRUE(std::is_sorted(passes.begin(), passes.end(), [](const Pass& a, const Pass& b) {
    return a.rise.at != b.rise.at ? a.rise.at < b.rise.at : a.satellite < b.satellite;
  }));
  std::size_t sum = 0;
  for (int satellite = 0; satellite < ephemeris.size(); ++satellite) {
    sum += find_passes(ephemeris, satellite, site, search).size();
  }
  EXPECT_EQ(passes.size(), sum);
  EXPECT_GT(sum, 10u);
  EXPECT_TRUE(find_passes(ephemeris, satellites, site_at(85, 10), search).empty());
}

TEST(Passes, ASatelliteThatLosesItsPositionSetsThere) {
  ElementSet decaying;
  decaying.catalog_number = 1;
  decaying.epoch = parse_epoch(kEpoch);
  decaying.mean_motion_rev_per_day = 16.4;
  decaying.inclination_deg = 40;
  decaying.bstar_per_earth_radius = 0.05;
  const Sgp4Ephemeris ephemeris(parse_epoch(kEpoch), {decaying});
  Time last = after(0);
  while (has_position(ephemeris.position_ecef_m(0, last))) last = last + Duration::from_s(1);
  ASSERT_LT(last, after(86'400));
  const Geodetic below =
      ecef_to_geodetic(ephemeris.position_ecef_m(0, last - Duration::from_s(30)));
  const GroundSite site = make_ground_site("site", {below.lat_rad, below.lon_rad, 0});
  const std::vector<Pass> passes =
      find_passes(ephemeris, 0, site, window(Duration::from_s(30 * 86'400), 5));
  ASSERT_FALSE(passes.empty());
  EXPECT_FALSE(passes.back().set_cut);
  EXPECT_LE(passes.back().set.at, last);
  EXPECT_LE(ms_between(passes.back().set.at, last), 1001);
}

TEST(Passes, RefuseASearchWithoutMeaning) {
  const J2Ephemeris ephemeris(parse_epoch(kEpoch), {ring(550e3, 53)});
  const GroundSite site = site_at(45, 10);
  PassSearch search = window(Duration::from_s(10), 90);
  EXPECT_THROW(find_passes(ephemeris, 0, site, search), InputError);
  search = window(Duration::from_s(-1), 10);
  EXPECT_THROW(find_passes(ephemeris, 0, site, search), InputError);
  search = window(Duration::from_s(10), 10);
  search.shortest = Duration{};
  EXPECT_THROW(find_passes(ephemeris, 0, site, search), InputError);
}

}  // namespace
}  // namespace orbitmesh
