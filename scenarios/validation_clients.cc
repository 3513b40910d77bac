#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "core/quantity.h"
#include "inference/service_time.h"
#include "scenarios/content_names.h"
#include "scenarios/model_placement.h"
#include "scenarios/validation.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

void check_times(const WorkloadSection& workload) {
  if (workload.give_up < workload.deadline) {
    throw InputError(
        workload.where.of("give_up"),
        fmt::format("'give_up' is {}, less than the deadline of {}; it must be at "
                    "least as long",
                    format_quantity(workload.give_up), format_quantity(workload.deadline)));
  }
}

/// A key of the arrivals is there exactly when their kind has it.
void check_key(const ArrivalModel& arrival, std::string_view key, bool given, bool wanted) {
  if (given == wanted) return;
  const std::string_view kind = to_string(arrival.kind);
  throw InputError(
      arrival.where.of(key),
      given ? fmt::format("'{}' has no meaning for arrivals of kind \"{}\"; remove it", key, kind)
            : fmt::format("arrivals of kind \"{}\" need '{}'", kind, key));
}

void check_arrival(const ArrivalModel& arrival) {
  const ArrivalKind kind = arrival.kind;
  const bool periodic = kind == ArrivalKind::kPeriodic;
  check_key(arrival, "rate", arrival.rate.has_value(), periodic || kind == ArrivalKind::kServer);
  check_key(arrival, "samples", arrival.samples.has_value(),
            kind == ArrivalKind::kMultiStream || kind == ArrivalKind::kOffline);
  check_key(arrival, "file", arrival.file.has_value(), kind == ArrivalKind::kTrace);
  if (arrival.jitter == Duration()) return;
  check_key(arrival, "jitter", true, periodic);
  if (arrival.jitter > Duration::from_seconds(1.0 / arrival.rate->si)) {
    throw InputError(arrival.where.of("jitter"),
                     fmt::format("'jitter' is {}, longer than a period at {}; it must be at most "
                                 "one period",
                                 format_quantity(arrival.jitter), format_quantity(*arrival.rate)));
  }
}

void check_target(const WorkloadSection& workload) {
  if (!workload.target || workload.arrival.kind != ArrivalKind::kOffline) return;
  throw InputError(
      workload.where.of("target"),
      "'target' has no meaning for arrivals of kind \"offline\", whose result is their "
      "throughput; remove it");
}

void check_content_name(const ContentSection& content, std::string_view key,
                        const std::string& name) {
  const auto known = content_names();
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  reject_reference(content.where.of(key), key, fmt::format("content {}", key), name, known);
}

void check_content(const WorkloadSection& workload) {
  if (!workload.content) return;
  check_content_name(*workload.content, "model", workload.content->model);
  check_content_name(*workload.content, "input", workload.content->input);
}

/// A model's weights are held once at a node, whichever workloads use it, and so is the way to
/// compute with them.
void check_kernels(const Scenario& scenario) {
  std::map<std::string, const ContentSection*> first_use;
  for (const ClientSection& client : scenario.clients) {
    for (const WorkloadSection& workload : client.workloads) {
      if (!workload.content) continue;
      const ContentSection& content = *workload.content;
      const ContentSection& first = *first_use.emplace(content.model, &content).first->second;
      if (content.kernels == first.kernels) continue;
      throw InputError(
          content.where.of("kernels"),
          fmt::format("content model '{}' with kernels \"{}\" here and \"{}\" at {}; all "
                      "workloads must use the same",
                      content.model, to_string(content.kernels), to_string(first.kernels),
                      first.where.of("kernels").str()));
    }
  }
}

void check_local_memory(const ClientSection& client, const ProfileLibrary& library) {
  if (!client.accelerator) return;
  const AcceleratorProfile* accelerator = library.find_accelerator(*client.accelerator);
  const Bytes needed = resident_bytes(needed_local_models(client, library), *accelerator);
  if (!(accelerator->memory.value < needed)) return;
  throw InputError(client.where.of("accelerator"),
                   fmt::format("the models that workloads of '{}' need on board take {} together, "
                               "{} has {}: let fewer of them be local, or use fallback = \"none\"",
                               client.name, format_quantity(needed), accelerator->name,
                               format_quantity(accelerator->memory.value)));
}

void check_client(const ClientSection& client, const Scenario& scenario,
                  const ProfileLibrary& library) {
  const SiteSection* site = scenario.find_site(client.site);
  if (site == nullptr) {
    reject_reference(client.where.of("site"), "site", "site", client.site,
                     names_in(scenario.sites));
  }
  if (site->kind != SiteKind::kRemote) {
    throw InputError(
        client.where.of("site"),
        fmt::format("'{}' is a datacenter; a client works at a remote site", client.site));
  }
  if (client.accelerator) {
    require_accelerator(library, *client.accelerator, "accelerator",
                        client.where.of("accelerator"));
  }
  for (const WorkloadSection& workload : client.workloads) {
    const ModelProfile& model =
        require_model(library, workload.profile, "profile", workload.where.of("profile"));
    check_tokens(workload, model);
    check_session(workload, model, scenario.network.fidelity);
    check_times(workload);
    check_arrival(workload.arrival);
    check_target(workload);
    check_policy(client, workload, scenario, library);
    check_content(workload);
  }
  check_local_memory(client, library);
  check_client_serving(client, library);
}

}  // namespace

void check_clients(const Scenario& scenario, const ProfileLibrary& library) {
  std::int64_t instances = 0;
  for (const ClientSection& client : scenario.clients) {
    check_client(client, scenario, library);
    instances += client.count;
    if (instances <= kMaxClientInstances) continue;
    throw InputError(client.where.of("count"),
                     fmt::format("the clients up to '{}' have {} instances; at most {} are "
                                 "permitted",
                                 client.name, instances, kMaxClientInstances));
  }
  check_kernels(scenario);
}

}  // namespace orbitmesh
