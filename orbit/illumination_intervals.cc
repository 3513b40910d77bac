#include "orbit/illumination_intervals.h"

#include <algorithm>

#include "orbit/sun.h"

namespace orbitmesh {
namespace {

constexpr Duration kStep = Duration::from_s(60);
constexpr Duration kResolution = Duration::from_ms(1);

Time middle(Time a, Time b) { return a + (b - a) / 2; }

/// One satellite against the Earth's shadow.
class ShadowTrack {
 public:
  ShadowTrack(const Ephemeris& ephemeris, Epoch epoch, int satellite)
      : ephemeris_(ephemeris), epoch_(epoch), satellite_(satellite) {}

  double depth_m(ShadowCone cone, Time t) const { return shadow(t).depth_m(cone, position(t)); }
  Illumination illumination(Time t) const { return shadow(t).illumination(position(t)); }

 private:
  EarthShadow shadow(Time t) const {
    return EarthShadow(sun_position_ecef_m(epoch_ + t.since_epoch()));
  }
  Vec3 position(Time t) const { return ephemeris_.position_ecef_m(satellite_, t); }

  const Ephemeris& ephemeris_;
  Epoch epoch_;
  int satellite_;
};

/// The instants at which a satellite enters or leaves one cone.
class CrossingSearch {
 public:
  CrossingSearch(const ShadowTrack& track, ShadowCone cone) : track_(track), cone_(cone) {}

  /// Appends the crossings between `begin` and `end`, and some a step or two outside.
  void find(Time begin, Time end, std::vector<Time>& out) const {
    Sample before = sample(begin - kStep);
    Sample here = sample(begin);
    if (before.inside() != here.inside()) out.push_back(crossing(before.t, here.t));
    while (here.t < end + kStep) {
      const Sample after = sample(here.t + kStep);
      if (here.inside() != after.inside()) {
        out.push_back(crossing(here.t, after.t));
      } else if (!here.inside() && !before.inside() && here.depth_m > before.depth_m &&
                 here.depth_m >= after.depth_m) {
        find_grazing(before.t, after.t, out);
      }
      before = here;
      here = after;
    }
  }

 private:
  struct Sample {
    Time t;
    double depth_m;
    bool inside() const { return depth_m > 0; }
  };

  Sample sample(Time t) const { return {t, track_.depth_m(cone_, t)}; }

  /// By bisection; the satellite is inside the cone at exactly one of the two instants.
  Time crossing(Time from, Time to) const {
    const bool inside_before = sample(from).inside();
    while (to - from > kResolution) {
      const Time mid = middle(from, to);
      (sample(mid).inside() == inside_before ? from : to) = mid;
    }
    return to;
  }

  /// An entry and an exit between two instants outside the cone, with one deepest moment
  /// between them, which a ternary search finds.
  void find_grazing(Time from, Time to, std::vector<Time>& out) const {
    Time low = from;
    Time high = to;
    while (high - low > kResolution) {
      const Duration third = (high - low) / 3;
      const bool rises = sample(low + third).depth_m < sample(high - third).depth_m;
      (rises ? low : high) = rises ? low + third : high - third;
    }
    const Time deepest = middle(low, high);
    if (!sample(deepest).inside()) return;
    out.push_back(crossing(from, deepest));
    out.push_back(crossing(deepest, to));
  }

  const ShadowTrack& track_;
  ShadowCone cone_;
};

}  // namespace

std::vector<IlluminationInterval> illumination_intervals(const Ephemeris& ephemeris, Epoch epoch,
                                                         int satellite, Time begin, Time end) {
  const ShadowTrack track(ephemeris, epoch, satellite);
  std::vector<Time> edges;
  CrossingSearch(track, ShadowCone::kPenumbra).find(begin, end, edges);
  CrossingSearch(track, ShadowCone::kUmbra).find(begin, end, edges);
  std::sort(edges.begin(), edges.end());
  edges.push_back(end);
  std::vector<IlluminationInterval> intervals;
  Time from = begin;
  for (const Time edge : edges) {
    const Time to = std::min(edge, end);
    if (to <= from) continue;
    const Illumination light = track.illumination(middle(from, to));
    if (intervals.empty() || intervals.back().illumination != light) {
      intervals.push_back({light, from, to});
    }
    intervals.back().end = to;
    from = to;
  }
  return intervals;
}

}  // namespace orbitmesh
