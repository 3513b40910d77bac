#include "cli/route_rows.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>
#include <vector>

#include "core/quantity.h"
#include "core/units.h"

namespace orbitmesh {

std::string RouteRows::head() const {
  if (format_.json) return "{\"route\": [";
  if (format_.csv) return "time,rtt_ns,length_m,hops,hop_indices,unreachable\n";
  return fmt::format("{:<30} {:>12} {:>14}  {}\n", "time", "RTT [ms]", "length [km]", "satellites");
}

std::string RouteRows::row(const std::string& time, const GeometricRoute& route) {
  const bool first = first_;
  first_ = false;
  if (format_.json) return (first ? "\n  " : ",\n  ") + json_row(time, route);
  const bool found = route.status == RouteStatus::kFound;
  if (format_.csv) {
    const std::string figures =
        found ? fmt::format("{},{}", route.round_trip().ns(), route.length_m) : ",";
    return fmt::format("{},{},{},{},{}\n", time, figures, csv_field(hop_names(route, ";")),
                       fmt::join(route.hops, ";"), csv_field(reason(route.status)));
  }
  if (!found) return fmt::format("{:<30} unreachable: {}\n", time, reason(route.status));
  return fmt::format("{:<30} {:>12.6f} {:>14.6f}  {}\n", time, route.round_trip().milliseconds(),
                     route.length_m / 1e3, hop_names(route, ", "));
}

std::string RouteRows::tail() const { return format_.json ? "\n]}\n" : ""; }

std::string RouteRows::json_row(const std::string& time, const GeometricRoute& route) const {
  if (route.status != RouteStatus::kFound) {
    return fmt::format(R"({{"time": "{}", "rtt_ns": null, "length_m": null, "hops": [], )"
                       R"("hop_indices": [], "unreachable": {}}})",
                       time, json_string(reason(route.status)));
  }
  std::vector<std::string> names;
  for (const int hop : route.hops) names.push_back(json_string(source_.name(hop)));
  return fmt::format(
      R"({{"time": "{}", "rtt_ns": {}, "length_m": {}, "hops": [{}], "hop_indices": [{}]}})", time,
      route.round_trip().ns(), route.length_m, fmt::join(names, ", "), fmt::join(route.hops, ", "));
}

std::string RouteRows::reason(RouteStatus status) const {
  switch (status) {
    case RouteStatus::kFound:
      return {};
    case RouteStatus::kNoneOverOrigin:
      return "no satellite " + reach_words() + " from --from";
    case RouteStatus::kNoneOverDestination:
      return "no satellite " + reach_words() + " from --to";
    case RouteStatus::kApart:
      return "no lasers join the satellites over the two ends";
  }
  return {};
}

std::string RouteRows::reach_words() const {
  std::string words = "at or above " + format_quantity(Angle{reach_.min_elevation_rad});
  if (reach_.max_slant_range_m < std::numeric_limits<double>::infinity()) {
    words += " and within " + format_quantity(metres(reach_.max_slant_range_m));
  }
  return words;
}

std::string RouteRows::hop_names(const GeometricRoute& route, const char* separator) const {
  std::vector<std::string> names;
  for (const int hop : route.hops) names.push_back(source_.name(hop));
  return fmt::format("{}", fmt::join(names, separator));
}

}  // namespace orbitmesh
