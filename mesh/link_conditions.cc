#include "mesh/link_conditions.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace orbitmesh {
namespace {

void check(const Outage& outage) {
  const LinkEffect& effect = outage.effect;
  const bool valid = effect.rate_factor > 0 && std::isfinite(effect.rate_factor) &&
                     effect.extra_delay >= Duration{} && effect.loss >= 0 && effect.loss <= 1;
  if (!valid) throw std::invalid_argument("outage '" + outage.cause + "': effect out of range");
}

void add(LinkCondition& condition, const LinkEffect& effect) {
  condition.up &= !effect.down;
  condition.rate_factor *= effect.rate_factor;
  condition.extra_delay = std::min(kMaxExtraDelay, condition.extra_delay + effect.extra_delay);
  condition.loss = 1 - (1 - condition.loss) * (1 - effect.loss);
}

}  // namespace

BitRate present_rate(BitRate declared, const LinkCondition& condition) {
  if (condition.rate_factor == 1) return declared;
  const double bit_s = static_cast<double>(declared.bit_s) * condition.rate_factor;
  const double bounded = std::clamp(bit_s, static_cast<double>(kMinLinkRate.bit_s),
                                    static_cast<double>(kMaxLinkRate.bit_s));
  return {static_cast<std::int64_t>(std::floor(bounded + 0.5))};
}

LinkConditions::LinkConditions(const Topology& topology, std::vector<Outage> outages)
    : topology_(topology),
      outages_(std::move(outages)),
      node_outages_(topology.nodes().size(), 0),
      conditions_(topology.links().size()) {
  for (std::uint32_t i = 0; i < outages_.size(); ++i) {
    check(outages_[i]);
    if (outages_[i].begin >= outages_[i].end) continue;
    changes_.push_back({outages_[i].begin, i, true});
    if (outages_[i].end < Time::max()) changes_.push_back({outages_[i].end, i, false});
  }
  std::sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) {
    return std::tie(a.at, a.outage, a.begins) < std::tie(b.at, b.outage, b.begins);
  });
}

Time LinkConditions::next_change() const {
  return next_ < changes_.size() ? changes_[next_].at : Time::max();
}

bool LinkConditions::update(Time now) {
  if (next_change() > now) return false;
  while (next_change() <= now) apply(changes_[next_++]);
  combine();
  return true;
}

void LinkConditions::apply(const Change& change) {
  const Outage& outage = outages_[change.outage];
  for (const NodeId node : outage.nodes) node_outages_[node.index()] += change.begins ? 1 : -1;
  for (const LinkId link : outage.links) {
    std::vector<std::uint32_t>& acting = acting_[link];
    const auto place = std::lower_bound(acting.begin(), acting.end(), change.outage);
    if (change.begins) {
      acting.insert(place, change.outage);
    } else {
      acting.erase(place);
    }
    if (acting.empty()) acting_.erase(link);
  }
}

void LinkConditions::set_slot_effect(LinkId link, const LinkEffect& effect) {
  slot_effects_[link] = effect;
  conditions_[link.index()] = combined(link);
}

void LinkConditions::set_slot_share(LinkId link, double share) {
  slot_shares_[link] = share;
  conditions_[link.index()] = combined(link);
}

LinkCondition LinkConditions::combined(LinkId id) const {
  const DirectedLink& link = topology_.link(id);
  LinkCondition condition;
  condition.up =
      (!link.from.valid() || node_up(link.from)) && (!link.to.valid() || node_up(link.to));
  const auto acting = acting_.find(id);
  if (acting != acting_.end()) {
    for (const std::uint32_t i : acting->second) add(condition, outages_[i].effect);
  }
  const auto slot = slot_effects_.find(id);
  if (slot != slot_effects_.end()) add(condition, slot->second);
  const auto share = slot_shares_.find(id);
  if (share != slot_shares_.end()) condition.rate_factor *= share->second;
  return condition;
}

void LinkConditions::combine() {
  for (std::uint32_t i = 0; i < conditions_.size(); ++i) conditions_[i] = combined(LinkId{i});
}

}  // namespace orbitmesh
