#include "scenarios/terrestrial_access.h"

#include <fmt/format.h>

#include "core/error.h"
#include "core/quantity.h"
#include "mesh/fibre_link.h"
#include "mesh/terrestrial_link.h"

namespace orbitmesh {
namespace {

constexpr BitRate kSiteFibreRate{1'000'000'000};
constexpr Length kBaseStationDistance{1000};

Topology::TerrestrialSpec fibre_spec(const TerrestrialSection& section, Duration great_circle,
                                     int terminals) {
  Topology::TerrestrialSpec spec;
  spec.up = {kSiteFibreRate.bit_s / terminals};
  spec.down = spec.up;
  spec.delay = great_circle;
  if (section.distance) {
    spec.delay =
        Duration::from_seconds(section.distance->si / (kFibreVelocityFactor * kSpeedOfLight_m_s));
  }
  return spec;
}

}  // namespace

Topology::TerrestrialSpec terrestrial_spec(const TerrestrialSection& section, Geodetic site,
                                           Geodetic pop, int terminals) {
  const Duration backhaul = fibre_delay(site, pop);
  if (section.kind == TerrestrialKind::kCable) return fibre_spec(section, backhaul, terminals);
  const TerrestrialLink& radio = section.kind == TerrestrialKind::kLteCell ? kLte : k5gMidBand;
  const Length distance = section.distance.value_or(kBaseStationDistance);
  if (!available(radio, distance.si)) {
    throw InputError(
        section.where.of("distance"),
        fmt::format("a base station of {} reaches {}, not {}", to_string(section.kind),
                    format_quantity(metres(radio.radius_m)), format_quantity(distance)));
  }
  const TerrestrialRate share = rate_share(radio, terminals);
  Topology::TerrestrialSpec spec;
  spec.up = share.up;
  spec.down = share.down;
  spec.delay = backhaul;
  spec.radio = radio;
  return spec;
}

}  // namespace orbitmesh
