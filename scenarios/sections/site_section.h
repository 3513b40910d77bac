#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/serving_options.h"
#include "scenarios/sections/blockage_section.h"
#include "scenarios/sections/location_section.h"
#include "scenarios/sections/served_models.h"
#include "scenarios/sections/terrestrial_section.h"
#include "scenarios/sections/v2x_section.h"
#include "scenarios/sections/view_section.h"
#include "scenarios/sections/waypoint_section.h"
#include "scenarios/sections/weather_section.h"

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
  ServingOptions serving;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("profile", profile, Spec<std::string>("name of an accelerator profile").required());
    v.field("count", count, Spec<std::int64_t>("devices").min(1).max(100'000));
    visit_served_models(v, *this);
  }
};

enum class LanKind {
  kFixed,  ///< the same delay all the time
  kWifi,   ///< a site's access points
};

constexpr std::array<EnumName<LanKind>, 2> enum_names(LanKind) {
  return {{{LanKind::kFixed, "fixed"}, {LanKind::kWifi, "wifi"}}};
}

/// The local network between a remote site's clients and its terminals.
struct LanSection {
  LanKind kind = LanKind::kFixed;
  BitRate rate{200'000'000};
  Duration delay = Duration::from_us(1500);
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("kind", kind, Spec<LanKind>("wifi draws the delay anew every 15 s"));
    v.field("rate", rate, Spec<BitRate>("rate, each way").min({1000}).max({10'000'000'000'000}));
    v.field("delay", delay,
            Spec<Duration>("one-way delay of kind fixed").min(Duration()).max(Duration::from_s(1)));
  }
};

/// [[site]]: a place on the ground with clients or accelerators.
struct SiteSection {
  std::string name;
  SiteKind kind = SiteKind::kRemote;
  LocationSection location;
  std::optional<std::string> platform;                ///< datacenters only
  std::optional<SiteAcceleratorSection> accelerator;  ///< datacenters only
  std::optional<TerminalPreset> terminal;             ///< remote sites: always set
  std::int64_t terminals = 1;
  std::optional<LanSection> lan;                  ///< remote sites: always set once loaded
  std::optional<TerrestrialSection> terrestrial;  ///< remote sites only
  std::optional<V2xSection> v2x;                  ///< remote sites only
  std::optional<WeatherSection> weather;          ///< remote sites only
  std::optional<Angle> min_elevation;
  std::vector<MaskPointSection> mask;
  std::optional<std::string> obstruction;  ///< an absolute path once loaded
  std::optional<StreetSection> street;
  std::optional<std::string> track;  ///< an absolute path once loaded
  std::vector<WaypointSection> waypoints;
  std::optional<BlockageSection> blockage;
  SectionLocation where;

  /// Made of track or waypoints by resolve_track() (scenarios/site_track.h); null: it stands.
  std::shared_ptr<const TerminalTrack> motion;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the site").required().identifier());
    v.field("kind", kind, Spec<SiteKind>("remote (behind terminals) or datacenter (on fibre)"));
    v.field("location", location,
            Spec<LocationSection>("where it is, required unless it moves; then where it starts"));
    v.field("platform", platform,
            Spec<std::string>("platform profile of a datacenter: energy of hosts and building, and "
                              "its accelerators where none are given")
                .identifier());
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
    v.field("terrestrial", terrestrial,
            Spec<TerrestrialSection>("access of a remote site to a PoP over the ground, which is "
                                     "used where it is the better path"));
    v.field(
        "v2x", v2x,
        Spec<V2xSection>("radio to the terminals of other remote sites nearby, over which their "
                         "uplinks are within reach"));
    v.field("weather", weather, Spec<WeatherSection>("rain on the terminals of a remote site"));
    visit_view_fields(v);
    visit_motion_fields(v);
  }

 private:
  template <class Visitor>
  void visit_view_fields(Visitor& v) {
    v.field("min_elevation", min_elevation,
            Spec<Angle>("lowest elevation of a serving satellite, in place of that of [access]")
                .min(degrees(0))
                .max(degrees(89)));
    v.field("mask", mask,
            Spec<std::vector<MaskPointSection>>("the same by azimuth, straight lines between")
                .max_count(3600));
    v.field("obstruction", obstruction,
            Spec<std::string>("CSV file of the blocked sky, found from this file's folder; "
                              "docs/models/access-rules.md has its form")
                .not_empty());
    v.field("street", street, Spec<StreetSection>("buildings that hide the sky"));
  }

  template <class Visitor>
  void visit_motion_fields(Visitor& v) {
    v.field("track", track,
            Spec<std::string>("CSV file of where it is when, found from this file's folder; "
                              "docs/models/moving-terminals.md has its columns")
                .not_empty());
    v.field("waypoints", waypoints,
            Spec<std::vector<WaypointSection>>("where it is when, in place of track")
                .max_count(10'000));
    v.field("blockage", blockage,
            Spec<BlockageSection>("interruptions of its user links, as of a vehicle"));
  }
};

}  // namespace orbitmesh
