#include "scenarios/validation.h"

#include <fmt/format.h>

#include <array>
#include <map>

#include "core/suggestion.h"
#include "scenarios/platform_plan.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

/// Names that must differ, with what has taken each.
class NameSet {
 public:
  explicit NameSet(std::string_view scope) : scope_(scope) {}

  template <class Section>
  void add(std::string_view kind, const std::vector<Section>& sections) {
    for (const Section& section : sections) {
      add(kind, section.name, section.where.of("name"));
    }
  }

 private:
  void add(std::string_view kind, const std::string& name, const SourceLocation& where) {
    const auto [taken, added] = taken_.emplace(name, fmt::format("{} at {}", kind, where.str()));
    if (added) return;
    throw InputError(where, fmt::format("the name '{}' is taken by the {}; names of {} must differ",
                                        name, taken->second, scope_));
  }

  std::string_view scope_;
  std::map<std::string, std::string, std::less<>> taken_;
};

}  // namespace

void reject_reference(const SourceLocation& where, std::string_view key, std::string_view kind,
                      std::string_view name, const std::vector<std::string_view>& known) {
  throw InputError(
      where, fmt::format("'{}' names the {} '{}', which is not defined{}; known: {}", key, kind,
                         name.substr(0, 60), did_you_mean(name, known), list_names(known)));
}

const AcceleratorProfile& require_accelerator(const ProfileLibrary& library, std::string_view name,
                                              std::string_view key, const SourceLocation& where) {
  const AcceleratorProfile* profile = library.find_accelerator(name);
  if (profile == nullptr) {
    reject_reference(where, key, "accelerator profile", name, library.accelerator_names());
  }
  return *profile;
}

const ModelProfile& require_model(const ProfileLibrary& library, std::string_view name,
                                  std::string_view key, const SourceLocation& where) {
  const ModelProfile* profile = library.find_model(name);
  if (profile == nullptr) {
    reject_reference(where, key, "model profile", name, library.model_names());
  }
  return *profile;
}

Epoch scenario_epoch(const Scenario& scenario) {
  try {
    return parse_epoch(scenario.run.epoch);
  } catch (const InputError& error) {
    throw InputError(scenario.run.where.of("epoch"), fmt::format("'epoch': {}", error.what()));
  }
}

void check_run(const Scenario& scenario) {
  if (scenario.clients.empty() && scenario.flows.empty()) {
    throw InputError(scenario.where.section(),
                     "there is nothing to run: add at least one [[client]] or [[flow]]");
  }
}

void check_names(const Scenario& scenario) {
  NameSet places("constellations, sites, gateways, PoPs and clients");
  places.add("constellation", scenario.constellations);
  places.add("site", scenario.sites);
  places.add("gateway", scenario.gateways);
  places.add("PoP", scenario.pops);
  places.add("client", scenario.clients);
  NameSet("flows").add("flow", scenario.flows);
  NameSet causes("outages and timelines");
  causes.add("outage", scenario.outages);
  causes.add("timeline", scenario.timelines);
  for (const ClientSection& client : scenario.clients) {
    NameSet("a client's workloads").add("workload", client.workloads);
  }
}

void validate_scenario(const Scenario& scenario, const ProfileLibrary& library) {
  check_run(scenario);
  check_names(scenario);
  check_constellations(scenario, library);
  check_platforms(scenario, library);
  check_sites(scenario, library);
  check_gateways(scenario);
  check_access(scenario);
  check_faults(scenario, library);
  check_clients(scenario, library);
  check_flows(scenario);
  check_transport(scenario);
  check_captures(scenario);
  check_outages(scenario);
  check_metrics(scenario);
}

}  // namespace orbitmesh
