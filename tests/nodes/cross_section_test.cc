#include "nodes/cross_section.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

template <class T>
Sourced<T> sourced(T value) {
  return {value, "test", Confidence::kGuess};
}

TEST(CrossSection, OneEnergyRisesFromFiveMeVToItsFigure) {
  DeviceEffect effect;
  effect.one_energy = OneEnergySigma{sourced(CrossSection{3e-9}), {67}};
  EXPECT_EQ(proton_sigma_cm2(effect, 5), 0);
  EXPECT_NEAR(proton_sigma_cm2(effect, 67), 3e-9, 1e-20);
  EXPECT_NEAR(proton_sigma_cm2(effect, 1000), 3e-9 / 0.954951, 1e-14);
  EXPECT_EQ(ion_sigma_cm2(effect, 100), 0);
}

// Row R21 of ../shared/data/radiation/reference_cases.csv.
TEST(CrossSection, R21_Bendel) {
  DeviceEffect effect;
  effect.bendel = BendelSigma{sourced(15.0), sourced(15.0)};
  EXPECT_NEAR(proton_sigma_cm2(effect, 100), 4.61e-13, 0.005 * 4.61e-13);
  EXPECT_EQ(proton_sigma_cm2(effect, 14), 0);
}

// Row R22: configuration memory of Kintex UltraScale.
TEST(CrossSection, R22_Weibull) {
  DeviceEffect effect;
  effect.heavy_ion = IonWeibull{sourced(CrossSection{2.0e-9}), {0.8}, {27}, 0.88};
  EXPECT_NEAR(ion_sigma_cm2(effect, 10), 6.43e-10, 0.005 * 6.43e-10);
  EXPECT_EQ(ion_sigma_cm2(effect, 0.8), 0);
  EXPECT_EQ(proton_sigma_cm2(effect, 100), 0);
}

TEST(CrossSection, WeibullOfProtons) {
  DeviceEffect effect;
  effect.weibull = ProtonWeibull{sourced(CrossSection{1e-9}), {10}, {50}, 1};
  EXPECT_EQ(proton_sigma_cm2(effect, 9), 0);
  EXPECT_NEAR(proton_sigma_cm2(effect, 60), 1e-9 * 0.632121, 1e-15);
}

}  // namespace
}  // namespace orbitmesh
