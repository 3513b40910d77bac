#include "scenarios/model_placement.h"

#include <algorithm>
#include <map>
#include <utility>

#include "inference/service_time.h"

namespace orbitmesh {
namespace {

void add_once(std::vector<const ModelProfile*>& models, const ModelProfile* model) {
  if (model == nullptr) return;
  if (std::find(models.begin(), models.end(), model) == models.end()) models.push_back(model);
}

bool contains(const std::vector<const ModelProfile*>& models, std::string_view name) {
  return std::any_of(models.begin(), models.end(),
                     [&](const ModelProfile* model) { return model->name == name; });
}

}  // namespace

std::vector<const ModelProfile*> models_in_use(const Scenario& scenario,
                                               const ProfileLibrary& library) {
  std::map<std::string_view, const ModelProfile*> by_name;
  for (const ClientSection& client : scenario.clients) {
    for (const WorkloadSection& workload : client.workloads) {
      if (const ModelProfile* model = library.find_model(workload.profile)) {
        by_name.emplace(model->name, model);
      }
    }
  }
  std::vector<const ModelProfile*> models;
  for (const auto& entry : by_name) models.push_back(entry.second);
  return models;
}

std::vector<const ModelProfile*> resident_models(const std::vector<std::string>& names,
                                                 const AcceleratorProfile& accelerator,
                                                 std::int64_t count, const Scenario& scenario,
                                                 const ProfileLibrary& library) {
  std::vector<const ModelProfile*> models;
  for (const std::string& name : names) {
    if (name != "*") {
      add_once(models, library.find_model(name));
      continue;
    }
    for (const ModelProfile* model : models_in_use(scenario, library)) {
      if (fits(*model, accelerator, count)) add_once(models, model);
    }
  }
  return models;
}

bool needs_local_model(const WorkloadSection& workload) {
  const PolicySection& policy = workload.policy;
  const LocalUse use = policy_entry(policy.kind).local;
  return use == LocalUse::kNeeded ||
         (use == LocalUse::kWithFallback && policy.fallback == Fallback::kLocal);
}

std::vector<const ModelProfile*> needed_local_models(const ClientSection& client,
                                                     const ProfileLibrary& library) {
  std::vector<const ModelProfile*> models;
  for (const WorkloadSection& workload : client.workloads) {
    if (needs_local_model(workload)) add_once(models, library.find_model(workload.profile));
  }
  return models;
}

std::vector<const ModelProfile*> local_models(const ClientSection& client,
                                              const ProfileLibrary& library) {
  if (!client.accelerator) return {};
  const AcceleratorProfile* accelerator = library.find_accelerator(*client.accelerator);
  std::vector<const ModelProfile*> models = needed_local_models(client, library);
  for (const WorkloadSection& workload : client.workloads) {
    const ModelProfile* model = library.find_model(workload.profile);
    if (accelerator == nullptr || model == nullptr) continue;
    const bool wanted = policy_entry(workload.policy.kind).local == LocalUse::kWhereItFits;
    if (!wanted || !fits(*model, *accelerator, 1)) continue;
    std::vector<const ModelProfile*> with = models;
    add_once(with, model);
    const bool room = !(accelerator->memory.value < resident_bytes(with, *accelerator));
    if (room) models = std::move(with);
  }
  return models;
}

bool holds(const ConstellationSection& shell, std::string_view model, const Scenario& scenario,
           const ProfileLibrary& library) {
  if (!shell.accelerator) return false;
  const AcceleratorProfile* profile = library.find_accelerator(shell.accelerator->profile);
  return profile != nullptr &&
         contains(resident_models(shell.accelerator->models, *profile, shell.accelerator->count,
                                  scenario, library),
                  model);
}

bool holds(const SiteSection& site, std::string_view model, const Scenario& scenario,
           const ProfileLibrary& library) {
  if (!site.accelerator) return false;
  const AcceleratorProfile* profile = library.find_accelerator(site.accelerator->profile);
  return profile != nullptr && contains(resident_models(site.accelerator->models, *profile,
                                                        site.accelerator->count, scenario, library),
                                        model);
}

bool holds_all(const SiteSection& site, const ConstellationSection& shell, const Scenario& scenario,
               const ProfileLibrary& library) {
  const SatelliteAcceleratorSection& carried = *shell.accelerator;
  const auto models = resident_models(carried.models, *library.find_accelerator(carried.profile),
                                      carried.count, scenario, library);
  return std::all_of(models.begin(), models.end(), [&](const ModelProfile* model) {
    return holds(site, model->name, scenario, library);
  });
}

}  // namespace orbitmesh
