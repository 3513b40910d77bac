#include "orbit/catalogue/element_quantity.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "orbit/printable_text.h"

namespace orbitmesh {
namespace {

[[noreturn]] void refuse(const ElementSet& elements, const std::string& why) {
  throw InputError(fmt::format("element set of object {}: {}", elements.catalog_number, why));
}

void check(const ElementSet& elements, const ElementQuantity& quantity) {
  const double value = elements.*quantity.member;
  if (quantity.allows(value)) return;
  refuse(elements, fmt::format("{} {} should be {}", quantity.name, value, quantity.allowed));
}

void check(const ElementSet& elements, const ElementCount& count, std::int64_t value) {
  if (count.allows(value)) return;
  refuse(elements, fmt::format("{} {} should be {}", count.name, value, count.allowed));
}

}  // namespace

void set_quantity(ElementSet& elements, const ElementQuantity& quantity, double value) {
  elements.*quantity.member = quantity.turns && value == 360 ? 0.0 : value + 0.0;
}

bool is_classification(char letter) { return letter == 'U' || letter == 'C' || letter == 'S'; }

std::string printable_name(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return "";
  return printable(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

void check_elements(const ElementSet& elements) {
  for (const ElementQuantity& quantity :
       {kMeanMotionQuantity, kEccentricityQuantity, kInclinationQuantity, kRaanQuantity,
        kArgumentOfPerigeeQuantity, kMeanAnomalyQuantity, kBstarQuantity, kMeanMotionDotQuantity,
        kMeanMotionDdotQuantity}) {
    check(elements, quantity);
  }
  check(elements, kCatalogNumberCount, elements.catalog_number);
  check(elements, kEphemerisTypeCount, elements.ephemeris_type);
  check(elements, kElementSetNumberCount, elements.element_set_number);
  check(elements, kRevolutionCount, elements.revolution_at_epoch);
  if (!is_classification(elements.classification)) {
    refuse(elements, "classification should be U, C or S");
  }
  if (std::max(elements.name.size(), elements.international_designator.size()) > kMaxNameLength) {
    refuse(elements,
           fmt::format("name and designator should have at most {} characters", kMaxNameLength));
  }
}

}  // namespace orbitmesh
