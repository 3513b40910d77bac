#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/outage.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Condition of a directed link beyond its geometry.
struct LinkCondition {
  bool up = true;
  double rate_factor = 1;
  Duration extra_delay;
  double loss = 0;

  friend bool operator==(const LinkCondition& a, const LinkCondition& b) {
    return a.up == b.up && a.rate_factor == b.rate_factor && a.extra_delay == b.extra_delay &&
           a.loss == b.loss;
  }
  friend bool operator!=(const LinkCondition& a, const LinkCondition& b) { return !(a == b); }
};

/// `declared` under a condition, within [kMinLinkRate, kMaxLinkRate] unless it is nominal.
BitRate present_rate(BitRate declared, const LinkCondition& condition);

/// The outages in force and the slot's effects: condition of every directed link and whether
/// every node is up.
///
/// Effects on one link combine whatever their order: down wins, rate factors multiply, extra
/// delays add up to kMaxExtraDelay, losses combine as 1 - (1 - a)(1 - b). A link is down
/// while a node is at which it begins or ends for good; the satellite end of user and feeder
/// links moves and is Mesh's business.
class LinkConditions {
 public:
  /// Nothing is in force before update(). `topology` must outlive the conditions.
  /// Throws std::invalid_argument for an effect out of its range.
  LinkConditions(const Topology& topology, std::vector<Outage> outages);

  /// Brings outages in and out of force as of `now`, which never decreases. Whether any
  /// did; an outage over before it was seen leaves no trace.
  bool update(Time now);
  /// Puts `effect` in place of the one that the last slot had on `link`, at once.
  void set_slot_effect(LinkId link, const LinkEffect& effect);
  /// Likewise the part of its rate, (0, 1], that is left to `link` by those with which it
  /// shares; multiplies with the slot's effect.
  void set_slot_share(LinkId link, double share);
  /// When the next outage begins or ends; Time::max() when none does.
  Time next_change() const;

  bool node_up(NodeId node) const { return node_outages_[node.index()] == 0; }
  const LinkCondition& condition(LinkId link) const { return conditions_[link.index()]; }

 private:
  struct Change {
    Time at;
    std::uint32_t outage = 0;
    bool begins = false;
  };
  void apply(const Change& change);
  void combine();
  LinkCondition combined(LinkId link) const;

  const Topology& topology_;
  std::vector<Outage> outages_;
  std::vector<Change> changes_;  // by time
  std::size_t next_ = 0;
  std::map<LinkId, std::vector<std::uint32_t>> acting_;  // on each link, in order of number
  std::map<LinkId, LinkEffect> slot_effects_;
  std::map<LinkId, double> slot_shares_;
  std::vector<std::int32_t> node_outages_;  // in force at each node
  std::vector<LinkCondition> conditions_;   // of each link
};

}  // namespace orbitmesh
