#include "scenarios/site/site_question.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "core/quantity.h"
#include "core/suggestion.h"
#include "orbit/epoch.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMostWorkloads = 10;
// As [[site]] permits.
constexpr double kLowest_m = -500;
constexpr double kHighest_m = 9000;

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

template <class Named>
bool holds_name(const std::vector<Named>& entries, std::string_view name) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const Named& entry) { return entry.name == name; });
}

void check_place(const SitePlace& place, const GroundSegment& ground) {
  if (place.location.height_m < kLowest_m || place.location.height_m > kHighest_m) {
    throw InputError(fmt::format("site '{}': an altitude of {:g} m; -500 to 9000 m are permitted",
                                 place.name, place.location.height_m));
  }
  const bool taken = holds_name(ground.pops, place.name) ||
                     holds_name(ground.gateways, place.name) ||
                     holds_name(ground.datacenters, place.name);
  if (!taken) return;
  throw InputError(
      fmt::format("site '{}': something of the ground segment is called so; choose "
                  "another name",
                  place.name));
}

void check_workload(const Requirement& requirement, const SiteQuestion& question) {
  if (requirement.workload.empty() || question.find_workload(requirement.workload)) return;
  std::vector<std::string_view> names;
  for (const SiteWorkload& workload : question.workloads) names.push_back(workload.name);
  throw InputError(fmt::format("requirement '{}': there is no workload '{}'{}; asked for: {}",
                               requirement.text, requirement.workload,
                               did_you_mean(requirement.workload, names), list_names(names)));
}

/// Gaps are seen between requests, or slots, and within the time that is looked at.
void check_gap(const Requirement& requirement, const SiteQuestion& question) {
  if (!requirement.gap) return;
  const Duration least =
      requirement.workload.empty()
          ? SlotClock::kSlot
          : Duration::from_seconds(2 / question.find_workload(requirement.workload)->rate.si);
  if (*requirement.gap >= least && *requirement.gap < question.duration) return;
  throw InputError(fmt::format(
      "requirement '{}': a gap of {} cannot be judged; at least {}, {}, and less than the {} that "
      "are looked at",
      requirement.text, format_quantity(*requirement.gap), format_quantity(least),
      requirement.workload.empty() ? "a slot" : "two periods of its requests",
      format_quantity(question.duration)));
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

SlotClock SiteQuestion::slots() const { return SlotClock(parse_epoch(epoch)); }

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

void check_question(const SiteQuestion& question, const GroundSegment& ground) {
  check_names(question.places, "site");
  check_names(question.workloads, "workload");
  if (question.workloads.size() > kMostWorkloads) {
    throw InputError(fmt::format("{} workloads, at most {} are permitted",
                                 question.workloads.size(), kMostWorkloads));
  }
  for (const SitePlace& place : question.places) check_place(place, ground);
  for (const Requirement& requirement : question.requirements) {
    check_workload(requirement, question);
    check_gap(requirement, question);
  }
}

}  // namespace orbitmesh
