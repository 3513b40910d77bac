#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "core/suggestion.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

/// The client of which `name` is an instance, "robot-2" of "robot".
const ClientSection* client_of_instance(const Scenario& scenario, std::string_view name) {
  const std::size_t dash = name.rfind('-');
  if (dash == std::string_view::npos) return nullptr;
  const ClientSection* client = scenario.find_client(name.substr(0, dash));
  const std::string_view digits = name.substr(dash + 1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  if (client == nullptr || !whole || digits.front() == '0') return nullptr;
  return number >= 1 && number <= client->count ? client : nullptr;
}

bool is_end_of_flow(const Scenario& scenario, const std::string& name) {
  return std::any_of(scenario.flows.begin(), scenario.flows.end(),
                     [&](const FlowSection& flow) { return flow.from == name || flow.to == name; });
}

}  // namespace

void check_end_host(const Scenario& scenario, const SectionLocation& where, std::string_view key,
                    std::string_view name) {
  if (scenario.find_client(name) != nullptr || client_of_instance(scenario, name) != nullptr ||
      name.find('/') != std::string_view::npos) {
    return;
  }
  const SiteSection* site = scenario.find_site(name);
  if (site == nullptr) {
    auto known = names_in(scenario.sites);
    for (const std::string_view client : names_in(scenario.clients)) known.push_back(client);
    reject_reference(where.of(key), key, "site, client or satellite", name, known);
  }
  if (site->kind == SiteKind::kDatacenter && scenario.gateways.empty()) {
    throw InputError(where.of(key),
                     "no satellite can reach the ground: add at least one [[gateway]]");
  }
}

void check_captures(const Scenario& scenario) {
  std::map<std::string, const CaptureSection*> files;
  for (const CaptureSection& capture : scenario.captures) {
    if (scenario.network.fidelity != Fidelity::kPacket) {
      throw InputError(capture.where.section(),
                       "there are no packets to capture; use network.fidelity = \"packet\"");
    }
    check_end_host(scenario, capture.where, "host", capture.host);
    const SiteSection* site = scenario.find_site(capture.host);
    if (site != nullptr && site->kind == SiteKind::kRemote &&
        !is_end_of_flow(scenario, capture.host)) {
      throw InputError(capture.where.of("host"),
                       fmt::format("no flow begins or ends at the site '{}' itself; name one of "
                                   "its clients",
                                   capture.host));
    }
    if (files.emplace(capture.file_name(), &capture).second) continue;
    throw InputError(capture.where.of("host"),
                     fmt::format("the packets of '{}' are captured twice", capture.host));
  }
}

}  // namespace orbitmesh
