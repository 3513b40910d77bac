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
#include "mesh/laser_uptime.h"
#include "orbit/walker.h"
#include "scenarios/sections/bus_section.h"
#include "scenarios/sections/radiation_section.h"
#include "scenarios/sections/served_models.h"

namespace orbitmesh {

struct SectionCatalogue;

/// Walker's arrangement i:T/P/F of circular orbits; see orbit/walker.h.
struct WalkerSection {
  Length altitude;
  Angle inclination;
  std::int64_t planes = 1;
  std::int64_t per_plane = 1;
  std::int64_t phasing = 0;
  Angle raan_span = degrees(360);
  Angle raan_offset;
  SectionLocation where;

  WalkerShell shell(const std::string& name) const {
    return {name,
            altitude.si,
            inclination.si,
            static_cast<int>(planes),
            static_cast<int>(per_plane),
            static_cast<int>(phasing),
            raan_span.si,
            raan_offset.si};
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("altitude", altitude,
            Spec<Length>("height above the equatorial radius")
                .min(kilometres(160))
                .max(kilometres(50'000))
                .required());
    v.field("inclination", inclination,
            Spec<Angle>("inclination of the orbits").min(degrees(0)).max(degrees(180)).required());
    v.field("planes", planes, Spec<std::int64_t>("orbital planes, P").min(1).max(1000).required());
    v.field("per_plane", per_plane,
            Spec<std::int64_t>("satellites a plane, S").min(1).max(1000).required());
    v.field("phasing", phasing,
            Spec<std::int64_t>("Walker's phasing F, 0 to P - 1").min(0).max(999).required());
    v.field("raan_span", raan_span,
            Spec<Angle>("360 deg for a Walker delta, 180 deg for a star")
                .above(degrees(0))
                .max(degrees(360)));
    v.field("raan_offset", raan_offset,
            Spec<Angle>("right ascension of plane 0 at the epoch")
                .min(degrees(-360))
                .max(degrees(360)));
  }
};

/// Accelerators on the satellites of a constellation.
struct SatelliteAcceleratorSection {
  std::string profile;
  std::int64_t every = 1;
  std::int64_t count = 1;
  std::vector<std::string> models;
  ServingOptions serving;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("profile", profile, Spec<std::string>("name of an accelerator profile").required());
    v.field("every", every,
            Spec<std::int64_t>("every how many satellites have one, counted through the section")
                .min(1)
                .max(20'000));
    v.field("count", count, Spec<std::int64_t>("devices on each of them").min(1).max(10'000));
    visit_served_models(v, *this);
  }
};

enum class IslTopology { kPlusGrid, kNone };

constexpr std::array<EnumName<IslTopology>, 2> enum_names(IslTopology) {
  return {{{IslTopology::kPlusGrid, "plus-grid"}, {IslTopology::kNone, "none"}}};
}

/// Inter-satellite links (lasers) within the shells of a constellation.
struct IslSection {
  IslTopology topology = IslTopology::kPlusGrid;
  BitRate rate{100'000'000'000};
  Length grazing_altitude = kilometres(80);
  std::optional<Length> max_range;
  Duration hop_delay = Duration::from_us(250);
  Duration acquisition = Duration::from_s(30);
  std::optional<double> uptime;
  Duration mean_interruption = LaserUptime().mean_interruption;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("topology", topology, Spec<IslTopology>("which satellites are linked"));
    v.field("rate", rate,
            Spec<BitRate>("rate of a link, each way").min({1000}).max({10'000'000'000'000}));
    v.field("grazing_altitude", grazing_altitude,
            Spec<Length>("links keep above this height").min(metres(0)).max(kilometres(1000)));
    v.field("max_range", max_range,
            Spec<Length>("longest link; without this key the grazing altitude alone limits it")
                .min(kilometres(1))
                .max(kilometres(100'000)));
    v.field(
        "hop_delay", hop_delay,
        Spec<Duration>("processing a hop, one way").min(Duration()).max(Duration::from_ms(100)));
    v.field("acquisition", acquisition,
            Spec<Duration>("until a link that was interrupted, out of reach or struck by an outage "
                           "carries again")
                .min(Duration())
                .max(Duration::from_s(3600)));
    v.field("uptime", uptime,
            Spec<double>("share of the time in which a link is neither interrupted by itself nor "
                         "acquired again, about 0.99; no interruptions without this key")
                .min(0.5)
                .max(0.999999));
    v.field("mean_interruption", mean_interruption,
            Spec<Duration>("mean length of an interruption, before acquisition")
                .min(Duration::from_ms(100))
                .max(Duration::from_s(86'400)));
  }
};

/// [[constellation]]: satellites of one operator, from exactly one of `walker`, `preset`,
/// `tle` and `omm`; one shell or several.
struct ConstellationSection {
  std::string name;
  std::optional<WalkerSection> walker;
  std::optional<std::string> preset;
  std::optional<std::string> tle;
  std::optional<std::string> omm;
  std::optional<bool> lenient;
  std::optional<std::string> bus;
  std::optional<PowerSection> power;
  std::optional<ThermalSection> thermal;
  std::optional<SatelliteAcceleratorSection> accelerator;
  IslSection isl;
  std::optional<RadiationSection> radiation;
  SectionLocation where;

  /// What `tle` or `omm` names, read by resolve_satellites() (scenarios/section_satellites.h).
  std::shared_ptr<const SectionCatalogue> catalogue;

  static constexpr std::array<std::string_view, 1> kNotAvailable = {"weather"};

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the constellation").required().identifier());
    v.field("walker", walker, Spec<WalkerSection>("orbits of one Walker shell"));
    v.field("preset", preset,
            Spec<std::string>("name of a known constellation, in place of walker"));
    v.field("tle", tle,
            Spec<std::string>("file of two-line element sets (plain, .xz or .gz), in place of "
                              "walker; found from this file's folder")
                .not_empty());
    v.field(
        "omm", omm,
        Spec<std::string>("the same for orbit mean-elements messages (CSV or JSON)").not_empty());
    v.field("lenient", lenient,
            Spec<bool>("leave bad records of that file out instead of refusing it"));
    v.field("bus", bus,
            Spec<std::string>("bus profile, which limits accelerators by energy and heat; no "
                              "limits without this key")
                .identifier());
    v.field("power", power, Spec<PowerSection>("energy of the bus"));
    v.field("thermal", thermal, Spec<ThermalSection>("heat of the bus"));
    v.field("accelerator", accelerator,
            Spec<SatelliteAcceleratorSection>("accelerators on board; none without this key"));
    v.field("isl", isl, Spec<IslSection>("inter-satellite links"));
    v.field("radiation", radiation,
            Spec<RadiationSection>("faults of its accelerators; none without this key"));
  }
};

}  // namespace orbitmesh
