#include "scenarios/site/site_measurement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "orbit/constellation_presets.h"
#include "scenarios/site/site_assessment.h"
#include "tests/scenarios/recorded_run.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

const ProfileLibrary kLibrary = ProfileLibrary::built_in();

SiteQuestion question_at(const std::vector<double>& latitudes_deg, Duration duration) {
  SiteQuestion question;
  for (const double lat : latitudes_deg) {
    const std::string name = "lat-" + std::to_string(static_cast<int>(lat));
    question.places.push_back({name, {lat * kDegree, 10 * kDegree, 0}});
  }
  question.workloads = built_in_site_workloads();
  question.duration = duration;
  return question;
}

SiteMeasurement measure(const SiteQuestion& question) {
  return measure_site(
      question, site_scenario(question, SiteVariant::kAsIs, built_in_ground_segment(), kLibrary),
      kLibrary, {});
}

// Another way to the same count: the angle between the vertical of the ellipsoid and the line of
// sight, for every satellite of the preset at the slot's edge.
std::int64_t satellites_above_mask(const Constellation& constellation, Epoch epoch, Geodetic place,
                                   Time at) {
  const double sin_lat = std::sin(place.lat_rad);
  const double cos_lat = std::cos(place.lat_rad);
  const double n = 6378137.0 / std::sqrt(1 - 6.69437999014e-3 * sin_lat * sin_lat);
  const Vec3 site{n * cos_lat * std::cos(place.lon_rad), n * cos_lat * std::sin(place.lon_rad),
                  n * (1 - 6.69437999014e-3) * sin_lat};
  const Vec3 up{cos_lat * std::cos(place.lon_rad), cos_lat * std::sin(place.lon_rad), sin_lat};
  const auto ephemeris = constellation.make_ephemeris(epoch);
  std::int64_t count = 0;
  for (int k = 0; k < ephemeris->size(); ++k) {
    const Vec3 line = ephemeris->position_ecef_m(k, at) - site;
    const double zenith_rad = std::acos(dot(line, up) / norm(line));
    if (zenith_rad <= (90 - 25) * kDegree) ++count;
  }
  return count;
}

TEST(SiteMeasurement, SatellitesInViewAgreeWithADirectCount) {
  const SiteQuestion question = question_at({0, 53}, Duration::from_s(600));
  const SiteMeasurement measurement = measure(question);
  const Constellation constellation(preset_shells(question.preset));
  const Epoch epoch = parse_epoch(question.epoch);
  for (std::size_t p = 0; p < question.places.size(); ++p) {
    const auto& slots = measurement.places[p].slots;
    ASSERT_GE(slots.size(), 40U);
    for (const SlotView& slot : slots) {
      EXPECT_EQ(slot.in_view,
                satellites_above_mask(constellation, epoch, question.places[p].location, slot.at));
      EXPECT_EQ(slot.served, slot.in_view > 0);
    }
  }
}

TEST(SiteMeasurement, FiveLatitudesUnderAShellOf53Degrees) {
  const SiteQuestion question = question_at({0, 35, 53, 65, 80}, Duration::from_s(900));
  const SiteMeasurement measurement = measure(question);
  const auto served = [&](std::size_t place) {
    const auto& slots = measurement.places[place].slots;
    return std::count_if(slots.begin(), slots.end(), [](const SlotView& s) { return s.served; });
  };
  const auto in_view = [&](std::size_t place) {
    std::int64_t sum = 0;
    for (const SlotView& slot : measurement.places[place].slots) sum += slot.in_view;
    return sum;
  };
  for (const std::size_t place : {1U, 2U}) {
    EXPECT_EQ(served(place), static_cast<std::int64_t>(measurement.places[place].slots.size()));
  }
  EXPECT_GT(in_view(2), 2 * in_view(0)) << "satellites crowd at the latitude of the inclination";
  EXPECT_EQ(served(3), 0) << "a shell of 53 deg at 550 km is below 25 deg there";
  EXPECT_EQ(served(4), 0);
  for (const ProbeSeries& series : measurement.probes) {
    const bool remote = series.probe.tier != Tier::kLocal;
    if (series.probe.place < 3 || !remote) continue;
    EXPECT_EQ(share_within(series.results, Duration::from_s(10), question.slots()).hits, 0);
  }
}

TEST(SiteMeasurement, TheServingSatelliteStandsAboveTheMask) {
  const SiteMeasurement measurement = measure(question_at({35}, Duration::from_s(600)));
  for (const SlotView& slot : measurement.places[0].slots) {
    ASSERT_TRUE(slot.served);
    EXPECT_GE(slot.elevation_rad, 25 * kDegree);
    EXPECT_LE(slot.elevation_rad, 90 * kDegree);
  }
}

TEST(SiteMeasurement, RoundTripsAreLongerThanLight) {
  const SiteMeasurement measurement = measure(question_at({35}, Duration::from_s(600)));
  const double up_down_ms = 2 * 550e3 / kSpeedOfLight_m_s * 1e3;
  for (const RoundTripSeries& series : measurement.places[0].round_trips) {
    EXPECT_GT(series.results.size(), 50U);
    for (const ProbeResult& result : series.results) {
      if (!result.latency) continue;
      EXPECT_GT(result.latency->milliseconds(), up_down_ms) << series.target;
    }
  }
}

TEST(SiteScenario, EveryVariantIsAcceptedAndSaysWhatIsOther) {
  const SiteQuestion question = question_at({0, 53}, Duration::from_s(10'000));
  const GroundSegment ground = built_in_ground_segment();
  for (const auto& [variant, name] : enum_names(SiteVariant{})) {
    const std::string text = site_scenario(question, variant, ground, kLibrary);
    const Scenario scenario = parse_scenario(text);
    EXPECT_EQ(scenario.sites[0].weather.has_value(), variant == SiteVariant::kRain);
    EXPECT_EQ(scenario.sites[0].blockage.has_value(), variant == SiteVariant::kBlocked);
    EXPECT_EQ(scenario.access.access_share, variant == SiteVariant::kHalfAccess ? 0.5 : 1.0);
    EXPECT_EQ(scenario.outages.size(), variant == SiteVariant::kGatewayLost ? 1U : 0U);
    EXPECT_EQ(scenario.run.duration,
              variant == SiteVariant::kAsIs ? Duration::from_s(10'000) : kSiteVariantSpan);
    for (const OutageSection& outage : scenario.outages) {
      EXPECT_EQ(outage.targets.size(), 2U);
      EXPECT_NE(std::find(outage.targets.begin(), outage.targets.end(),
                          ground.nearest_gateway(question.places[0].location).name),
                outage.targets.end());
    }
  }
}

TEST(SiteScenario, AWorkloadHasNoProbeWhereItsModelDoesNotFit) {
  const SiteQuestion question = question_at({35}, Duration::from_s(600));
  for (const SiteProbe& probe : site_probes(question, kLibrary)) {
    const bool plan = question.workloads[probe.workload].name == "plan";
    EXPECT_FALSE(plan && probe.tier == Tier::kLocal) << "110 GB on a robot";
  }
}

TEST(SiteScenario, UnknownProfilesAreRefused) {
  SiteQuestion question = question_at({35}, Duration::from_s(600));
  question.workloads.push_back({"scan", "yolov8x", Duration::from_s(1), {1}, {}});
  EXPECT_THROW(site_probes(question, kLibrary), InputError);
}

TEST(GroundSegment, EveryEntryHasASourceAndEveryGatewayAPop) {
  const GroundSegment ground = built_in_ground_segment();
  for (const KnownGateway& gateway : ground.gateways) {
    EXPECT_FALSE(gateway.from.source.empty());
    EXPECT_TRUE(std::any_of(ground.pops.begin(), ground.pops.end(), [&](const KnownPop& pop) {
      return pop.name == gateway.pop;
    })) << gateway.name;
  }
  EXPECT_THROW(parse_ground_segment("[[pop]]\nname = \"perth\"\n", "g.toml"), InputError);
  EXPECT_EQ(ground.nearest_gateway({-31.5 * kDegree, 118.2 * kDegree, 0}).name, "merredin");
}

// Share of requests in time of one probe alone, at a rate.
double met_at_rate(const std::string& client, double rate_Hz) {
  SiteQuestion question = question_at({35}, Duration::from_s(120));
  for (SiteWorkload& workload : question.workloads) workload.rate = {rate_Hz};
  Scenario scenario = parse_scenario(
      site_scenario(question, SiteVariant::kAsIs, built_in_ground_segment(), kLibrary));
  scenario.clients.erase(std::remove_if(scenario.clients.begin(), scenario.clients.end(),
                                        [&](const ClientSection& c) { return c.name != client; }),
                         scenario.clients.end());
  scenario.clients.front().workloads.front().deadline = Duration::from_s(2);
  const RunRecord record = recorded_run(scenario);
  std::int64_t met = 0;
  for (const RequestRecord& request : record.requests) {
    if (request.outcome == Outcome::kCompleted) ++met;
  }
  return static_cast<double>(met) / static_cast<double>(record.requests.size());
}

TEST(SustainableRate, IsWhereAMessageRunBreaksDown) {
  for (const auto& [tier, client] : {std::pair{Tier::kLocal, "lat-35-board-gauge"},
                                     std::pair{Tier::kSatellite, "lat-35-orbit-detect"}}) {
    const SiteWorkload& workload = built_in_site_workloads()[tier == Tier::kLocal ? 1 : 0];
    const double rate = sustainable_rate(workload, tier, kLibrary).per_s;
    EXPECT_GT(met_at_rate(client, 0.7 * rate), 0.8) << client;
    EXPECT_LT(met_at_rate(client, 1.4 * rate), 0.6) << client;
  }
  EXPECT_EQ(sustainable_rate(built_in_site_workloads()[0], Tier::kSatellite, kLibrary).limit,
            RateLimit::kUplink);
}

}  // namespace
}  // namespace orbitmesh
