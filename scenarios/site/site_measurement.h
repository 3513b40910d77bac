#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "scenarios/site/site_scenario.h"

namespace orbitmesh {

/// One request, and how long its answer took.
struct ProbeResult {
  Time issued;
  std::optional<Duration> latency;  ///< from the scheduled issue; empty: no answer came

  bool within(Duration deadline) const { return latency && !(deadline < *latency); }
};

/// What a probe measured, in order of issue. Requests issued so late that the client would still
/// have waited for them when the run ended are left out.
struct ProbeSeries {
  SiteProbe probe;
  std::vector<ProbeResult> results;
  /// Energy of an answer [J]: accelerators above idle, hosts and buildings with them, and radio.
  double energy_j = 0;
};

/// Round trips of small messages without what they waited for and took at the server.
struct RoundTripSeries {
  std::string target;  ///< "orbit" or a datacenter
  std::vector<ProbeResult> results;
};

/// One slot of the access scheduler at a place.
struct SlotView {
  Time at;
  std::int64_t in_view = 0;  ///< satellites that might serve
  bool served = false;
  double azimuth_rad = 0;  ///< of the serving satellite at the slot's edge
  double elevation_rad = 0;
};

struct PlaceMeasurement {
  std::vector<SlotView> slots;
  std::vector<RoundTripSeries> round_trips;  ///< orbit, then the datacenters
};

/// What a run of site_scenario() showed.
struct SiteMeasurement {
  std::vector<ProbeSeries> probes;       ///< of site_probes()
  std::vector<PlaceMeasurement> places;  ///< of the question
};

struct SiteMeasurementHooks {
  std::function<void(Time)> on_progress = {};
  const std::atomic<bool>* interrupted = nullptr;
};

/// Runs `scenario_toml`, which must be a site_scenario() of the question, in this process and
/// without a folder. Throws InputError, RunError, Interrupted.
SiteMeasurement measure_site(const SiteQuestion& question, const std::string& scenario_toml,
                             const ProfileLibrary& library, const SiteMeasurementHooks& hooks);

}  // namespace orbitmesh
