#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/units.h"
#include "scenarios/sections/location_section.h"
#include "scenarios/sections/weather_section.h"

namespace orbitmesh {

/// [[gateway]]: a ground station whose antennas track satellites.
struct GatewaySection {
  std::string name;
  LocationSection location;
  std::string pop;
  std::int64_t antennas = 8;
  BitRate rate{10'000'000'000};
  std::optional<WeatherSection> weather;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the gateway").required().identifier());
    v.field("location", location, Spec<LocationSection>("where it is").required());
    v.field("pop", pop, Spec<std::string>("name of the [[pop]] it is joined to").required());
    v.field("antennas", antennas, Spec<std::int64_t>("satellites tracked at once").min(1).max(64));
    v.field("rate", rate,
            Spec<BitRate>("rate of one antenna's feeder link, each way")
                .min({1000})
                .max({10'000'000'000'000}));
    v.field("weather", weather, Spec<WeatherSection>("rain on its feeder links"));
  }
};

/// [[pop]]: a point of presence, where gateways meet terrestrial fibre.
struct PopSection {
  std::string name;
  LocationSection location;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the PoP").required().identifier());
    v.field("location", location, Spec<LocationSection>("where it is").required());
  }
};

}  // namespace orbitmesh
