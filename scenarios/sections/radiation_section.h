#pragma once

#include <array>
#include <string_view>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "nodes/memory_protection.h"

namespace orbitmesh {

/// Radiation effects on the accelerators of a shell, at the rates of their profile.
struct RadiationSection {
  MemoryProtection memory;
  SectionLocation where;

  static constexpr std::array<std::string_view, 2> kNotAvailable = {"trapped", "shielding_al"};

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("ecc", memory.ecc,
            Spec<Ecc>("error correction of the weights' memory; none: a wrong bit stays until the "
                      "next scrub, secded: single wrong bits of a word are corrected at once"));
    v.field("mbu_share", memory.mbu_share,
            Spec<double>("share of upsets that hit several bits of a word and pass secded")
                .min(0)
                .max(1));
    v.field("scrub", memory.scrub,
            Spec<Duration>("time between two restorations of the weights")
                .min(Duration::from_ms(1))
                .max(Duration::from_s(31 * 86'400)));
  }
};

}  // namespace orbitmesh
