#pragma once

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "nodes/radiation_drain.h"
#include "nodes/recovery_options.h"

namespace orbitmesh {

/// How the satellites of a constellation come back from radiation effects.
struct RecoverySection {
  RecoveryOptions options;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const Duration hour = Duration::from_s(3'600);
    v.field("watchdog", options.watchdog,
            Spec<Duration>("from a functional interrupt until the watchdog notices it and reboots "
                           "the node, which is silent until then")
                .min(Duration())
                .max(hour));
    v.field("power_cycle", options.power_cycle,
            Spec<Duration>("how long a node with a latch-up is off before it boots")
                .min(Duration())
                .max(hour));
    v.field("reload", options.reload,
            Spec<WeightSource>("where a node that was down gets its weights from: local storage, "
                               "or over the mesh from the nearest other satellite of the "
                               "constellation or the nearest datacenter that holds them"));
  }
};

/// When the satellites of a constellation take no requests because of radiation.
struct DrainSection {
  DrainLimits limits;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("above", limits.above,
            Spec<double>("a node drains when the rate of its radiation effects exceeds the mean of "
                         "its orbit without solar events by this factor")
                .above(0)
                .max(1e6));
    v.field(
        "resume", limits.resume,
        Spec<double>("and takes requests again below this one; at most 'above'").above(0).max(1e6));
  }
};

}  // namespace orbitmesh
