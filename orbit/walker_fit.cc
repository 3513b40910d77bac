#include "orbit/walker_fit.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr int kMostPlanes = 180;
constexpr int kMostSlots = 128;
constexpr double kLeastCoherence = 0.7;
// Multiples of the right number fit as well where angles are exact; the least that comes
// this near to the best is taken.
constexpr double kNearlyBest = 0.02;

/// Sum of unit vectors at the angles times `harmonic`.
struct Resultant {
  double cos = 0.0;
  double sin = 0.0;

  void add(double angle_rad, double weight = 1.0) {
    const math::SinCos direction = math::sincos(angle_rad);
    cos += weight * direction.cos;
    sin += weight * direction.sin;
  }
  double length2() const { return cos * cos + sin * sin; }
  double angle_rad() const { return math::atan2(sin, cos); }
};

Resultant resultant(const std::vector<double>& angles_rad, int harmonic) {
  Resultant sum;
  for (const double angle_rad : angles_rad) sum.add(harmonic * angle_rad);
  return sum;
}

/// The number whose equal spacing fits best, and how well: the mean cosine of `number`
/// times the difference of two angles of one set, which a set of few does not inflate.
struct Spacing {
  int number = 0;
  double coherence = 0.0;
};

Spacing best_spacing(const std::vector<std::vector<double>>& sets_rad, int most) {
  double pairs = 0.0;
  for (const auto& set : sets_rad) pairs += static_cast<double>(set.size() * (set.size() - 1));
  if (pairs == 0.0) return {};
  std::vector<Spacing> tried;
  double best = 0.0;
  for (int number = 1; number <= most; ++number) {
    double sum = 0.0;
    for (const auto& set : sets_rad) {
      sum += resultant(set, number).length2() - static_cast<double>(set.size());
    }
    tried.push_back({number, sum / pairs});
    best = std::max(best, tried.back().coherence);
  }
  return *std::find_if(tried.begin(), tried.end(),
                       [&](const Spacing& s) { return s.coherence >= best - kNearlyBest; });
}

/// A plane's step from the first plane, in units of 360 deg / P, and the phase of its slots.
struct PlaneStep {
  double step = 0.0;
  double slot_phase_rad = 0.0;  // S times the argument of latitude of slot 0
  double weight = 0.0;
};

Spacing best_phasing(const std::vector<PlanePhases>& planes, int plane_count, int slots) {
  std::vector<PlaneStep> steps;
  double total_weight = 0.0;
  for (const PlanePhases& plane : planes) {
    const double past_first = (plane.raan_rad - planes.front().raan_rad) / (2 * kPi);
    const auto weight = static_cast<double>(plane.arguments_of_latitude_rad.size());
    steps.push_back({std::floor(past_first * plane_count + 0.5),
                     resultant(plane.arguments_of_latitude_rad, slots).angle_rad(), weight});
    total_weight += weight;
  }
  Spacing best = {0, -1.0};
  for (int phasing = 0; phasing < plane_count; ++phasing) {
    Resultant sum;
    for (const PlaneStep& s : steps) {
      const double turns = std::fmod(s.step * phasing, plane_count) / plane_count;
      sum.add(s.slot_phase_rad - 2 * kPi * turns, s.weight);
    }
    const double coherence = std::sqrt(sum.length2()) / total_weight;
    if (coherence > best.coherence) best = {phasing, coherence};
  }
  return best;
}

}  // namespace

std::optional<WalkerFit> fit_walker(const std::vector<PlanePhases>& planes) {
  if (planes.size() < 3) return std::nullopt;
  std::vector<double> raans_rad;
  std::vector<std::vector<double>> arguments_rad;
  for (const PlanePhases& plane : planes) {
    raans_rad.push_back(plane.raan_rad);
    arguments_rad.push_back(plane.arguments_of_latitude_rad);
  }
  const Spacing spacing = best_spacing({raans_rad}, kMostPlanes);
  const Spacing slots = best_spacing(arguments_rad, kMostSlots);
  if (spacing.coherence < kLeastCoherence || slots.coherence < kLeastCoherence) return std::nullopt;
  const Spacing phasing = best_phasing(planes, spacing.number, slots.number);
  if (phasing.coherence < kLeastCoherence) return std::nullopt;
  return WalkerFit{spacing.number, slots.number, phasing.number, phasing.coherence};
}

}  // namespace orbitmesh
