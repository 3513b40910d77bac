#include "scenarios/site/site_question.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "core/suggestion.h"

namespace orbitmesh {
namespace {

template <class Named>
void check_names(const std::vector<Named>& entries, std::string_view what) {
  for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
    const bool before = std::any_of(entries.begin(), entry,
                                    [&](const Named& other) { return other.name == entry->name; });
    if (before) {
      throw InputError(
          fmt::format("{} '{}' is given twice; each needs a name of its own", what, entry->name));
    }
  }
}

}  // namespace

const SiteWorkload* SiteQuestion::find_workload(std::string_view name) const {
  const auto found = std::find_if(workloads.begin(), workloads.end(),
                                  [&](const SiteWorkload& w) { return w.name == name; });
  return found == workloads.end() ? nullptr : &*found;
}

Duration SiteQuestion::deadline_of(const Requirement& requirement) const {
  return requirement.deadline.value_or(find_workload(requirement.workload)->deadline);
}

std::string_view tier_title(Tier tier) {
  switch (tier) {
    case Tier::kLocal:
      return "on board";
    case Tier::kSatellite:
      return "orbit";
    case Tier::kGround:
      return "ground";
    case Tier::kNone:
      break;
  }
  return "any tier";
}

const std::vector<SiteWorkload>& built_in_site_workloads() {
  static const std::vector<SiteWorkload> kWorkloads = {
      {"detect", "yolov8m", Duration::from_ms(400), {0.2}, Bytes{120'000}},
      {"gauge", "openvla-7b", Duration::from_ms(300), {0.5}, Bytes{25'000}},
      {"plan", "rt-2-55b", Duration::from_ms(1500), {0.2}, Bytes{60'000}}};
  return kWorkloads;
}

void check_question(const SiteQuestion& question) {
  check_names(question.places, "site");
  check_names(question.workloads, "workload");
  std::vector<std::string_view> names;
  for (const SiteWorkload& workload : question.workloads) names.push_back(workload.name);
  for (const Requirement& requirement : question.requirements) {
    if (requirement.workload.empty() || question.find_workload(requirement.workload)) continue;
    throw InputError(fmt::format("requirement '{}': there is no workload '{}'{}; asked for: {}",
                                 requirement.text, requirement.workload,
                                 did_you_mean(requirement.workload, names), list_names(names)));
  }
}

}  // namespace orbitmesh
