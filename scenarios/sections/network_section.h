#pragma once

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "mesh/fidelity.h"

namespace orbitmesh {

/// [network]
struct NetworkSection {
  Fidelity fidelity = Fidelity::kPacket;
  Duration route_interval = Duration::from_s(1);
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("fidelity", fidelity, Spec<Fidelity>("how closely the network is modelled"));
    v.field("route_interval", route_interval,
            Spec<Duration>("time between two route computations")
                .min(Duration::from_ms(10))
                .max(Duration::from_s(60)));
  }
};

}  // namespace orbitmesh
