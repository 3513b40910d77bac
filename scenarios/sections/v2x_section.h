#pragma once

#include <array>
#include <optional>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/units.h"
#include "mesh/terrestrial_link.h"

namespace orbitmesh {

enum class V2xKind { kPc5, kSidelink };

constexpr std::array<EnumName<V2xKind>, 2> enum_names(V2xKind) {
  return {{{V2xKind::kPc5, "pc5"}, {V2xKind::kSidelink, "nr-sidelink"}}};
}

/// Radio between the terminals of remote sites: docs/models/v2x.md.
struct V2xSection {
  V2xKind kind = V2xKind::kPc5;
  std::optional<Length> range;
  double loss = 0.01;
  SectionLocation where;

  TerrestrialLink radio() const {
    TerrestrialLink link = kind == V2xKind::kPc5 ? kV2x : kNrSidelink;
    if (range) link.radius_m = range->si;
    return link;
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("kind", kind,
            Spec<V2xKind>("pc5: 802.11p or C-V2X; sites with the same kind hear each other")
                .required());
    v.field("range", range,
            Spec<Length>("up to which it is heard, default 400 m, nr-sidelink 300 m; of two sites "
                         "the shorter counts")
                .min(metres(1))
                .max(kilometres(10)));
    v.field("loss", loss,
            Spec<double>("probability that a packet is lost in spite of repetitions; of two sites "
                         "the greater counts")
                .min(0)
                .max(0.9));
  }
};

}  // namespace orbitmesh
