#include "scenarios/loader.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "core/config_file.h"
#include "core/config_override.h"
#include "core/config_reader.h"
#include "scenarios/arrival_trace.h"
#include "scenarios/platform_plan.h"
#include "scenarios/section_satellites.h"
#include "scenarios/site_track.h"
#include "scenarios/traffic_matrix.h"
#include "scenarios/validation.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

// A path in a file counts from that file's folder, in an override from the working directory.
std::string absolute_path(const std::string& file, const SourceLocation& where) {
  std::filesystem::path path = file;
  if (where.line > 0) path = std::filesystem::path(where.file).parent_path() / path;
  return std::filesystem::absolute(path).lexically_normal().string();
}

void complete(ArrivalModel& arrival) {
  constexpr std::int64_t kMlperfSamples = 8;  // a query of MLPerf Inference's MultiStream
  if (arrival.kind == ArrivalKind::kMultiStream && !arrival.samples) {
    arrival.samples = kMlperfSamples;
  }
  if (arrival.kind != ArrivalKind::kTrace || !arrival.file) return;
  arrival.file = absolute_path(*arrival.file, arrival.where.of("file"));
  arrival.trace = read_arrival_trace(*arrival.file);
}

void complete(WorkloadSection& workload, const ProfileLibrary& library) {
  complete(workload.arrival);
  PolicySection& policy = workload.policy;
  if (policy.kind == PolicyKind::kDeadline && !policy.fallback) policy.fallback = Fallback::kNone;
  const ModelProfile* model = library.find_model(workload.profile);
  if (model == nullptr) return;  // validation says so
  if (!workload.request) workload.request = model->request.value;
  if (!workload.reply) workload.reply = model->reply.value;
}

void complete(FlowSection& flow, const Scenario& scenario) {
  constexpr Bytes kEchoPayload{56};  // as ping(8) sends
  constexpr Bytes kDatagram{1200};
  if (!flow.stop) flow.stop = scenario.run.duration;
  if (flow.kind == TrafficKind::kPing) {
    if (!flow.interval) flow.interval = Duration::from_s(1);
    if (!flow.size) flow.size = kEchoPayload;
  }
  if (flow.kind == TrafficKind::kUdpCbr && !flow.size) flow.size = kDatagram;
  if (flow.kind == TrafficKind::kTcpBulk && !flow.tcp) flow.tcp = scenario.network.flow_tcp;
}

void complete(SiteSection& site) {
  for (auto* file : {&site.obstruction, &site.track}) {
    const char* key = file == &site.track ? "track" : "obstruction";
    if (*file) **file = absolute_path(**file, site.where.of(key));
  }
  resolve_track(site);
}

void complete(TimelineSection& timeline) {
  timeline.file = absolute_path(timeline.file, timeline.where.of("file"));
}

void complete(std::optional<WeatherSection>& weather) {
  if (!weather || !weather->series) return;
  weather->series = absolute_path(*weather->series, weather->where.of("series"));
}

// Puts the flows of each matrix in its place.
void expand_matrices(Scenario& scenario) {
  std::vector<FlowSection> flows;
  for (FlowSection& flow : scenario.flows) {
    if (flow.kind != TrafficKind::kMatrix) {
      flows.push_back(std::move(flow));
      continue;
    }
    check_matrix(flow);
    const std::string file = absolute_path(*flow.file, flow.where.of("file"));
    for (FlowSection& row : read_traffic_matrix(file, flow)) flows.push_back(std::move(row));
    if (flows.size() > static_cast<std::size_t>(kMaxFlows)) {
      throw InputError(flow.where.of("file"),
                       fmt::format("with this matrix there are {} flows; a scenario has at most {}",
                                   flows.size(), kMaxFlows));
    }
  }
  scenario.flows = std::move(flows);
}

// Values that depend on others, so that they cannot be initial values of their members.
void complete(Scenario& scenario, const ProfileLibrary& library) {
  for (SiteSection& site : scenario.sites) {
    if (site.kind == SiteKind::kRemote && !site.lan) site.lan.emplace();
    complete(site.weather);
    complete(site);
  }
  resolve_platforms(scenario, library);
  for (GatewaySection& gateway : scenario.gateways) {
    gateway.antennas = gateway.antenna_count();
    gateway.rate = gateway.feeder_rate();
    complete(gateway.weather);
  }
  for (ClientSection& client : scenario.clients) {
    for (WorkloadSection& workload : client.workloads) complete(workload, library);
  }
  expand_matrices(scenario);
  for (FlowSection& flow : scenario.flows) complete(flow, scenario);
  for (TimelineSection& timeline : scenario.timelines) complete(timeline);
  const Epoch epoch = scenario_epoch(scenario);
  for (ConstellationSection& section : scenario.constellations) resolve_satellites(section, epoch);
}

}  // namespace

Scenario scenario_from_config(const ConfigValue& document, const ProfileLibrary& library) {
  Scenario scenario;
  read_section(document, scenario);
  complete(scenario, library);
  validate_scenario(scenario, library);
  return scenario;
}

Scenario load_scenario(const std::string& path, const std::vector<std::string>& overrides,
                       const ProfileLibrary& library) {
  ConfigValue document = read_config_file(path);
  for (const std::string& assignment : overrides) apply_override(document, assignment);
  return scenario_from_config(document, library);
}

Scenario load_scenario(const std::string& path, const std::vector<std::string>& overrides) {
  return load_scenario(path, overrides, ProfileLibrary::built_in());
}

}  // namespace orbitmesh
