#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "core/rng.h"
#include "mesh/access_delay.h"
#include "mesh/capacity_process.h"
#include "mesh/loss_process.h"
#include "mesh/slot_clock.h"
#include "tests/validation/comparison.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kSlots = 40'000;  // a week
constexpr std::int64_t kPackets = 4'000'000;

std::vector<double> slot_rates_Mbit_s(const CapacityQuantiles& quantiles, const std::string& name) {
  CapacityProcess process(quantiles, kSlotCorrelation, RngStream(1, name, 0));
  std::vector<double> rates;
  for (std::int64_t slot = 0; slot < kSlots; ++slot) {
    rates.push_back(static_cast<double>(process.at(slot).bit_s) * 1e-6);
  }
  return rates;
}

double median_relative_change(const std::vector<double>& rates) {
  std::vector<double> changes;
  for (std::size_t i = 1; i < rates.size(); ++i) {
    changes.push_back(std::fabs(rates[i] / rates[i - 1] - 1));
  }
  std::sort(changes.begin(), changes.end());
  return quantile(changes, 0.5);
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

TEST(UserLink, Rate) {
  const std::vector<double> down = slot_rates_Mbit_s(kUserDownCapacity, "validation.down");
  auto figures = quantile_figures(down, "Mbit/s", {{0.05, 72}, {0.5, 214}, {0.95, 336}});
  for (Figure& figure : figures) figure.band = kRateBand;
  show({"Downlink rate", "WetLinks, 1 Hz", "the rate process alone, 40,000 slots",
        Claim::kCalibrated, figures});
  const std::vector<double> up = slot_rates_Mbit_s(kUserUpCapacity, "validation.up");
  show({"Rate from slot to slot",
        "range over measurements",
        "the same slots",
        Claim::kPredicted,
        {{"down, median change [%]", 20, 100 * median_relative_change(down), kMedianBand, 34},
         {"up, mean [Mbit/s]", 25, mean(up), kMedianBand, 35}}});
}

Figure loss(const std::string& name, double measured_percent, const LossPattern& pattern,
            double rate) {
  LossProcess process(pattern, 1, "validation." + name);
  std::int64_t lost = 0;
  for (std::int64_t packet = 0; packet < kPackets; ++packet) {
    lost += process.loses(Time{} + Duration::from_ms(packet), rate) ? 1 : 0;
  }
  Figure figure{name + " [%]", measured_percent,
                100 * static_cast<double>(lost) / static_cast<double>(kPackets)};
  figure.band = kLossFactor;
  figure.as_factor = true;
  return figure;
}

/// Share of bursts of one packet, in percent.
double single_losses_percent() {
  LossProcess process(kScatteredLoss, 1, "validation.bursts");
  std::int64_t bursts = 0;
  std::int64_t single = 0;
  for (std::int64_t packet = 0, length = 0; packet < kPackets; ++packet) {
    if (process.loses(Time{}, kUserDownLoss.bulk)) {
      ++length;
    } else if (length > 0) {
      ++bursts;
      if (length == 1) ++single;
      length = 0;
    }
  }
  return 100 * static_cast<double>(single) / static_cast<double>(bursts);
}

TEST(UserLink, Loss) {
  show({"Packet loss",
        "UCLouvain, IMC'22",
        "the loss process alone, 4 million packets, one a millisecond",
        Claim::kCalibrated,
        {loss("messages down", 0.40, kScatteredLoss, kUserDownLoss.light),
         loss("messages up", 0.45, kScatteredLoss, kUserUpLoss.light),
         loss("bulk down", 1.56, kScatteredLoss, kUserDownLoss.bulk),
         loss("bulk up", 1.96, kScatteredLoss, kUserUpLoss.bulk),
         loss("bulk down, clustered", 1.56, kClusteredLoss, kUserDownLoss.bulk),
         loss("bulk up, clustered", 1.96, kClusteredLoss, kUserUpLoss.bulk),
         {"bursts of one packet [%]", 94, single_losses_percent(), kMedianBand, 97}}});
}

/// Round trip of the user link besides propagation, second after second, clear of slot edges.
std::vector<double> idle_excess_ms(Duration interval, std::int64_t pings) {
  RngStream base(1, "validation.base", 0);
  RngStream wait(1, "validation.wait", 0);
  std::vector<double> excess;
  for (std::int64_t i = 0; i < pings; ++i) {
    const Duration at = i * interval;
    const AccessDelay delay = draw_access_delay(base, at / SlotClock::kSlot, 1);
    const Duration waits = draw_uplink_wait(wait, at / kUplinkWaitInterval, 1);
    excess.push_back((delay.up + delay.down + waits).milliseconds());
  }
  return excess;
}

TEST(UserLink, JitterAndSlotEdge) {
  const std::vector<double> rtts = idle_excess_ms(Duration::from_s(1), 7 * 86'400);
  std::vector<double> differences;
  for (std::size_t i = 1; i < rtts.size(); ++i) {
    differences.push_back(std::fabs(rtts[i] - rtts[i - 1]));
  }
  // A train of pings 20 ms apart: the first one after the edge, at any age below 20 ms.
  RngStream pause(1, "validation.pause", 0);
  std::vector<double> steps;
  for (std::int64_t slot = 0; slot < kSlots; ++slot) {
    const double pause_ms = draw_soft_pause(pause, slot).milliseconds();
    steps.push_back(std::max(0.0, pause_ms - 20 * pause.uniform()));
  }
  std::sort(steps.begin(), steps.end());
  show({"Variation of the idle round trip",
        "Huston 2024",
        "access delay alone: pings every second for a week; first ping of a 20 ms train after an "
        "edge",
        Claim::kPredicted,
        {{"successive round trips [ms]", 6.7, mean(differences), kTailBand},
         {"step at a slot edge [ms]", 30, quantile(steps, 0.5), kTailBand, 50}}});
}

}  // namespace
}  // namespace orbitmesh
