#include "orbit/doppler.h"

#include <gtest/gtest.h>

#include <cmath>

namespace orbitmesh {
namespace {

TEST(Doppler, ApproachRaisesTheFrequency) {
  const Frequency ku = {12e9};
  EXPECT_EQ(doppler_shift_hz(ku, 0.0), 0.0);
  // A hundred-thousandth of the speed of light.
  EXPECT_NEAR(doppler_shift_hz(ku, -2997.92458), 120e3, 1e-6);
  EXPECT_NEAR(doppler_shift_hz(ku, 2997.92458), -120e3, 1e-6);
}

TEST(Doppler, WhatIsLeftOutStaysBelow30HertzAtKuBand) {
  const Frequency ku = {12e9};
  const double speed_m_s = 8000;
  const double ratio = speed_m_s / kSpeedOfLight_m_s;
  // Receding along the line of sight, special relativity: f (sqrt((1 - b) / (1 + b)) - 1).
  const double exact_hz = ku.si * (std::sqrt((1 - ratio) / (1 + ratio)) - 1);
  EXPECT_NEAR(doppler_shift_hz(ku, speed_m_s), exact_hz, 30.0);
}

}  // namespace
}  // namespace orbitmesh
