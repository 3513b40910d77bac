#include "scenarios/site/site_measurement.h"

#include <algorithm>
#include <map>

#include "core/toml_reader.h"
#include "orbit/ground_site.h"
#include "scenarios/energy_metrics.h"
#include "scenarios/loader.h"
#include "scenarios/run_in_memory.h"
#include "scenarios/world.h"

namespace orbitmesh {
namespace {

bool answered(const RequestRecord& request) {
  return request.outcome == Outcome::kCompleted || request.outcome == Outcome::kLate;
}

void sort_by_issue(std::vector<ProbeResult>& results) {
  std::stable_sort(results.begin(), results.end(),
                   [](const ProbeResult& a, const ProbeResult& b) { return a.issued < b.issued; });
}

class MeasurementReader {
 public:
  MeasurementReader(const SiteQuestion& question, const Scenario& scenario, const World& world,
                    const RunRecord& record, const ProfileLibrary& library)
      : question_(question), scenario_(scenario), world_(world), record_(record) {
    for (const SiteProbe& probe : site_probes(question, library)) {
      measurement_.probes.push_back({probe, {}, 0});
    }
    measurement_.places.resize(question.places.size());
    for (std::size_t place = 0; place < question.places.size(); ++place) {
      const ClientSection& client = scenario.clients[measurement_.probes.size() + place];
      for (const WorkloadSection& workload : client.workloads) {
        measurement_.places[place].round_trips.push_back({workload.name, {}});
      }
    }
  }

  SiteMeasurement read() {
    for (const RequestRecord& request : record_.requests) add(request);
    for (const SlotRecord& slot : record_.slots) add(slot);
    add_energy();
    for (ProbeSeries& series : measurement_.probes) sort_by_issue(series.results);
    for (PlaceMeasurement& place : measurement_.places) {
      for (RoundTripSeries& series : place.round_trips) sort_by_issue(series.results);
    }
    return std::move(measurement_);
  }

 private:
  void add(const RequestRecord& request) {
    const std::size_t group = record_.entities.clients[request.client].group;
    if (observed_until(group) <= request.issued) return;
    ProbeResult result{request.issued, {}};
    if (answered(request)) result.latency = request.ended - request.issued;
    if (group < measurement_.probes.size()) {
      measurement_.probes[group].results.push_back(result);
      return;
    }
    if (result.latency) *result.latency += -(request.queue_wait + request.service);
    measurement_.places[group - measurement_.probes.size()]
        .round_trips[request.workload]
        .results.push_back(result);
  }

  // Of a later request the end of the run may leave open whether it was in time.
  Time observed_until(std::size_t group) const {
    const Time end = Time{} + scenario_.run.duration;
    return end - scenario_.clients[group].workloads.front().give_up;
  }

  void add(const SlotRecord& slot) {
    const auto terminal = std::find(record_.entities.terminals.begin(),
                                    record_.entities.terminals.end(), slot.terminal);
    const auto place = static_cast<std::size_t>(terminal - record_.entities.terminals.begin());
    SlotView view;
    view.at = slot.at;
    view.in_view = slot.candidates;
    view.served = slot.to.valid();
    if (view.served) {
      const GroundSite site = make_ground_site("site", question_.places[place].location);
      const LookAngles look = look_angles(
          site, world_.ephemeris().position_ecef_m(static_cast<int>(slot.to.index()), slot.at));
      view.azimuth_rad = look.azimuth_rad;
      view.elevation_rad = look.elevation_rad;
    }
    measurement_.places[place].slots.push_back(view);
  }

  void add_energy() {
    const std::vector<WorkloadEnergy> energy = workload_energy(record_);
    for (std::size_t i = 0; i < measurement_.probes.size(); ++i) {
      if (energy[i].answered == 0) continue;
      measurement_.probes[i].energy_j =
          (energy[i].compute_j + energy[i].radio_j) / static_cast<double>(energy[i].answered);
    }
  }

  const SiteQuestion& question_;
  const Scenario& scenario_;
  const World& world_;
  const RunRecord& record_;
  SiteMeasurement measurement_;
};

}  // namespace

SiteMeasurement measure_site(const SiteQuestion& question, const std::string& scenario_toml,
                             const ProfileLibrary& library, const SiteMeasurementHooks& hooks) {
  const Scenario scenario =
      scenario_from_config(parse_toml(scenario_toml, "the site's scenario"), library);
  const World world(scenario);
  const RunRecord record =
      run_in_memory(scenario, world, library, {}, {hooks.on_progress, hooks.interrupted});
  return MeasurementReader(question, scenario, world, record, library).read();
}

}  // namespace orbitmesh
