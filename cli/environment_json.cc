#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/environment_report.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::ordered_json;

Json phase_json(const PhaseMeans& means) {
  Json trapped;
  for (std::size_t e = 0; e < kTrappedEnergies_MeV.size(); ++e) {
    trapped[fmt::format("above_{:g}_MeV", kTrappedEnergies_MeV[e])] =
        means.trapped_cm2_s.above_cm2_s[e];
  }
  return {{"trapped", means.trapped},
          {"trapped_cm2_s", trapped},
          {"galactic_protons_above_10_MeV_cm2_s", means.galactic_cm2_s},
          {"time_in_anomaly", means.time_in_anomaly},
          {"fluence_there", means.fluence_there}};
}

Json device_json(const DeviceRow& row) {
  return {{"device", row.device},
          {"effect", row.effect},
          {"kind", to_string(row.kind)},
          {"AP8-MIN_per_yr", row.at_minimum},
          {"AP8-MAX_per_yr", row.at_maximum}};
}

Json shell_json(const ShellEnvironment& shell) {
  Json json = {{"shell", shell.shell},
               {"altitude_km", shell.altitude_km},
               {"inclination_deg", shell.inclination_deg},
               {"dose_rad_yr", shell.dose_rad_yr}};
  for (const PhaseMeans& means : shell.phases) json["phases"].push_back(phase_json(means));
  for (const DeviceRow& row : shell.devices) json["devices"].push_back(device_json(row));
  return json;
}

}  // namespace

std::string environment_json(const EnvironmentReport& report) {
  Json json = {{"at", report.at},
               {"shield_mm_aluminium", report.shield_mm},
               {"anomaly_peak",
                {{"above_30_MeV_cm2_s", report.peak.above_30MeV_cm2_s},
                 {"lat_deg", report.peak.lat_deg},
                 {"lon_deg", report.peak.lon_deg}}}};
  for (const ShellEnvironment& shell : report.shells) json["shells"].push_back(shell_json(shell));
  return json.dump(2);
}

}  // namespace orbitmesh
