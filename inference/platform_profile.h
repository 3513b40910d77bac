#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/sourced.h"
#include "core/units.h"

namespace orbitmesh {

enum class PlatformKind { kDatacenter, kCar, kRobot };

constexpr std::array<EnumName<PlatformKind>, 3> enum_names(PlatformKind) {
  return {{{PlatformKind::kDatacenter, "datacenter"},
           {PlatformKind::kCar, "car"},
           {PlatformKind::kRobot, "robot"}}};
}

/// What accelerators on the ground stand in: a datacenter, a car, a robot. Used by nodes/power/.
struct PlatformProfile {
  std::string name;
  PlatformKind kind = PlatformKind::kDatacenter;
  std::string accelerator;
  Sourced<std::int64_t> count{1, "one computer", Confidence::kGuess};
  Sourced<double> compute_share{1.0, "nothing else runs on it", Confidence::kGuess};
  std::optional<Sourced<Power>> power;
  Sourced<double> host{1.0, "the accelerator's figure holds all of it", Confidence::kGuess};
  Sourced<double> pue{1.0, "no building around it", Confidence::kGuess};
  std::optional<Sourced<Energy>> battery;
  std::optional<Sourced<Power>> body_idle;
  std::optional<Sourced<Power>> body_moving;
  Sourced<double> moving_share{0.0, "does not move", Confidence::kGuess};
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name that scenarios use").required().identifier());
    v.field("kind", kind, Spec<PlatformKind>("datacenter, car or robot").required());
    v.field("accelerator", accelerator,
            Spec<std::string>("name of the accelerator profile it has").required().identifier());
    v.field("count", count, Spec<std::int64_t>("devices").min(1).max(100'000));
    v.field("compute_share", compute_share,
            Spec<double>("share of the accelerator's speed that its own control leaves")
                .min(0.05)
                .max(1));
    v.field("power", power,
            Spec<Power>("greatest power of all devices, with hosts and building")
                .above({0})
                .max({1e10}));
    v.field("host", host,
            Spec<double>("power of devices with their hosts over that of devices").min(1).max(5));
    v.field("pue", pue, Spec<double>("power usage effectiveness of the building").min(1).max(5));
    v.field("battery", battery, Spec<Energy>("capacity of its battery").above({0}).max({1e11}));
    v.field("body_idle", body_idle,
            Spec<Power>("power of all but the accelerator, standing").min({0}).max({1e6}));
    v.field("body_moving", body_moving,
            Spec<Power>("power of all but the accelerator, moving").min({0}).max({1e6}));
    v.field("moving_share", moving_share, Spec<double>("share of the time it moves").min(0).max(1));
  }
};

}  // namespace orbitmesh
