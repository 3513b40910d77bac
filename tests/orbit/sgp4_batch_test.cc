#include "orbit/sgp4_batch.h"

#include <gtest/gtest.h>

#include <cstring>
#include <set>

#include "core/rng.h"

namespace orbitmesh {
namespace {

const Epoch kStart = parse_epoch("2026-05-21T00:00:00Z");

double between(RngStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

/// Any orbit of the given mean motion and eccentricity.
ElementSet any_orbit(RngStream& random, double mean_motion_rev_per_day, double eccentricity) {
  ElementSet elements;
  elements.epoch = kStart + Duration::from_seconds(between(random, -2e5, 2e5));
  elements.mean_motion_rev_per_day = mean_motion_rev_per_day;
  elements.eccentricity = eccentricity;
  elements.inclination_deg = between(random, 0, 180);
  elements.raan_deg = between(random, 0, 360);
  elements.argument_of_perigee_deg = between(random, 0, 360);
  elements.mean_anomaly_deg = between(random, 0, 360);
  elements.bstar_per_earth_radius = between(random, -1e-4, 1e-3);
  return elements;
}

/// Low orbits, and between them eccentric, high, resonant, decaying and refused ones.
std::vector<ElementSet> mixed_elements(int count) {
  RngStream random(7, "elements", 0);
  std::vector<ElementSet> all;
  while (static_cast<int>(all.size()) < count) {
    switch (random.below(10)) {
      case 0:
        all.push_back(any_orbit(random, between(random, 7, 12), between(random, 0.04, 0.3)));
        break;
      case 1:
        all.push_back(any_orbit(random, between(random, 0.9, 6), between(random, 0, 0.8)));
        break;
      case 2:
        all.push_back(any_orbit(random, 2.0057, between(random, 0.5, 0.74)));
        break;
      case 3:
        all.push_back(any_orbit(random, between(random, 16, 17.2), between(random, 0, 0.05)));
        all.back().bstar_per_earth_radius = between(random, 0.01, 0.5);
        break;
      case 4:
        all.push_back(any_orbit(random, between(random, -1, 1), between(random, 0.9, 1.1)));
        break;
      default:
        all.push_back(any_orbit(random, between(random, 12, 16), between(random, 0, 0.02)));
    }
  }
  return all;
}

std::vector<Epoch> times() {
  std::vector<Epoch> epochs;
  for (double days : {-40.0, -3.3, 0.0, 0.123456, 5.0, 40.0, 900.0}) {
    epochs.push_back(kStart + Duration::from_seconds(86400 * days));
  }
  return epochs;
}

struct States {
  explicit States(int count)
      : r(static_cast<std::size_t>(count)),
        v(static_cast<std::size_t>(count)),
        error(static_cast<std::size_t>(count)) {}
  std::vector<Vec3> r;
  std::vector<Vec3> v;
  std::vector<Sgp4Error> error;
};

class Sgp4BatchAtLevel : public testing::TestWithParam<SimdLevel> {
 protected:
  void SetUp() override {
    if (GetParam() > best_simd_level()) GTEST_SKIP() << "this CPU lacks the instruction set";
  }
};

TEST_P(Sgp4BatchAtLevel, HasTheBitsOfEachObjectAlone) {
  const std::vector<ElementSet> elements = mixed_elements(1003);
  const Sgp4Batch batch(elements, GravityModel::kWgs72, GetParam());
  std::vector<Sgp4> alone(elements.begin(), elements.end());
  std::set<Sgp4Error> errors;
  for (const Epoch at : times()) {
    States states(batch.size());
    batch.propagate(at, states.r.data(), states.v.data(), states.error.data());
    for (std::size_t i = 0; i < elements.size(); ++i) {
      const Sgp4State expected = alone[i].at(at);
      ASSERT_EQ(std::memcmp(&expected.r_teme_m, &states.r[i], sizeof(Vec3)), 0) << i << at.str();
      ASSERT_EQ(std::memcmp(&expected.v_teme_m_s, &states.v[i], sizeof(Vec3)), 0) << i << at.str();
      ASSERT_EQ(expected.error, states.error[i]) << i << at.str();
      errors.insert(expected.error);
    }
  }
  // The element sets are such that this says something of the failures too.
  EXPECT_GE(errors.size(), 4U);
}

TEST_P(Sgp4BatchAtLevel, AnyNumberOfObjectsIsPropagated) {
  const std::vector<ElementSet> all = mixed_elements(40);
  for (std::size_t count = 0; count <= all.size(); ++count) {
    const Sgp4Batch batch({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)},
                          GravityModel::kWgs84, GetParam());
    ASSERT_EQ(batch.size(), static_cast<int>(count));
    States states(batch.size());
    batch.propagate(kStart, states.r.data(), nullptr, nullptr);
    for (std::size_t i = 0; i < count; ++i) {
      const Vec3 expected = Sgp4(all[i], GravityModel::kWgs84).at(kStart).r_teme_m;
      ASSERT_EQ(std::memcmp(&expected, &states.r[i], sizeof(Vec3)), 0) << i << " of " << count;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Levels, Sgp4BatchAtLevel,
                         testing::Values(SimdLevel::kBaseline, SimdLevel::kAvx2,
                                         SimdLevel::kAvx512));

TEST(Sgp4Batch, UsesNoLevelThatTheCpuLacks) {
  const std::vector<ElementSet> elements = mixed_elements(50);
  const Sgp4Batch widest(elements, GravityModel::kWgs72, SimdLevel::kAvx512);
  const Sgp4Batch narrowest(elements, GravityModel::kWgs72, SimdLevel::kBaseline);
  States a(50);
  States b(50);
  widest.propagate(kStart, a.r.data(), a.v.data(), a.error.data());
  narrowest.propagate(kStart, b.r.data(), b.v.data(), b.error.data());
  EXPECT_EQ(std::memcmp(a.r.data(), b.r.data(), a.r.size() * sizeof(Vec3)), 0);
  EXPECT_EQ(std::memcmp(a.v.data(), b.v.data(), a.v.size() * sizeof(Vec3)), 0);
}

TEST(Sgp4Batch, ObjectWithoutAStateStopsNoOther) {
  RngStream random(3, "elements", 0);
  std::vector<ElementSet> elements = {any_orbit(random, 15, 0.001), any_orbit(random, 18, 0.001),
                                      any_orbit(random, 15, 2.0), any_orbit(random, 15, 0.001)};
  const Sgp4Batch batch(elements);
  States states(4);
  batch.propagate(kStart, states.r.data(), states.v.data(), states.error.data());
  EXPECT_EQ(states.error, (std::vector<Sgp4Error>{Sgp4Error::kNone, Sgp4Error::kDecayed,
                                                  Sgp4Error::kMeanElements, Sgp4Error::kNone}));
  EXPECT_GT(norm(states.r[0]), 6.7e6);
  EXPECT_EQ(norm(states.r[1]) + norm(states.v[1]), 0.0);
  EXPECT_EQ(norm(states.r[2]) + norm(states.v[2]), 0.0);
  EXPECT_GT(norm(states.r[3]), 6.7e6);
}

}  // namespace
}  // namespace orbitmesh
