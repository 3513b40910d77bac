#include <gtest/gtest.h>

#include "orbit/environment/galactic_protons.h"
#include "orbit/environment/ion_let_spectrum.h"
#include "orbit/environment/rigidity_table.h"

namespace orbitmesh {
namespace {

double all(double) { return 1; }

TEST(GalacticProtons, FewerAtSolarMaximumAndTheSameAtHighEnergy) {
  EXPECT_GT(galactic_proton_flux(300, gcr_w(0)), 3 * galactic_proton_flux(300, gcr_w(1)));
  EXPECT_NEAR(galactic_proton_flux(1e5, gcr_w(1)) / galactic_proton_flux(1e5, gcr_w(0)), 1, 0.05);
}

TEST(FoldedProtons, FallWithTheCutoffAndCountOnlyWhatWeighs) {
  const auto folded = fold_galactic_protons(all, gcr_w(0));
  ASSERT_EQ(folded.size(), RigidityTable::size());
  for (std::size_t i = 1; i < folded.size(); ++i) EXPECT_LT(folded[i], folded[i - 1]);
  // 3,605 /(m2 sr s) from all sides.
  EXPECT_NEAR(folded[0], 4.53, 0.05);
  const auto fast = fold_galactic_protons([](double e) { return e > 1000 ? 2.0 : 0.0; }, gcr_w(0));
  const auto cutoff_of_1_GeV = static_cast<std::size_t>(1.696 / RigidityTable::kStep_GV + 0.5);
  EXPECT_NEAR(fast[0], 2 * folded[cutoff_of_1_GeV], 0.03 * fast[0]);
}

TEST(FoldedProtons, WorstDayIsTheTable) {
  const auto folded = fold_worst_day_protons([](double e) { return e >= 10 ? 1.0 : 0.0; });
  constexpr double kAllSides_cm2_per_m2 = 4 * 3.14159265 * 1e-4;
  EXPECT_NEAR(folded[0], 1.134e8 * kAllSides_cm2_per_m2, 0.02 * folded[0]);
  EXPECT_EQ(folded.back(), 0);
}

TEST(RigidityTable, LinearBetweenItsNodes) {
  RigidityTable table;
  std::vector<double> values(RigidityTable::size());
  values[0] = 4;
  values[1] = 2;
  table.add(3, values);
  GridLanes out;
  out.at[3] = 1;
  table.add_to(0.025F, 2, out);
  EXPECT_FLOAT_EQ(out.at[3], 7);
  EXPECT_FLOAT_EQ(out.at[0], 0);
}

TEST(IonLetSpectrum, AtATabulatedPlaceAndBetween) {
  const IonLetSpectrum quiet(10);
  ASSERT_NEAR(quiet.lets()[11], 1, 1e-12);
  EXPECT_NEAR(quiet.above(11, 0) * 86400, 189.1, 0.1);
  EXPECT_NEAR(quiet.above(11, 0.875) * 86400, (176.1 + 157.2) / 2, 0.1);
  EXPECT_LT(IonLetSpectrum(100).above(11, 0), quiet.above(11, 0));
  EXPECT_GT(quiet.above(11, 0), IonLetSpectrum(50).above(11, 0));
}

}  // namespace
}  // namespace orbitmesh
