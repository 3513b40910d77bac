#include "cli/pass_rows.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/csv_field.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

double usable_s(const std::vector<AccessWindow>& windows) {
  double sum_s = 0;
  for (const AccessWindow& window : windows) sum_s += (window.end - window.begin).seconds();
  return sum_s;
}

}  // namespace

std::string PassRows::head() const {
  if (format_.json) return "{\"passes\": [";
  if (format_.csv) {
    std::string columns = "catalog,name";
    for (const char* point : {"rise", "culmination", "set"}) {
      columns += fmt::format(",{0}_time,{0}_azimuth_deg,{0}_elevation_deg,{0}_range_m", point);
    }
    return columns + ",rise_cut,set_cut,windows\n";
  }
  return fmt::format("{:<24} {:>8}  {:<24} {:>8} {:>8} {:>10}  {:<24} {:>8} {:>10}  {}\n", "rise",
                     "az [deg]", "culmination", "az [deg]", "el [deg]", "range [km]", "set",
                     "az [deg]", "usable [s]", "satellite");
}

std::string PassRows::row(const Pass& pass, const std::vector<AccessWindow>& windows) {
  const bool first = first_;
  first_ = false;
  if (format_.json) return (first ? "\n  " : ",\n  ") + json_row(pass, windows);
  return format_.csv ? csv_row(pass, windows) : table_row(pass, windows);
}

std::string PassRows::tail() const { return format_.json ? "\n]}\n" : ""; }

std::string PassRows::json_row(const Pass& pass, const std::vector<AccessWindow>& windows) const {
  std::vector<std::string> spans;
  for (const AccessWindow& window : windows) {
    spans.push_back(
        fmt::format(R"({{"begin": "{}", "end": "{}"}})", time(window.begin), time(window.end)));
  }
  return fmt::format(R"({{"catalog": {}, "name": {}, "rise": {}, "culmination": {}, "set": {}, )"
                     R"("rise_cut": {}, "set_cut": {}, "windows": [{}]}})",
                     source_.catalog_text(pass.satellite, "null"),
                     json_string(source_.name(pass.satellite)), json_point(pass.rise),
                     json_point(pass.culmination), json_point(pass.set), pass.rise_cut,
                     pass.set_cut, fmt::join(spans, ", "));
}

std::string PassRows::json_point(const PassPoint& point) const {
  return fmt::format(R"({{"time": "{}", "azimuth_deg": {}, "elevation_deg": {}, "range_m": {}}})",
                     time(point.at), point.look.azimuth_rad / kDegree,
                     point.look.elevation_rad / kDegree, point.look.range_m);
}

std::string PassRows::csv_row(const Pass& pass, const std::vector<AccessWindow>& windows) const {
  std::vector<std::string> spans;
  for (const AccessWindow& window : windows) {
    spans.push_back(time(window.begin) + "/" + time(window.end));
  }
  return fmt::format("{},{},{},{},{},{},{},{}\n", source_.catalog_text(pass.satellite, ""),
                     csv_field(source_.name(pass.satellite)), csv_point(pass.rise),
                     csv_point(pass.culmination), csv_point(pass.set), pass.rise_cut, pass.set_cut,
                     fmt::join(spans, ";"));
}

std::string PassRows::csv_point(const PassPoint& point) const {
  return fmt::format("{},{},{},{}", time(point.at), point.look.azimuth_rad / kDegree,
                     point.look.elevation_rad / kDegree, point.look.range_m);
}

std::string PassRows::rounded_time(Time at) const {
  constexpr std::int64_t kMillisecond_ns = 1'000'000;
  const Epoch half_up = source_.reference_epoch() + at.since_epoch() + Duration::from_us(500);
  return (half_up - Duration::from_ns(half_up.ns_of_minute() % kMillisecond_ns)).str();
}

// A rise or set that the span cuts off has a mark in place of its azimuth.
std::string PassRows::table_row(const Pass& pass, const std::vector<AccessWindow>& windows) const {
  const auto azimuth = [](const PassPoint& point, bool cut) {
    return cut ? "(cut)" : fmt::format("{:.2f}", point.look.azimuth_rad / kDegree);
  };
  return fmt::format(
      "{:<24} {:>8}  {:<24} {:>8.2f} {:>8.2f} {:>10.3f}  {:<24} {:>8} {:>10.3f}  "
      "{}\n",
      rounded_time(pass.rise.at), azimuth(pass.rise, pass.rise_cut),
      rounded_time(pass.culmination.at), pass.culmination.look.azimuth_rad / kDegree,
      pass.culmination.look.elevation_rad / kDegree, pass.culmination.look.range_m / 1e3,
      rounded_time(pass.set.at), azimuth(pass.set, pass.set_cut), usable_s(windows),
      source_.name(pass.satellite));
}

}  // namespace orbitmesh
