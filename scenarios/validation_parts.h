#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "inference/profile_library.h"
#include "scenarios/scenario.h"

namespace orbitmesh {

/// The parts of validate_scenario(), in the order in which it calls them: each relies on
/// what those before it have checked.
void check_run(const Scenario& scenario);
void check_names(const Scenario& scenario);
void check_constellations(const Scenario& scenario, const ProfileLibrary& library);
void check_sites(const Scenario& scenario, const ProfileLibrary& library);
void check_gateways(const Scenario& scenario);
void check_access(const Scenario& scenario);
void check_faults(const Scenario& scenario, const ProfileLibrary& library);
void check_clients(const Scenario& scenario, const ProfileLibrary& library);
void check_flows(const Scenario& scenario);
void check_transport(const Scenario& scenario);
void check_captures(const Scenario& scenario);
void check_outages(const Scenario& scenario);
void check_metrics(const Scenario& scenario);

/// A matrix that read_traffic_matrix() can read: it has a file, and no key without meaning.
void check_matrix(const FlowSection& flow);

/// What `name` at `key` says is a site, a client or an instance of one; of a satellite's name,
/// which has a '/', the World knows more.
void check_end_host(const Scenario& scenario, const SectionLocation& where, std::string_view key,
                    std::string_view name);

/// What a site says of its terminals.
void check_terminals(const SiteSection& site);

/// Options of a server on `accelerator` do not contradict each other.
void check_serving(const ServingOptions& serving, const AcceleratorProfile& accelerator);

/// The same for a client's own accelerator, if it has options, with what it holds.
void check_client_serving(const ClientSection& client, const ProfileLibrary& library);

/// Lengths are given for language models alone.
void check_tokens(const WorkloadSection& workload, const ModelProfile& model);
void check_session(const WorkloadSection& workload, const ModelProfile& model, Fidelity fidelity);

/// One workload's policy: it has nodes to choose from, and no key without meaning for it.
void check_policy(const ClientSection& client, const WorkloadSection& workload,
                  const Scenario& scenario, const ProfileLibrary& library);

/// "'pop' names the PoP \"prth\", which is not defined, did you mean 'perth'?; known: ..."
[[noreturn]] void reject_reference(const SourceLocation& where, std::string_view key,
                                   std::string_view kind, std::string_view name,
                                   const std::vector<std::string_view>& known);

/// Names of sections, in their order.
template <class Section>
std::vector<std::string_view> names_in(const std::vector<Section>& sections) {
  std::vector<std::string_view> names;
  for (const Section& section : sections) names.push_back(section.name);
  return names;
}

/// The profile `name`; reject_reference() when there is none.
const AcceleratorProfile& require_accelerator(const ProfileLibrary& library, std::string_view name,
                                              std::string_view key, const SourceLocation& where);
const ModelProfile& require_model(const ProfileLibrary& library, std::string_view name,
                                  std::string_view key, const SourceLocation& where);

}  // namespace orbitmesh
