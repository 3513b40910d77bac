#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "orbit/element_set.h"

namespace orbitmesh {

/// The fields of an orbit mean-elements message (CCSDS 502.0-B) that element sets come from,
/// in CelesTrak's order.
enum class OmmField : std::size_t {
  kObjectName,
  kObjectId,
  kEpoch,
  kMeanMotion,
  kEccentricity,
  kInclination,
  kRaOfAscNode,
  kArgOfPericenter,
  kMeanAnomaly,
  kEphemerisType,
  kClassificationType,
  kNoradCatId,
  kElementSetNo,
  kRevAtEpoch,
  kBstar,
  kMeanMotionDot,
  kMeanMotionDdot,
};

constexpr std::array<std::string_view, 17> kOmmFieldNames = {
    "OBJECT_NAME",     "OBJECT_ID",           "EPOCH",
    "MEAN_MOTION",     "ECCENTRICITY",        "INCLINATION",
    "RA_OF_ASC_NODE",  "ARG_OF_PERICENTER",   "MEAN_ANOMALY",
    "EPHEMERIS_TYPE",  "CLASSIFICATION_TYPE", "NORAD_CAT_ID",
    "ELEMENT_SET_NO",  "REV_AT_EPOCH",        "BSTAR",
    "MEAN_MOTION_DOT", "MEAN_MOTION_DDOT"};

constexpr std::string_view omm_field_name(OmmField field) {
  return kOmmFieldNames[static_cast<std::size_t>(field)];
}

/// The field of that name, if it is one of those above.
std::optional<OmmField> omm_field(std::string_view name);

/// Fields without which there is no element set.
constexpr std::array<OmmField, 9> kRequiredOmmFields = {
    OmmField::kEpoch,       OmmField::kMeanMotion,  OmmField::kEccentricity,
    OmmField::kInclination, OmmField::kRaOfAscNode, OmmField::kArgOfPericenter,
    OmmField::kMeanAnomaly, OmmField::kNoradCatId,  OmmField::kBstar};

/// A value as the file has it, and where.
struct OmmValue {
  std::string text;
  int line = 0;
  int column = 0;
};

/// The fields of one message; a field that is missing or empty has no value.
struct OmmRecord {
  int line = 0;  ///< where it begins
  int column = 0;
  std::array<std::optional<OmmValue>, kOmmFieldNames.size()> values;

  std::optional<OmmValue>& operator[](OmmField field) {
    return values[static_cast<std::size_t>(field)];
  }
  const std::optional<OmmValue>& operator[](OmmField field) const {
    return values[static_cast<std::size_t>(field)];
  }
};

/// Longest value of a field, in bytes: bounds memory.
constexpr std::size_t kMaxOmmValue = 4096;

/// The element set of a message in `file`. Throws InputError with file, line, column and field
/// for what is missing or wrong.
ElementSet parse_omm_record(const OmmRecord& record, const std::string& file);

}  // namespace orbitmesh
