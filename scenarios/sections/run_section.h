#pragma once

#include <cstdint>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"

namespace orbitmesh {

/// [scenario]: what is run, from when, for how long.
struct RunSection {
  std::string name;
  std::string epoch;  ///< parse_epoch() of it is virtual time 0
  Duration duration;
  std::int64_t seed = 1;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the scenario").required().identifier());
    v.field("epoch", epoch,
            Spec<std::string>("UTC of virtual time 0, such as 2026-06-01T00:00:00Z").required());
    v.field("duration", duration,
            Spec<Duration>("virtual time to simulate")
                .above(Duration())
                .max(Duration::from_s(31 * 86'400))
                .required());
    v.field("seed", seed, Spec<std::int64_t>("seed of all random streams").min(0));
  }
};

}  // namespace orbitmesh
