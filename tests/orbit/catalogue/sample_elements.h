#pragma once

#include <cstring>
#include <string>

#include "core/error.h"
#include "orbit/catalogue.h"
#include "orbit/element_set.h"

namespace orbitmesh {

/// The International Space Station on 20 September 2008, the usual example of a TLE.
constexpr const char* kIssLine1 =
    "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927";
constexpr const char* kIssLine2 =
    "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537";

inline std::string iss_tle() {
  return "ISS (ZARYA)\n" + std::string(kIssLine1) + "\n" + kIssLine2 + "\n";
}

inline ElementSet iss() {
  return parse_catalogue(iss_tle(), "iss.tle", CatalogueFormat::kTle).elements.at(0);
}

/// Whether all members are the same, numbers to the bit.
inline bool same_elements(const ElementSet& a, const ElementSet& b) {
  const auto same_bits = [](double x, double y) { return std::memcmp(&x, &y, sizeof x) == 0; };
  return a.catalog_number == b.catalog_number && a.name == b.name &&
         a.international_designator == b.international_designator &&
         a.classification == b.classification && a.epoch == b.epoch &&
         same_bits(a.mean_motion_rev_per_day, b.mean_motion_rev_per_day) &&
         same_bits(a.eccentricity, b.eccentricity) &&
         same_bits(a.inclination_deg, b.inclination_deg) && same_bits(a.raan_deg, b.raan_deg) &&
         same_bits(a.argument_of_perigee_deg, b.argument_of_perigee_deg) &&
         same_bits(a.mean_anomaly_deg, b.mean_anomaly_deg) &&
         same_bits(a.bstar_per_earth_radius, b.bstar_per_earth_radius) &&
         same_bits(a.mean_motion_dot_rev_per_day2, b.mean_motion_dot_rev_per_day2) &&
         same_bits(a.mean_motion_ddot_rev_per_day3, b.mean_motion_ddot_rev_per_day3) &&
         a.ephemeris_type == b.ephemeris_type && a.element_set_number == b.element_set_number &&
         a.revolution_at_epoch == b.revolution_at_epoch;
}

/// The message of the InputError that `action` throws, empty without one.
template <typename Action>
std::string input_error_of(const Action& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace orbitmesh
