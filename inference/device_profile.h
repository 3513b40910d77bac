#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/particle_units.h"
#include "core/section_location.h"
#include "core/sourced.h"
#include "inference/fault_kind.h"

namespace orbitmesh {

/// A proton cross-section known at one energy; see nodes/cross_section.h for the others.
struct OneEnergySigma {
  Sourced<CrossSection> sigma;
  ParticleEnergy energy;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("sigma", sigma,
            Spec<CrossSection>("cross-section there").above({0}).max({1.0}).required());
    v.field("energy", energy,
            Spec<ParticleEnergy>("energy of the beam").above({5}).max({1e4}).required());
  }
};

/// Bendel's function of two parameters for protons, a bit.
struct BendelSigma {
  Sourced<double> a;
  Sourced<double> b;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("a", a, Spec<double>("parameter A, the threshold in MeV").min(1).max(200).required());
    v.field("b", b, Spec<double>("parameter B").min(1).max(200).required());
  }
};

/// Weibull's function of a proton's energy.
struct ProtonWeibull {
  Sourced<CrossSection> sigma;
  ParticleEnergy threshold;
  ParticleEnergy width;
  double shape = 1;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("sigma", sigma, Spec<CrossSection>("saturation").above({0}).max({1.0}).required());
    v.field("threshold", threshold,
            Spec<ParticleEnergy>("energy without effect").min({0}).max({1e3}).required());
    v.field("width", width, Spec<ParticleEnergy>("width").above({0}).max({1e4}).required());
    v.field("shape", shape, Spec<double>("exponent").above(0).max(20));
  }
};

/// Weibull's function of an ion's linear energy transfer.
struct IonWeibull {
  Sourced<CrossSection> sigma;
  Let threshold;
  Let width;
  double shape = 1;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("sigma", sigma, Spec<CrossSection>("saturation").above({0}).max({10.0}).required());
    v.field("threshold", threshold, Spec<Let>("LET without effect").min({0}).max({200}).required());
    v.field("width", width, Spec<Let>("width").above({0}).max({1e4}).required());
    v.field("shape", shape, Spec<double>("exponent").above(0).max(20));
  }
};

/// One effect of radiation on a device: a kind, and what brings it about. At least one of the
/// cross-sections is there, and at most one for protons. All are those of one device; of an
/// upset (seu), of one bit.
struct DeviceEffect {
  std::string name;
  FaultKind kind = FaultKind::kSefi;
  std::optional<OneEnergySigma> one_energy;
  std::optional<BendelSigma> bendel;
  std::optional<ProtonWeibull> weibull;
  std::optional<IonWeibull> heavy_ion;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("what it is, once a device").required().identifier());
    v.field("kind", kind, Spec<FaultKind>("what follows; not wear-out").required());
    v.field("one_energy", one_energy,
            Spec<OneEnergySigma>("proton cross-section measured at one energy"));
    v.field("bendel", bendel, Spec<BendelSigma>("proton cross-section by Bendel, two parameters"));
    v.field("weibull", weibull, Spec<ProtonWeibull>("proton cross-section by Weibull"));
    v.field("heavy_ion", heavy_ion, Spec<IonWeibull>("heavy-ion cross-section by Weibull"));
  }
};

/// How many effects a device may have.
inline constexpr std::size_t kMaxDeviceEffects = 8;

/// What radiation does to a device. One of the same name as an accelerator profile is that of the
/// accelerator with its host.
struct DeviceProfile {
  std::string name;
  std::vector<DeviceEffect> effects;
  std::optional<Sourced<Dose>> dose_limit;  ///< median dose of wear-out
  /// Share of latch-ups that switching off and on clears; the others destroy the device.
  Sourced<double> latchup_clears{0.95, "engineering default, with a current limiter",
                                 Confidence::kGuess};
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name,
            Spec<std::string>("name, that of an accelerator").required().identifier());
    v.field("effect", effects,
            Spec<DeviceEffect>("effects of single particles")
                .not_empty()
                .max_count(static_cast<std::int64_t>(kMaxDeviceEffects)));
    v.field("dose_limit", dose_limit,
            Spec<Dose>("dose that half of the devices survive").above({0}).max({1e9}));
    v.field("latchup_clears", latchup_clears,
            Spec<double>("share of latch-ups that a power cycle clears").min(0).max(1));
  }
};

/// Throws InputError for an effect without a cross-section or with two for protons, a wear-out
/// among the effects, and a name that stands twice.
void check(const DeviceProfile& profile);

}  // namespace orbitmesh
