#include "mesh/loss_process.h"

#include <array>
#include <cstddef>

namespace orbitmesh {
namespace {

// Of lengths 1 to 4.
constexpr std::array<double, 4> kBurstProbability{0.955, 0.027, 0.0135, 0.0045};

constexpr double mean_burst() {
  double mean = 0;
  for (std::size_t i = 0; i < kBurstProbability.size(); ++i) {
    mean += static_cast<double>(i + 1) * kBurstProbability[i];
  }
  return mean;
}

// A burst of mean length B and the 1 / q packets up to the next make a rate of B / (B + 1/q).
double burst_probability(double rate) { return rate / (mean_burst() * (1.0 - rate)); }

}  // namespace

LossProcess::LossProcess(const LossPattern& pattern, RngStream stream)
    : pattern_(pattern), stream_(stream), lossy_(stream_.uniform() < pattern.lossy_share) {}

bool LossProcess::loses(double rate) {
  const bool lossy = step_stretch();
  if (burst_left_ > 0) {
    --burst_left_;
    return true;
  }
  if (recovering_) {
    recovering_ = false;
    return false;
  }
  if (!lossy) return false;
  if (stream_.uniform() >= burst_probability(rate / pattern_.lossy_share)) return false;
  burst_left_ = draw_burst() - 1;
  recovering_ = true;
  return true;
}

bool LossProcess::step_stretch() {
  if (pattern_.lossy_share >= 1) return true;
  const double leave = 1.0 / pattern_.episode_packets;
  const double enter = leave * pattern_.lossy_share / (1.0 - pattern_.lossy_share);
  const bool before = lossy_;
  if (stream_.uniform() < (lossy_ ? leave : enter)) lossy_ = !lossy_;
  return before;
}

int LossProcess::draw_burst() {
  double left = stream_.uniform();
  int length = 1;
  for (const double probability : kBurstProbability) {
    left -= probability;
    if (left < 0) return length;
    ++length;
  }
  return static_cast<int>(kBurstProbability.size());
}

}  // namespace orbitmesh
