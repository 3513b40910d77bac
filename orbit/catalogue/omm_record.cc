#include "orbit/catalogue/omm_record.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "orbit/catalogue/designator.h"
#include "orbit/catalogue/element_quantity.h"
#include "orbit/catalogue/field_text.h"
#include "orbit/printable_text.h"

namespace orbitmesh {
namespace {

/// Takes the fields of one record as numbers and text.
class FieldReader {
 public:
  FieldReader(const OmmRecord& record, const std::string& file) : record_(record), file_(file) {}

  void read(ElementSet& elements, OmmField field, const ElementQuantity& quantity) const {
    if (!record_[field]) return;
    const auto value = parse_scientific(text(field));
    if (!value || !quantity.allows(*value)) {
      fail(field,
           fmt::format("{} should be a number {}", quoted_text(text(field)), quantity.allowed));
    }
    set_quantity(elements, quantity, *value);
  }

  std::int64_t count(OmmField field, const ElementCount& count) const {
    if (!record_[field]) return 0;
    const auto value = parse_whole(text(field));
    if (!value || !count.allows(*value)) {
      fail(field,
           fmt::format("{} should be a whole number {}", quoted_text(text(field)), count.allowed));
    }
    return *value;
  }

  std::string name(OmmField field) const {
    std::string name = record_[field] ? printable_name(text(field)) : "";
    if (name.size() > kMaxNameLength) {
      fail(field, fmt::format("should have at most {} characters", kMaxNameLength));
    }
    return name;
  }

  char classification() const {
    const std::string letter = name(OmmField::kClassificationType);
    if (letter.empty()) return 'U';
    if (letter.size() > 1 || !is_classification(letter[0])) {
      fail(OmmField::kClassificationType, quoted_text(letter) + " should be U, C or S");
    }
    return letter[0];
  }

  /// Files write UTC with or without the "Z" of ISO 8601.
  Epoch epoch() const {
    std::string instant = printable_name(text(OmmField::kEpoch));
    if (!instant.empty() && instant.back() != 'Z') instant += 'Z';
    try {
      return parse_epoch(instant);
    } catch (const InputError& error) {
      fail(OmmField::kEpoch, error.what());
    }
  }

 private:
  const std::string& text(OmmField field) const { return record_[field]->text; }

  [[noreturn]] void fail(OmmField field, const std::string& why) const {
    throw InputError({file_, record_[field]->line, record_[field]->column},
                     fmt::format("{}: {}", omm_field_name(field), why));
  }

  const OmmRecord& record_;
  const std::string& file_;
};

void check_complete(const OmmRecord& record, const std::string& file) {
  for (const OmmField field : kRequiredOmmFields) {
    if (record[field]) continue;
    throw InputError({file, record.line, record.column},
                     fmt::format("{} is missing in this element set", omm_field_name(field)));
  }
}

}  // namespace

std::optional<OmmField> omm_field(std::string_view name) {
  const auto* const found = std::find(kOmmFieldNames.begin(), kOmmFieldNames.end(), name);
  if (found == kOmmFieldNames.end()) return std::nullopt;
  return static_cast<OmmField>(found - kOmmFieldNames.begin());
}

ElementSet parse_omm_record(const OmmRecord& record, const std::string& file) {
  check_complete(record, file);
  const FieldReader fields(record, file);
  ElementSet elements;
  elements.catalog_number = fields.count(OmmField::kNoradCatId, kCatalogNumberCount);
  elements.name = fields.name(OmmField::kObjectName);
  elements.international_designator = long_designator(fields.name(OmmField::kObjectId));
  elements.classification = fields.classification();
  elements.epoch = fields.epoch();
  fields.read(elements, OmmField::kMeanMotion, kMeanMotionQuantity);
  fields.read(elements, OmmField::kEccentricity, kEccentricityQuantity);
  fields.read(elements, OmmField::kInclination, kInclinationQuantity);
  fields.read(elements, OmmField::kRaOfAscNode, kRaanQuantity);
  fields.read(elements, OmmField::kArgOfPericenter, kArgumentOfPerigeeQuantity);
  fields.read(elements, OmmField::kMeanAnomaly, kMeanAnomalyQuantity);
  fields.read(elements, OmmField::kBstar, kBstarQuantity);
  fields.read(elements, OmmField::kMeanMotionDot, kMeanMotionDotQuantity);
  fields.read(elements, OmmField::kMeanMotionDdot, kMeanMotionDdotQuantity);
  elements.ephemeris_type =
      static_cast<int>(fields.count(OmmField::kEphemerisType, kEphemerisTypeCount));
  elements.element_set_number =
      static_cast<int>(fields.count(OmmField::kElementSetNo, kElementSetNumberCount));
  elements.revolution_at_epoch = fields.count(OmmField::kRevAtEpoch, kRevolutionCount);
  return elements;
}

}  // namespace orbitmesh
