#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/units.h"

namespace orbitmesh {

enum class TerrestrialKind { kLteCell, k5gCell, kCable };

constexpr std::array<EnumName<TerrestrialKind>, 3> enum_names(TerrestrialKind) {
  return {{{TerrestrialKind::kLteCell, "lte"},
           {TerrestrialKind::k5gCell, "5g"},
           {TerrestrialKind::kCable, "fibre"}}};
}

/// Access of a remote site to a PoP over the ground, beside its terminals.
struct TerrestrialSection {
  std::string pop;
  TerrestrialKind kind = TerrestrialKind::kLteCell;
  std::optional<Length> distance;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("kind", kind, Spec<TerrestrialKind>("technology").required());
    v.field("pop", pop, Spec<std::string>("PoP that it leads to").required().identifier());
    v.field("distance", distance,
            Spec<Length>("lte and 5g: to the base station, within its coverage, default 1 km; "
                         "fibre: length of the cable, default 1.5 great circles")
                .min(metres(1))
                .max(kilometres(40'000)));
  }
};

}  // namespace orbitmesh
