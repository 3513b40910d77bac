#include "scenarios/outage_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/quantity.h"
#include "core/rng.h"
#include "core/suggestion.h"
#include "orbit/geodetic.h"
#include "scenarios/outage_candidates.h"
#include "scenarios/timeline.h"

namespace orbitmesh {
namespace {

/// Plans the outages of one section.
class SectionPlan {
 public:
  SectionPlan(const OutageSection& section, const Scenario& scenario, const Topology& topology,
              std::vector<Outage>& outages)
      : section_(section),
        scenario_(scenario),
        topology_(topology),
        candidates_(outage_candidates(section.what, section.down(), scenario, topology)),
        outages_(outages) {}

  void add_outages() {
    for (const std::size_t k : chosen()) {
      section_.mtbf ? add_random(candidates_[k]) : add_scheduled(candidates_[k]);
    }
  }

 private:
  std::vector<std::size_t> chosen() const {
    if (!section_.targets.empty()) return named();
    if (section_.region) return in_region();
    std::size_t count = candidates_.size();
    if (section_.count) {
      count = static_cast<std::size_t>(*section_.count);
      if (count > candidates_.size()) reject_count();
    } else if (section_.share) {
      const double share = *section_.share * static_cast<double>(candidates_.size());
      count = std::min(candidates_.size(), static_cast<std::size_t>(std::max<std::int64_t>(
                                               1, static_cast<std::int64_t>(share + 0.5))));
    }
    return drawn(count);
  }

  std::vector<std::size_t> named() const {
    std::map<std::string_view, std::size_t> by_name;
    for (std::size_t k = 0; k < candidates_.size(); ++k) {
      by_name.emplace(candidates_[k].name, k);
      if (!candidates_[k].other_name.empty()) by_name.emplace(candidates_[k].other_name, k);
    }
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < section_.targets.size(); ++i) {
      const auto found = by_name.find(section_.targets[i]);
      if (found == by_name.end()) reject_name(i);
      if (std::find(chosen.begin(), chosen.end(), found->second) != chosen.end()) {
        throw InputError(section_.where.of("targets", i),
                         fmt::format("'{}' is named twice", section_.targets[i]));
      }
      chosen.push_back(found->second);
    }
    return chosen;
  }

  std::vector<std::size_t> in_region() const {
    const RegionSection& region = *section_.region;
    std::vector<std::size_t> chosen;
    for (std::size_t k = 0; k < candidates_.size(); ++k) {
      const Geodetic place = topology_.node(candidates_[k].place).location;
      const double distance_m = great_circle_distance_m(region.center.geodetic(), place);
      if (distance_m <= region.radius.si) chosen.push_back(k);
    }
    if (chosen.empty()) {
      throw InputError(region.where.section(),
                       fmt::format("there is no {} in the region of '{}': nothing is struck",
                                   to_string(section_.what), section_.name));
    }
    return chosen;
  }

  // Those with the least of one draw each: another candidate moves no other's draw.
  std::vector<std::size_t> drawn(std::size_t count) const {
    std::vector<std::pair<double, std::size_t>> draws;
    for (std::size_t k = 0; k < candidates_.size(); ++k) {
      draws.emplace_back(stream("outage.choice", candidates_[k]).uniform(), k);
    }
    std::sort(draws.begin(), draws.end());
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < count; ++i) chosen.push_back(draws[i].second);
    std::sort(chosen.begin(), chosen.end());
    return chosen;
  }

  RngStream stream(std::string_view draw, const OutageCandidate& candidate) const {
    return {static_cast<std::uint64_t>(scenario_.run.seed),
            fmt::format("{} {} {}", draw, section_.name, candidate.name), 0};
  }

  void add_scheduled(const OutageCandidate& candidate) {
    const Time begin = Time{} + section_.start;
    add(candidate, begin, section_.duration ? begin + *section_.duration : Time::max());
  }

  void add_random(const OutageCandidate& candidate) {
    RngStream times = stream("outage.times", candidate);
    const auto draw = [&times](Duration mean) {
      const Duration span = Duration::from_seconds(times.exponential(mean.seconds()));
      return std::max(span, Duration::from_ns(1));
    };
    Time at = Time{} + section_.start + draw(*section_.mtbf);
    while (at.since_epoch() < scenario_.run.duration) {
      const Time end = at + draw(*section_.mttr);
      add(candidate, at, end);
      at = end + draw(*section_.mtbf);
    }
  }

  void add(const OutageCandidate& candidate, Time begin, Time end) {
    if (static_cast<std::int64_t>(outages_.size()) >= kMaxOutages) {
      throw InputError(section_.where.section(),
                       fmt::format("with '{}' the run has more than {} outages: let fewer things "
                                   "fail, or less often",
                                   section_.name, kMaxOutages));
    }
    outages_.push_back({section_.name, section_.what, candidate.name, begin, end, section_.effect(),
                        candidate.links, candidate.nodes});
  }

  [[noreturn]] void reject_count() const {
    throw InputError(section_.where.of("count"),
                     fmt::format("'count' is {}, but there are only {} of the kind '{}'",
                                 *section_.count, candidates_.size(), to_string(section_.what)));
  }

  [[noreturn]] void reject_name(std::size_t i) const {
    std::vector<std::string_view> known;
    for (const OutageCandidate& candidate : candidates_) known.push_back(candidate.name);
    const std::string& name = section_.targets[i];
    throw InputError(section_.where.of("targets", i),
                     fmt::format("'targets' names the {} '{}', which is not there{}; known: {}",
                                 to_string(section_.what), name.substr(0, 60),
                                 did_you_mean(name, known), list_names(known)));
  }

  const OutageSection& section_;
  const Scenario& scenario_;
  const Topology& topology_;
  std::vector<OutageCandidate> candidates_;
  std::vector<Outage>& outages_;
};

}  // namespace

std::vector<Outage> plan_outages(const Scenario& scenario, const Topology& topology) {
  std::vector<Outage> outages;
  for (const OutageSection& section : scenario.outages) {
    SectionPlan(section, scenario, topology, outages).add_outages();
  }
  for (const TimelineSection& section : scenario.timelines) {
    const Time end = Time{} + scenario.run.duration;
    for (Outage& outage : read_timeline(section.file, section.name, topology)) {
      if (outage.begin < end) outages.push_back(std::move(outage));
    }
    if (static_cast<std::int64_t>(outages.size()) > kMaxOutages) {
      throw InputError(section.where.of("file"),
                       fmt::format("with '{}' the run has more than {} outages: leave rows out",
                                   section.name, kMaxOutages));
    }
  }
  return outages;
}

}  // namespace orbitmesh
