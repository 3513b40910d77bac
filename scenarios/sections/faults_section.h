#pragma once

#include "core/fields.h"
#include "core/section_location.h"

namespace orbitmesh {

/// [faults]: faults that radiation makes in the accelerators of satellites.
struct FaultsSection {
  double acceleration = 1.0;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("acceleration", acceleration,
            Spec<double>("factor on the rates of all effects of single particles; above 1 to see "
                         "rare faults in a short run")
                .min(0)
                .max(1e12));
  }
};

}  // namespace orbitmesh
