#include "scenarios/loader.h"

#include "core/config_file.h"
#include "core/config_override.h"
#include "core/config_reader.h"
#include "scenarios/validation.h"

namespace orbitmesh {
namespace {

void complete(WorkloadSection& workload, const ProfileLibrary& library) {
  PolicySection& policy = workload.policy;
  if (policy.kind == PolicyKind::kDeadline && !policy.fallback) policy.fallback = Fallback::kNone;
  const ModelProfile* model = library.find_model(workload.profile);
  if (model == nullptr) return;  // validation says so
  if (!workload.request) workload.request = model->request.value;
  if (!workload.reply) workload.reply = model->reply.value;
}

void complete(FlowSection& flow, Duration duration) {
  constexpr Bytes kEchoPayload{56};  // as ping(8) sends
  constexpr Bytes kDatagram{1200};
  if (!flow.stop) flow.stop = duration;
  if (flow.kind == FlowKind::kPing) {
    if (!flow.interval) flow.interval = Duration::from_s(1);
    if (!flow.size) flow.size = kEchoPayload;
  }
  if (flow.kind == FlowKind::kUdpCbr && !flow.size) flow.size = kDatagram;
}

// Values that depend on others, so that they cannot be initial values of their members.
void complete(Scenario& scenario, const ProfileLibrary& library) {
  for (SiteSection& site : scenario.sites) {
    if (site.kind == SiteKind::kRemote && !site.lan) site.lan.emplace();
  }
  for (ClientSection& client : scenario.clients) {
    for (WorkloadSection& workload : client.workloads) complete(workload, library);
  }
  for (FlowSection& flow : scenario.flows) complete(flow, scenario.run.duration);
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
