#pragma once

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "orbit/environment/solar_particle_event.h"

namespace orbitmesh {

/// [[solar_event]]: a solar particle event.
struct SolarEventSection {
  Duration start;
  Duration rise = SolarParticleEvent{}.rise;
  Duration decay = SolarParticleEvent{}.decay;
  double scale = 1.0;
  bool storm = false;
  SectionLocation where;

  SolarParticleEvent event() const {
    return {Time{} + start, rise, decay, scale,
            storm ? Magnetosphere::kStormy : Magnetosphere::kQuiet};
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const Duration week = Duration::from_s(7 * 86'400);
    v.field("start", start,
            Spec<Duration>("begin, from the epoch; negative: before it")
                .min(week * -4)
                .max(Duration::from_s(366 * 86'400))
                .required());
    v.field("rise", rise,
            Spec<Duration>("linear rise to the peak").min(Duration::from_s(60)).max(week));
    v.field("decay", decay,
            Spec<Duration>("time of decay to 1/e").min(Duration::from_s(60)).max(week));
    v.field("scale", scale,
            Spec<double>("protons of its first 24 hours over those of CREME96's worst day")
                .min(0)
                .max(100));
    v.field("storm", storm,
            Spec<bool>("disturbs the magnetosphere, so that protons reach 5 deg further from the "
                       "poles"));
  }
};

}  // namespace orbitmesh
