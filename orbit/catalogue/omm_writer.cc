#include "orbit/catalogue/omm_writer.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>

#include "core/csv_field.h"
#include "orbit/catalogue/element_quantity.h"
#include "orbit/catalogue/omm_record.h"

namespace orbitmesh {
namespace {

/// The fields of one message, in the order of kOmmFieldNames.
using Values = std::array<std::string, kOmmFieldNames.size()>;

bool is_text(std::size_t field) {
  const auto is = [field](OmmField other) { return field == static_cast<std::size_t>(other); };
  return is(OmmField::kObjectName) || is(OmmField::kObjectId) || is(OmmField::kEpoch) ||
         is(OmmField::kClassificationType);
}

/// "2026-05-20T16:25:15.058464": UTC without the "Z", as CelesTrak writes it.
std::string epoch_text(Epoch epoch) {
  constexpr std::size_t kSeconds = 19;  // length without a fraction
  std::string text = epoch.str();
  parse_epoch(text);
  text.pop_back();
  if (text.size() == kSeconds) text += '.';
  const std::size_t decimals = text.size() - kSeconds - 1;
  return text.append(decimals <= 6 ? 6 - decimals : 9 - decimals, '0');
}

Values values_of(const ElementSet& e) {
  check_elements(e);
  return {printable_name(e.name),
          printable_name(e.international_designator),
          epoch_text(e.epoch),
          fmt::to_string(e.mean_motion_rev_per_day),
          fmt::to_string(e.eccentricity),
          fmt::to_string(e.inclination_deg),
          fmt::to_string(e.raan_deg),
          fmt::to_string(e.argument_of_perigee_deg),
          fmt::to_string(e.mean_anomaly_deg),
          fmt::to_string(e.ephemeris_type),
          std::string(1, e.classification),
          fmt::to_string(e.catalog_number),
          fmt::to_string(e.element_set_number),
          fmt::to_string(e.revolution_at_epoch),
          fmt::to_string(e.bstar_per_earth_radius),
          fmt::to_string(e.mean_motion_dot_rev_per_day2),
          fmt::to_string(e.mean_motion_ddot_rev_per_day3)};
}

/// `text` between quotation marks, with `escape` before each character of `special` in it.
std::string quoted(const std::string& text, std::string_view special, char escape) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) quoted += escape;
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string format_omm_csv(const std::vector<ElementSet>& elements) {
  std::string csv = fmt::format("{}\n", fmt::join(kOmmFieldNames, ","));
  for (const ElementSet& set : elements) {
    Values values = values_of(set);
    for (std::string& value : values) value = csv_field(value);
    csv += fmt::format("{}\n", fmt::join(values, ","));
  }
  return csv;
}

std::string format_omm_json(const std::vector<ElementSet>& elements) {
  std::string json = "[";
  for (const ElementSet& set : elements) {
    Values values = values_of(set);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::string value = is_text(i) ? quoted(values[i], "\"\\", '\\') : values[i];
      values[i] = fmt::format("\"{}\":{}", kOmmFieldNames[i], value);
    }
    json += fmt::format("{}\n{{{}}}", json.size() > 1 ? "," : "", fmt::join(values, ","));
  }
  return json + "\n]\n";
}

}  // namespace orbitmesh
