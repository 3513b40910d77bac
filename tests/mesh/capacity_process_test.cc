#include "mesh/capacity_process.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace orbitmesh {
namespace {

constexpr int kSlots = 100'000;

CapacityProcess downlink(std::uint64_t seed) {
  return CapacityProcess(kUserDownCapacity, kSlotCorrelation, RngStream(seed, "test.capacity", 0));
}

std::vector<double> rates_Mbit_s(CapacityProcess process, bool diurnal) {
  constexpr double kSlotsAnHour = 240;
  std::vector<double> rates;
  for (int slot = 0; slot < kSlots; ++slot) {
    const double factor = diurnal ? diurnal_capacity_factor(slot / kSlotsAnHour) : 1.0;
    rates.push_back(static_cast<double>(process.at(slot).bit_s) * 1e-6 * factor);
  }
  return rates;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

double quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
}

double median_change(const std::vector<double>& rates) {
  std::vector<double> changes;
  for (std::size_t i = 1; i < rates.size(); ++i) {
    changes.push_back(std::fabs(rates[i] / rates[i - 1] - 1));
  }
  return quantile(changes, 0.5);
}

TEST(CapacityProcessTest, HasTheMeasuredQuantiles) {
  const std::vector<double> rates = rates_Mbit_s(downlink(1), false);
  EXPECT_NEAR(quantile(rates, 0.05), 72, 2);
  EXPECT_NEAR(quantile(rates, 0.50), 214, 2);
  EXPECT_NEAR(quantile(rates, 0.95), 336, 4);
  EXPECT_NEAR(mean(rates), 215, 0.05 * 215);
  EXPECT_GE(quantile(rates, 0), 30);
  EXPECT_LE(quantile(rates, 1), 450);
}

TEST(CapacityProcessTest, TheDayChangesTheQuantilesLittle) {
  const std::vector<double> rates = rates_Mbit_s(downlink(2), true);
  EXPECT_NEAR(quantile(rates, 0.05), 72, 0.15 * 72);
  EXPECT_NEAR(quantile(rates, 0.50), 214, 0.15 * 214);
  EXPECT_NEAR(quantile(rates, 0.95), 336, 0.15 * 336);
  EXPECT_NEAR(mean(rates), 215, 0.15 * 215);
}

TEST(CapacityProcessTest, TheUplinkMeanLiesInTheMeasuredBand) {
  const double mean_Mbit_s = mean(rates_Mbit_s(
      CapacityProcess(kUserUpCapacity, kSlotCorrelation, RngStream(1, "test.up", 0)), false));
  EXPECT_GT(mean_Mbit_s, 25);
  EXPECT_LT(mean_Mbit_s, 35);
}

TEST(CapacityProcessTest, ChangesFromSlotToSlotAsMeasured) {
  const double change = median_change(rates_Mbit_s(downlink(3), false));
  EXPECT_GT(change, 0.20);
  EXPECT_LT(change, 0.34);
}

TEST(CapacityProcessTest, AnUncorrelatedProcessChangesMore) {
  CapacityProcess independent(kUserDownCapacity, 0, RngStream(3, "test.capacity", 0));
  CapacityProcess sticky(kUserDownCapacity, 0.9, RngStream(3, "test.capacity", 0));
  EXPECT_GT(median_change(rates_Mbit_s(independent, false)), 0.32);
  EXPECT_LT(median_change(rates_Mbit_s(sticky, false)), 0.16);
}

TEST(CapacityProcessTest, ASlotHasOneRateWhateverWasAskedBefore) {
  CapacityProcess forwards = downlink(4);
  CapacityProcess at_random = downlink(4);
  std::vector<BitRate> rates;
  for (int slot = 0; slot < 1000; ++slot) rates.push_back(forwards.at(slot));
  for (const int slot : {999, 3, 500, 501, 0}) {
    EXPECT_EQ(at_random.at(slot), rates[static_cast<std::size_t>(slot)]);
  }
}

TEST(DiurnalCapacityTest, IsBestBeforeDawnAndWorstInTheEvening) {
  EXPECT_NEAR(diurnal_capacity_factor(4), 1.13, 1e-12);
  EXPECT_NEAR(diurnal_capacity_factor(20), 0.84, 1e-12);
  EXPECT_NEAR(diurnal_capacity_factor(12), 0.985, 1e-12);
  for (double hour = -24; hour < 48; hour += 0.25) {
    EXPECT_NEAR(diurnal_capacity_factor(hour), diurnal_capacity_factor(hour + 24), 1e-12);
    EXPECT_NEAR(diurnal_capacity_factor(hour), diurnal_capacity_factor(hour + 0.01), 3e-3);
  }
}

}  // namespace
}  // namespace orbitmesh
