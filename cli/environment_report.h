#pragma once

#include <array>
#include <string>
#include <vector>

#include "inference/fault_kind.h"
#include "inference/profile_library.h"
#include "orbit/environment/space_environment.h"
#include "orbit/environment/trapped_spectrum.h"
#include "orbit/walker.h"

namespace orbitmesh {

/// Long-term means of the radiation along a shell's orbits in one phase of the solar cycle.
struct PhaseMeans {
  std::string trapped;  ///< "AP8-MIN"
  TrappedSpectrum trapped_cm2_s;
  double galactic_cm2_s = 0;   ///< protons above 10 MeV
  double time_in_anomaly = 0;  ///< share of the time with J(>30 MeV) > 100 /(cm2 s)
  double fluence_there = 0;    ///< share of the fluence above 30 MeV met there
};

/// Events of one kind at one device [1/yr] at solar minimum and maximum; of one bit for upsets.
struct DeviceRow {
  std::string device;
  std::string effect;
  FaultKind kind = FaultKind::kSefi;
  double at_minimum = 0;
  double at_maximum = 0;
};

struct ShellEnvironment {
  std::string shell;
  double altitude_km = 0;
  double inclination_deg = 0;
  std::array<PhaseMeans, 2> phases;  ///< solar minimum, maximum
  double dose_rad_yr = 0;            ///< behind the shield
  std::vector<DeviceRow> devices;    ///< behind the shield
};

/// Where most trapped protons above 30 MeV are at a height.
struct AnomalyPeak {
  double above_30MeV_cm2_s = 0;
  double lat_deg = 0;
  double lon_deg = 0;
};

struct EnvironmentReport {
  std::string at;
  double shield_mm = 0;
  AnomalyPeak peak;  ///< AP8-MIN at the first shell's altitude
  std::vector<ShellEnvironment> shells;
};

/// Both phases of the solar cycle, without solar particle events.
struct BothPhases {
  explicit BothPhases(Epoch at) : minimum(at, {0, {}}), maximum(at, {1, {}}) {}
  SpaceEnvironment minimum;
  SpaceEnvironment maximum;
};

EnvironmentReport environment_report(const BothPhases& sky, const std::vector<WalkerShell>& shells,
                                     const ProfileLibrary& library, double shield_m);

std::string environment_json(const EnvironmentReport& report);

/// A world map of J(>30 MeV) at a height as an SVG file: cells of 2 deg, a graticule, a legend
/// and the peak.
std::string environment_map(const SpaceEnvironment& environment, double height_km,
                            const AnomalyPeak& peak);

}  // namespace orbitmesh
