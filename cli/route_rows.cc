#include "cli/route_rows.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>
#include <vector>

#include "core/csv_field.h"
#include "core/quantity.h"
#include "core/units.h"

namespace orbitmesh {

std::string RouteRows::head() const {
  if (format_.json) return "{\"route\": [";
  if (format_.csv) {
    return fmt::format("time,rtt_ns,length_m,hops,hop_indices,unreachable{}\n", why_ ? ",why" : "");
  }
  return fmt::format("{:<30} {:>12} {:>14}  {}\n", "time", "RTT [ms]", "length [km]", "satellites");
}

std::string RouteRows::row(const std::string& time, const GeometricRoute& route,
                           const std::vector<std::string>& why) {
  const bool first = first_;
  first_ = false;
  if (format_.json) return (first ? "\n  " : ",\n  ") + json_row(time, route, why);
  return format_.csv ? csv_row(time, route, why) : table_row(time, route, why);
}

std::string RouteRows::tail() const { return format_.json ? "\n]}\n" : ""; }

std::string RouteRows::csv_row(const std::string& time, const GeometricRoute& route,
                               const std::vector<std::string>& why) const {
  const std::string figures = route.status == RouteStatus::kFound
                                  ? fmt::format("{},{}", route.round_trip().ns(), route.length_m)
                                  : ",";
  const std::string explanation =
      why_ ? "," + csv_field(fmt::format("{}", fmt::join(why, "; "))) : "";
  return fmt::format("{},{},{},{},{}{}\n", time, figures, csv_field(hop_names(route, ";")),
                     fmt::join(route.hops, ";"), csv_field(reason(route.status)), explanation);
}

std::string RouteRows::table_row(const std::string& time, const GeometricRoute& route,
                                 const std::vector<std::string>& why) const {
  if (route.status != RouteStatus::kFound) {
    std::string row = fmt::format("{:<30} unreachable: {}\n", time, reason(route.status));
    for (const std::string& sentence : why) row += "    " + sentence + "\n";
    return row;
  }
  return fmt::format("{:<30} {:>12.6f} {:>14.6f}  {}\n", time, route.round_trip().milliseconds(),
                     route.length_m / 1e3, hop_names(route, ", "));
}

std::string RouteRows::json_row(const std::string& time, const GeometricRoute& route,
                                const std::vector<std::string>& why) const {
  std::vector<std::string> texts;
  for (const std::string& sentence : why) texts.push_back(json_string(sentence));
  const std::string explanation =
      why_ ? fmt::format(R"(, "why": [{}])", fmt::join(texts, ", ")) : "";
  if (route.status != RouteStatus::kFound) {
    return fmt::format(R"({{"time": "{}", "rtt_ns": null, "length_m": null, "hops": [], )"
                       R"("hop_indices": [], "unreachable": {}{}}})",
                       time, json_string(reason(route.status)), explanation);
  }
  std::vector<std::string> names;
  for (const int hop : route.hops) names.push_back(json_string(source_.name(hop)));
  return fmt::format(
      R"({{"time": "{}", "rtt_ns": {}, "length_m": {}, "hops": [{}], "hop_indices": [{}]{}}})",
      time, route.round_trip().ns(), route.length_m, fmt::join(names, ", "),
      fmt::join(route.hops, ", "), explanation);
}

std::string RouteRows::reason(RouteStatus status) const {
  switch (status) {
    case RouteStatus::kFound:
      return {};
    case RouteStatus::kNoneOverOrigin:
      return "no satellite " + reach_words(reach_.origin_radio) + " from --from";
    case RouteStatus::kNoneOverDestination:
      return "no satellite " + reach_words(reach_.destination_radio) + " from --to";
    case RouteStatus::kApart:
      return "no lasers join the satellites over the two ends";
  }
  return {};
}

std::string RouteRows::reach_words(const RadioHolds& radio) const {
  std::string words = "at or above " + format_quantity(Angle{reach_.min_elevation_rad});
  if (reach_.max_slant_range_m < std::numeric_limits<double>::infinity()) {
    words += " and within " + format_quantity(metres(reach_.max_slant_range_m));
  }
  if (view_limited_) words += " and in the free part of the sky";
  if (radio) words += " and through the rain";
  return words;
}

std::string RouteRows::hop_names(const GeometricRoute& route, const char* separator) const {
  std::vector<std::string> names;
  for (const int hop : route.hops) names.push_back(source_.name(hop));
  return fmt::format("{}", fmt::join(names, separator));
}

}  // namespace orbitmesh
