#pragma once

#include <optional>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "nodes/checkpoint_options.h"
#include "nodes/radiation_drain.h"
#include "nodes/recovery_options.h"

namespace orbitmesh {

/// How servers save their work.
struct CheckpointSection {
  CheckpointOptions options;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("period", options.period,
            Spec<Duration>("time between two checkpoints of what waits and runs, from which a node "
                           "goes on after an outage")
                .min(Duration::from_ms(1))
                .max(Duration::from_s(86'400))
                .required());
    v.field("overhead", options.overhead,
            Spec<double>("share by which saving makes service longer").min(0).max(10));
  }
};

/// How the satellites of a constellation come back from radiation effects.
struct RecoverySection {
  RecoveryOptions options;
  std::optional<CheckpointSection> checkpoint;
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
    v.field(
        "checkpoint", checkpoint,
        Spec<CheckpointSection>("how its servers save their work; not at all without this key"));
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
