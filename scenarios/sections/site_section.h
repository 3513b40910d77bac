#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "scenarios/sections/location_section.h"

namespace orbitmesh {

enum class SiteKind {
  kRemote,      ///< reached through user terminals
  kDatacenter,  ///< reached by fibre from the PoPs
};

constexpr std::array<EnumName<SiteKind>, 2> enum_names(SiteKind) {
  return {{{SiteKind::kRemote, "remote"}, {SiteKind::kDatacenter, "datacenter"}}};
}

enum class TerminalPreset { kStarlinkDish };

constexpr std::array<EnumName<TerminalPreset>, 1> enum_names(TerminalPreset) {
  return {{{TerminalPreset::kStarlinkDish, "starlink-dish"}}};
}

/// Accelerators of a datacenter.
struct SiteAcceleratorSection {
  std::string profile;
  std::int64_t count = 1;
  std::vector<std::string> models;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("profile", profile, Spec<std::string>("name of an accelerator profile").required());
    v.field("count", count, Spec<std::int64_t>("devices").min(1).max(100'000));
    v.field("models", models,
            Spec<std::vector<std::string>>("models held, \"*\" for all in use that fit")
                .required()
                .not_empty()
                .max_count(100));
  }
};

/// The local network between a remote site's clients and its terminals.
struct LanSection {
  BitRate rate{200'000'000};
  Duration delay = Duration::from_us(1500);
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("rate", rate, Spec<BitRate>("rate, each way").min({1000}).max({10'000'000'000'000}));
    v.field("delay", delay,
            Spec<Duration>("one-way delay").min(Duration()).max(Duration::from_s(1)));
  }
};

/// [[site]]: a place on the ground with clients or accelerators.
struct SiteSection {
  std::string name;
  SiteKind kind = SiteKind::kRemote;
  LocationSection location;
  std::optional<SiteAcceleratorSection> accelerator;  ///< datacenters only
  std::optional<TerminalPreset> terminal;             ///< remote sites: always set
  std::int64_t terminals = 1;
  std::optional<LanSection> lan;  ///< remote sites: always set once loaded
  SectionLocation where;

  static constexpr std::array<std::string_view, 1> kNotAvailable = {"weather"};

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the site").required().identifier());
    v.field("kind", kind, Spec<SiteKind>("remote (behind terminals) or datacenter (on fibre)"));
    v.field("location", location, Spec<LocationSection>("where it is").required());
    v.field("accelerator", accelerator,
            Spec<SiteAcceleratorSection>("accelerators of a datacenter"));
    v.field("terminal", terminal,
            Spec<TerminalPreset>("user terminal of a remote site, required there"));
    v.field(
        "terminals", terminals,
        Spec<std::int64_t>("number of terminals of a remote site, which serve its hosts in turn")
            .min(1)
            .max(64));
    v.field("lan", lan, Spec<LanSection>("local network of a remote site"));
  }
};

}  // namespace orbitmesh
