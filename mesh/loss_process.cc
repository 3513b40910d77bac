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

LossProcess::LossProcess(const LossPattern& pattern, std::uint64_t seed, std::string_view name)
    : pattern_(pattern),
      packets_(seed, name, 0),
      stretches_(seed, name, 1),
      lossy_(stretches_.uniform() < pattern.lossy_share) {
  draw_stretch();
}

bool LossProcess::loses(Time now, double rate) {
  const bool lossy = in_lossy_stretch(now);
  if (burst_left_ > 0) {
    --burst_left_;
    return true;
  }
  if (recovering_) {
    recovering_ = false;
    return false;
  }
  if (!lossy) return false;
  if (packets_.uniform() >= burst_probability(rate / pattern_.lossy_share)) return false;
  burst_left_ = draw_burst() - 1;
  recovering_ = true;
  return true;
}

bool LossProcess::in_lossy_stretch(Time now) {
  while (stretch_end_ <= now) {
    lossy_ = !lossy_;
    draw_stretch();
  }
  return lossy_;
}

// Gilbert and Elliott's two states, in continuous time.
void LossProcess::draw_stretch() {
  if (pattern_.lossy_share >= 1) {
    stretch_end_ = Time::max();
    return;
  }
  const double lossy_s = pattern_.stretch.seconds();
  const double clean_s = lossy_s * (1.0 - pattern_.lossy_share) / pattern_.lossy_share;
  stretch_end_ += Duration::from_seconds(stretches_.exponential(lossy_ ? lossy_s : clean_s));
}

int LossProcess::draw_burst() {
  double left = packets_.uniform();
  int length = 1;
  for (const double probability : kBurstProbability) {
    left -= probability;
    if (left < 0) return length;
    ++length;
  }
  return static_cast<int>(kBurstProbability.size());
}

}  // namespace orbitmesh
