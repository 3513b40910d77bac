#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "orbit/element_set.h"

namespace orbitmesh {

/// A number of an element set: where it is kept, and the values that are elements at all.
/// What SGP4 itself refuses is within them: SGP4 names those errors (orbit/sgp4.h).
struct ElementQuantity {
  double ElementSet::*member;
  const char* name;
  const char* allowed;     ///< in words, "from 0 to 180 deg"
  bool (*allows)(double);  ///< false for NaN
  bool turns = false;      ///< 360 deg is kept as 0
};

inline constexpr ElementQuantity kMeanMotionQuantity = {
    &ElementSet::mean_motion_rev_per_day, "mean motion", "above 0 and below 20 rev/day",
    [](double v) { return v > 0 && v < 20; }};
inline constexpr ElementQuantity kEccentricityQuantity = {&ElementSet::eccentricity, "eccentricity",
                                                          "from 0 to below 1",
                                                          [](double v) { return v >= 0 && v < 1; }};
inline constexpr ElementQuantity kInclinationQuantity = {
    &ElementSet::inclination_deg, "inclination", "from 0 to 180 deg",
    [](double v) { return v >= 0 && v <= 180; }};
inline constexpr ElementQuantity kRaanQuantity = {
    &ElementSet::raan_deg, "right ascension of the ascending node", "from 0 to 360 deg",
    [](double v) { return v >= 0 && v <= 360; }, true};
inline constexpr ElementQuantity kArgumentOfPerigeeQuantity = {
    &ElementSet::argument_of_perigee_deg, "argument of perigee", "from 0 to 360 deg",
    [](double v) { return v >= 0 && v <= 360; }, true};
inline constexpr ElementQuantity kMeanAnomalyQuantity = {
    &ElementSet::mean_anomaly_deg, "mean anomaly", "from 0 to 360 deg",
    [](double v) { return v >= 0 && v <= 360; }, true};
// A TLE's columns hold no drag term of 1e9 or more.
inline constexpr ElementQuantity kBstarQuantity = {&ElementSet::bstar_per_earth_radius, "B*",
                                                   "between -1e9 and 1e9 per Earth radius",
                                                   [](double v) { return v > -1e9 && v < 1e9; }};
inline constexpr ElementQuantity kMeanMotionDotQuantity = {
    &ElementSet::mean_motion_dot_rev_per_day2, "half the first derivative of the mean motion",
    "between -1e9 and 1e9 rev/day^2", [](double v) { return v > -1e9 && v < 1e9; }};
inline constexpr ElementQuantity kMeanMotionDdotQuantity = {
    &ElementSet::mean_motion_ddot_rev_per_day3,
    "a sixth of the second derivative of the mean motion", "between -1e9 and 1e9 rev/day^3",
    [](double v) { return v > -1e9 && v < 1e9; }};

/// A whole number of an element set and the values it may have.
struct ElementCount {
  const char* name;
  const char* allowed;
  bool (*allows)(std::int64_t);
};

inline constexpr ElementCount kCatalogNumberCount = {
    "catalogue number", "from 1 to 999999999",
    [](std::int64_t v) { return v >= 1 && v <= 999'999'999; }};
inline constexpr ElementCount kEphemerisTypeCount = {
    "ephemeris type", "from 0 to 9, but not 4 (SGP4-XP, another model)",
    [](std::int64_t v) { return v >= 0 && v <= 9 && v != 4; }};
inline constexpr ElementCount kElementSetNumberCount = {
    "element set number", "from 0 to 9999", [](std::int64_t v) { return v >= 0 && v <= 9999; }};
inline constexpr ElementCount kRevolutionCount = {
    "revolution at epoch", "from 0 to 999999999",
    [](std::int64_t v) { return v >= 0 && v <= 999'999'999; }};

/// Keeps an allowed value where it belongs, -0 as 0 and a full turn as 0.
void set_quantity(ElementSet& elements, const ElementQuantity& quantity, double value);

constexpr std::size_t kMaxNameLength = 100;

/// U (unclassified), C (classified) or S (secret).
bool is_classification(char letter);

/// `text` without blanks at its ends, and with "?" for what is not printable ASCII: names
/// go to terminals and into other files.
std::string printable_name(std::string_view text);

/// Throws InputError that names the quantity where one is not allowed.
void check_elements(const ElementSet& elements);

}  // namespace orbitmesh
