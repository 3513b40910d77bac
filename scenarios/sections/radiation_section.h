#pragma once

#include <array>
#include <optional>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "nodes/exposure_rates.h"
#include "nodes/memory_protection.h"
#include "scenarios/sections/mitigation_section.h"

namespace orbitmesh {

/// Which model of trapped protons, and with it the phase of the solar cycle.
enum class TrappedModel { kAp8Min, kAp8Max };

constexpr std::array<EnumName<TrappedModel>, 2> enum_names(TrappedModel) {
  return {{{TrappedModel::kAp8Min, "AP8-MIN"}, {TrappedModel::kAp8Max, "AP8-MAX"}}};
}

/// Radiation effects on the accelerators of a shell, from their device profiles.
struct RadiationSection {
  TrappedModel trapped = TrappedModel::kAp8Min;
  Length shielding_al = metres(2.54e-3);
  ExposureRates rates = ExposureRates::kLocal;
  Duration age;
  MemoryProtection memory;
  std::optional<RecoverySection> recovery;
  std::optional<DrainSection> drain;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("trapped", trapped,
            Spec<TrappedModel>("model of trapped protons, and phase of the solar cycle for cosmic "
                               "rays; all shells have the same"));
    v.field("shielding_al", shielding_al,
            Spec<Length>("thickness of aluminium around the accelerators")
                .min(metres(0))
                .max(metres(0.1)));
    v.field("rates", rates,
            Spec<ExposureRates>("local: as high as where the satellite is, orbit-average: the "
                                "same all along its orbit"));
    v.field("age", age,
            Spec<Duration>("time in orbit before the run, for wear-out by the dose")
                .min(Duration())
                .max(Duration::from_s(30 * 31'557'600LL)));
    v.field("ecc", memory.ecc,
            Spec<Ecc>("error correction of the weights' memory; none: a wrong bit stays until the "
                      "next scrub, secded: single wrong bits of a word are corrected at once and "
                      "two are detected"));
    v.field("mbu_share", memory.mbu_share,
            Spec<double>("share of upsets that hit one bit more of a word, and of these once more")
                .min(0)
                .max(1));
    v.field("scrub", memory.scrub,
            Spec<Duration>("time between two restorations of the weights")
                .min(Duration::from_ms(1))
                .max(Duration::from_s(31 * 86'400)));
    v.field("recovery", recovery,
            Spec<RecoverySection>("how its nodes come back; at once noticed, without a power cycle "
                                  "and from local storage without this key"));
    v.field("drain", drain,
            Spec<DrainSection>("when its nodes take no requests; never without this key"));
  }
};

}  // namespace orbitmesh
