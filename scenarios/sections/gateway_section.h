#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/units.h"
#include "mesh/feeder_band.h"
#include "scenarios/sections/location_section.h"
#include "scenarios/sections/view_section.h"
#include "scenarios/sections/weather_section.h"

namespace orbitmesh {

/// [[gateway]]: a ground station whose antennas track satellites.
struct GatewaySection {
  std::string name;
  LocationSection location;
  std::string pop;
  FeederBand band = FeederBand::kKa;
  std::optional<std::int64_t> antennas;
  std::optional<BitRate> rate;
  std::optional<Angle> min_elevation;
  std::vector<MaskPointSection> mask;
  std::optional<Angle> gso_separation;
  std::optional<WeatherSection> weather;
  SectionLocation where;

  std::int64_t antenna_count() const {
    return antennas.value_or(band == FeederBand::kE ? kAntennasE : kAntennasKa);
  }
  BitRate feeder_rate() const {
    return rate.value_or(band == FeederBand::kE ? kFeederRateE : kFeederRateKa);
  }

  static constexpr std::int64_t kAntennasKa = 8;
  static constexpr std::int64_t kAntennasE = 32;
  static constexpr BitRate kFeederRateKa{10'000'000'000};
  static constexpr BitRate kFeederRateE{25'000'000'000};

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the gateway").required().identifier());
    v.field("location", location, Spec<LocationSection>("where it is").required());
    v.field("pop", pop, Spec<std::string>("name of the [[pop]] it is joined to").required());
    v.field("band", band, Spec<FeederBand>("ka, or e: 71 to 86 GHz, faster and weaker in rain"));
    v.field("antennas", antennas,
            Spec<std::int64_t>("satellites tracked at once, default 8, e band 32").min(1).max(64));
    v.field("rate", rate,
            Spec<BitRate>("rate of one antenna's feeder link, each way, default 10 Gbit/s, e band "
                          "25 Gbit/s")
                .min({1000})
                .max({10'000'000'000'000}));
    v.field("min_elevation", min_elevation,
            Spec<Angle>("lowest elevation that it tracks, in place of that of [access]")
                .min(degrees(0))
                .max(degrees(89)));
    v.field("mask", mask,
            Spec<std::vector<MaskPointSection>>("the same by azimuth, straight lines between")
                .max_count(3600));
    v.field("gso_separation", gso_separation,
            Spec<Angle>("least angle between satellite and geostationary arc, in place of that of "
                        "[access]")
                .min(degrees(0))
                .max(degrees(90)));
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
