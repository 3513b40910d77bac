#include "cli/ephemeris_rows.h"

#include <fmt/format.h>

#include "core/csv_field.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

std::string json_vector(Vec3 v) { return fmt::format("[{}, {}, {}]", v.x, v.y, v.z); }

double lat_deg(const SatelliteState& state) { return state.geodetic.lat_rad / kDegree; }
double lon_deg(const SatelliteState& state) { return state.geodetic.lon_rad / kDegree; }

}  // namespace

std::string EphemerisRows::head() const {
  if (format_.json) return "{\"satellites\": [";
  const std::string_view frame = to_string(frame_);
  if (format_.csv) {
    if (frame_ == StateFrame::kGeodetic) {
      return "catalog,name,time,lat_deg,lon_deg,height_m,error\n";
    }
    return fmt::format(
        "catalog,name,time,x_{0}_m,y_{0}_m,z_{0}_m,vx_{0}_m_s,vy_{0}_m_s,vz_{0}_m_s,"
        "error\n",
        frame);
  }
  const std::string columns =
      frame_ == StateFrame::kGeodetic
          ? fmt::format("{:>11} {:>12} {:>12}", "lat [deg]", "lon [deg]", "height [km]")
          : fmt::format("{:>13} {:>13} {:>13} {:>11} {:>11} {:>11}", "x [km]", "y [km]", "z [km]",
                        "vx [km/s]", "vy [km/s]", "vz [km/s]");
  return fmt::format("frame: {}\n{:<30} {:>9} {:<24} {}\n", frame, "time", "catalogue", "name",
                     columns);
}

std::string EphemerisRows::row(const std::string& time, const SatelliteState& state) {
  const bool first = first_;
  first_ = false;
  if (format_.json) return (first ? "\n  " : ",\n  ") + json_row(time, state);
  return format_.csv ? csv_row(time, state) : table_row(time, state);
}

std::string EphemerisRows::tail() const { return format_.json ? "\n]}\n" : ""; }

std::string EphemerisRows::json_row(const std::string& time, const SatelliteState& state) const {
  const std::string start = fmt::format(R"({{"catalog": {}, "name": {}, "time": "{}", )",
                                        source_.catalog_text(state.satellite, "null"),
                                        json_string(source_.name(state.satellite)), time);
  if (state.error != Sgp4Error::kNone) {
    return start + fmt::format(R"("error": "{}"}})", to_string(state.error));
  }
  if (frame_ == StateFrame::kGeodetic) {
    return start + fmt::format(R"("lat_deg": {}, "lon_deg": {}, "height_m": {}}})", lat_deg(state),
                               lon_deg(state), state.geodetic.height_m);
  }
  return start + fmt::format(R"("r_{0}_m": {1}, "v_{0}_m_s": {2}}})", to_string(frame_),
                             json_vector(state.r_m), json_vector(state.v_m_s));
}

std::string EphemerisRows::csv_row(const std::string& time, const SatelliteState& state) const {
  const std::string start = fmt::format("{},{},{},", source_.catalog_text(state.satellite, ""),
                                        csv_field(source_.name(state.satellite)), time);
  const bool geodetic = frame_ == StateFrame::kGeodetic;
  if (state.error != Sgp4Error::kNone) {
    return start + (geodetic ? ",,," : ",,,,,,") + std::string(to_string(state.error)) + "\n";
  }
  if (geodetic) {
    return start +
           fmt::format("{},{},{},\n", lat_deg(state), lon_deg(state), state.geodetic.height_m);
  }
  return start + fmt::format("{},{},{},{},{},{},\n", state.r_m.x, state.r_m.y, state.r_m.z,
                             state.v_m_s.x, state.v_m_s.y, state.v_m_s.z);
}

std::string EphemerisRows::table_row(const std::string& time, const SatelliteState& state) const {
  const std::string start =
      fmt::format("{:<30} {:>9} {:<24} ", time, source_.catalog_text(state.satellite, "-"),
                  source_.name(state.satellite));
  if (state.error != Sgp4Error::kNone) return start + std::string(to_string(state.error)) + "\n";
  if (frame_ == StateFrame::kGeodetic) {
    return start + fmt::format("{:>11.6f} {:>12.6f} {:>12.6f}\n", lat_deg(state), lon_deg(state),
                               state.geodetic.height_m / 1e3);
  }
  const Vec3 r_km = 1e-3 * state.r_m;
  const Vec3 v_km_s = 1e-3 * state.v_m_s;
  return start + fmt::format("{:>13.6f} {:>13.6f} {:>13.6f} {:>11.8f} {:>11.8f} {:>11.8f}\n",
                             r_km.x, r_km.y, r_km.z, v_km_s.x, v_km_s.y, v_km_s.z);
}

}  // namespace orbitmesh
