#include "mesh/background_swing.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/units.h"

namespace orbitmesh {
namespace {

TEST(BackgroundSwingTest, WhatIsLeftGoesFromNightToEveningAsMeasured) {
  for (const double load : {0.2, 0.4, 0.7}) {
    CellOptions options;
    options.background_load = load;
    options.background_swing = usual_background_swing(load);
    const Epoch midnight = parse_epoch("2026-06-01T00:00:00Z");
    const auto left_at_h = [&](int hour) {
      return 1 - background_load(options, midnight + Duration::from_s(3600 * hour), 0);
    };
    EXPECT_NEAR(left_at_h(20) / left_at_h(4), 0.84 / 1.13, 1e-9);
    EXPECT_NEAR((left_at_h(20) + left_at_h(4)) / 2, 1 - load, 1e-9);
    EXPECT_NEAR(left_at_h(12), 1 - load, 1e-9);  // halfway between on half a cosine
    EXPECT_NEAR(left_at_h(8), 1 - load + options.background_swing * std::sqrt(0.5), 1e-9);
  }
}

TEST(BackgroundSwingTest, TheBackgroundStaysWithinItsBounds) {
  EXPECT_EQ(usual_background_swing(0), 0);
  EXPECT_EQ(usual_background_swing(0.05), 0.05);
  EXPECT_LE(0.93 + usual_background_swing(0.93), kMaxBackgroundLoad + 1e-12);
}

}  // namespace
}  // namespace orbitmesh
