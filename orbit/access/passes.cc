#include "orbit/access/passes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "core/error.h"
#include "core/math.h"
#include "core/units.h"
#include "orbit/access/instant_search.h"
#include "orbit/access/motion_bounds.h"
#include "orbit/visibility.h"

namespace orbitmesh {
namespace {

/// The motion bounds are taken anew after this time, since perturbations move an orbit.
constexpr Duration kBoundsHold = Duration::from_s(6 * 3600);

/// Greatest part of a revolution between two looks at a satellite in view [rad], so that the
/// highest of them lies beside the culmination.
constexpr double kStepInView_rad = 0.1;

/// Between two looks at a satellite without a position, which seldom gets one again.
constexpr Duration kStepWithoutPosition = Duration::from_s(60);

/// Where a satellite stands at one moment, as seen from the site.
struct Sighting {
  Time at;
  Vec3 r_ecef_m;
  double sin_elevation = -1.0;
  double range_m = 0.0;
  bool up = false;
};

/// Follows one satellite through the window in steps so short that it cannot come into view
/// and leave it in between.
class PassFinder {
 public:
  PassFinder(const Ephemeris& ephemeris, int satellite, const GroundSite& site,
             const PassSearch& search);

  std::vector<Pass> find();

 private:
  Sighting sight(Time t) const;
  void refresh_bounds(const Sighting& here);
  Duration step_after(const Sighting& here) const;
  double time_to_mask_s(const Sighting& here) const;
  double time_to_horizon_s(const Sighting& here) const;
  Time edge(const Sighting& before, const Sighting& after) const;

  void open(const Sighting& rise, bool cut);
  void look(const Sighting& here);
  void close(const Sighting& set, bool cut);
  PassPoint point(Time t) const;

  const Ephemeris& ephemeris_;
  const int satellite_;
  const GroundSite& site_;
  const PassSearch& search_;
  const ElevationTest test_;
  const double site_radius_m_;
  const double site_latitude_rad_;    // geocentric
  const double geocentric_mask_rad_;  // what the mask comes to against the geocentric horizon

  MotionBounds bounds_;
  double widest_rad_ = 0.0;  // angle at the Earth's centre below which it may be in view
  Time bounds_end_;

  std::vector<Pass> passes_;
  Sighting highest_;     // of the open pass
  Time before_highest_;  // the culmination is between these two
  Time after_highest_;
  Time last_look_;
};

PassFinder::PassFinder(const Ephemeris& ephemeris, int satellite, const GroundSite& site,
                       const PassSearch& search)
    : ephemeris_(ephemeris),
      satellite_(satellite),
      site_(site),
      search_(search),
      test_(site, search.min_elevation_rad),
      site_radius_m_(norm(site.r_ecef_m)),
      site_latitude_rad_(math::asin(site.r_ecef_m.z / site_radius_m_)),
      geocentric_mask_rad_(search.min_elevation_rad -
                           math::asin(norm(cross(site.up_ecef, site.r_ecef_m)) / site_radius_m_)),
      bounds_end_(search.begin) {}

Sighting PassFinder::sight(Time t) const {
  Sighting here;
  here.at = t;
  here.r_ecef_m = ephemeris_.position_ecef_m(satellite_, t);
  const Vec3 d_ecef_m = here.r_ecef_m - site_.r_ecef_m;
  here.range_m = norm(d_ecef_m);
  here.sin_elevation = std::clamp(dot(site_.up_ecef, d_ecef_m) / here.range_m, -1.0, 1.0);
  here.up = has_position(here.r_ecef_m) && test_.passes(here.r_ecef_m);
  return here;
}

void PassFinder::refresh_bounds(const Sighting& here) {
  bounds_ = motion_bounds(here.r_ecef_m, ephemeris_.velocity_ecef_m_s(satellite_, here.at));
  bounds_end_ = here.at + kBoundsHold;
  const double horizon_cos =
      site_radius_m_ * math::cos(geocentric_mask_rad_) / bounds_.highest_radius_m;
  widest_rad_ = geocentric_mask_rad_ < -kPi / 2
                    ? kPi
                    : math::acos(std::min(1.0, horizon_cos)) - geocentric_mask_rad_;
}

// From a distance, the line of sight turns by an angle only when the satellite has moved by
// at least range x sin(angle).
double PassFinder::time_to_mask_s(const Sighting& here) const {
  const double gap_rad = std::fabs(math::asin(here.sin_elevation) - search_.min_elevation_rad);
  return here.range_m * math::sin(std::min(gap_rad, kPi / 2)) / bounds_.speed_m_s;
}

// A satellite in view is no farther from the site, in angle at the Earth's centre, than the
// widest.
double PassFinder::time_to_horizon_s(const Sighting& here) const {
  if (std::fabs(site_latitude_rad_) - bounds_.highest_latitude_rad > widest_rad_) {
    return kBoundsHold.seconds();
  }
  const double cosine = dot(here.r_ecef_m, site_.r_ecef_m) / (norm(here.r_ecef_m) * site_radius_m_);
  const double gap_rad = math::acos(std::clamp(cosine, -1.0, 1.0)) - widest_rad_;
  return gap_rad / bounds_.angular_rate_rad_s;
}

Duration PassFinder::step_after(const Sighting& here) const {
  if (!has_position(here.r_ecef_m)) return std::max(kStepWithoutPosition, search_.shortest);
  double step_s = time_to_mask_s(here);
  if (here.up) {
    step_s = std::min(step_s, kStepInView_rad / bounds_.angular_rate_rad_s);
  } else {
    step_s = std::max(step_s, time_to_horizon_s(here));
  }
  step_s = std::min(step_s, (bounds_end_ - here.at).seconds());
  return std::max(Duration::from_seconds(step_s), search_.shortest);
}

Time PassFinder::edge(const Sighting& before, const Sighting& after) const {
  const InstantBracket bracket =
      bisect(before.at, after.at, [&](Time t) { return sight(t).up == after.up; });
  return after.up ? bracket.after : bracket.before;
}

PassPoint PassFinder::point(Time t) const {
  return {t, look_angles(site_, ephemeris_.position_ecef_m(satellite_, t))};
}

void PassFinder::open(const Sighting& rise, bool cut) {
  Pass pass;
  pass.satellite = satellite_;
  pass.rise = point(rise.at);
  pass.rise_cut = cut;
  passes_.push_back(pass);
  highest_ = rise;
  before_highest_ = after_highest_ = last_look_ = rise.at;
}

void PassFinder::look(const Sighting& here) {
  if (here.sin_elevation > highest_.sin_elevation) {
    highest_ = here;
    before_highest_ = last_look_;
    after_highest_ = here.at;
  } else if (after_highest_ == highest_.at) {
    after_highest_ = here.at;
  }
  last_look_ = here.at;
}

void PassFinder::close(const Sighting& set, bool cut) {
  look(set);
  Pass& pass = passes_.back();
  pass.set = point(set.at);
  pass.set_cut = cut;
  const Time culmination =
      maximise(before_highest_, after_highest_, [&](Time t) { return sight(t).sin_elevation; });
  const bool at_look = sight(culmination).sin_elevation < highest_.sin_elevation;
  pass.culmination = point(at_look ? highest_.at : culmination);
}

std::vector<Pass> PassFinder::find() {
  Sighting here = sight(search_.begin);
  if (here.up) open(here, true);
  while (here.at < search_.end) {
    if (here.at >= bounds_end_ && has_position(here.r_ecef_m)) refresh_bounds(here);
    const Duration step = std::min(step_after(here), search_.end - here.at);
    const Sighting next = sight(here.at + step);
    if (next.up && !here.up) open(sight(edge(here, next)), false);
    if (next.up) look(next);
    if (!next.up && here.up) close(sight(edge(here, next)), false);
    here = next;
  }
  if (here.up) close(here, true);
  return std::move(passes_);
}

// Written so that a NaN fails.
void validate(const PassSearch& search) {
  if (!(std::fabs(search.min_elevation_rad) < kPi / 2)) {
    throw InputError(fmt::format("passes: a minimum elevation of {} deg is not between -90 and 90",
                                 search.min_elevation_rad / kDegree));
  }
  if (search.shortest < Duration::from_ms(1)) {
    throw InputError("passes: the shortest pass to find is under 1 ms");
  }
  if (search.end < search.begin) throw InputError("passes: the window ends before it begins");
}

}  // namespace

std::vector<Pass> find_passes(const Ephemeris& ephemeris, int satellite, const GroundSite& site,
                              const PassSearch& search) {
  validate(search);
  return PassFinder(ephemeris, satellite, site, search).find();
}

std::vector<Pass> find_passes(const Ephemeris& ephemeris, const std::vector<int>& satellites,
                              const GroundSite& site, const PassSearch& search) {
  validate(search);
  std::vector<Pass> all;
  for (const int satellite : satellites) {
    const std::vector<Pass> passes = PassFinder(ephemeris, satellite, site, search).find();
    all.insert(all.end(), passes.begin(), passes.end());
  }
  std::sort(all.begin(), all.end(), [](const Pass& a, const Pass& b) {
    return std::tie(a.rise.at, a.satellite) < std::tie(b.rise.at, b.satellite);
  });
  return all;
}

}  // namespace orbitmesh
