#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "mesh/routing/routing_policy.h"

namespace orbitmesh {

/// Least delay, where a busy link counts as longer than it is. The load of a link is the
/// share of the last step that its busier direction spent sending; it puts the link in a band,
/// and the band alone adds to the cost. A link rises into a band at once and falls one band
/// after kHold below the band's lower edge, so that neither a load that wavers nor the
/// relief by routes that have moved away turns the routes back at once.
class LoadAware final : public RoutingPolicy {
 public:
  struct Band {
    double enter = 0;     ///< load at and above which a link is in it
    double leave = 0;     ///< load below which it may fall out of it
    Cost penalty_ns = 0;  ///< what the link counts in addition
  };
  /// Penalties are engineering defaults: a detour of a few lasers, of a quarter of the
  /// Earth's circumference, and of more than any path within the mesh.
  static constexpr std::array<Band, 4> kBands{
      {{0, 0, 0}, {0.5, 0.35, 5'000'000}, {0.7, 0.55, 30'000'000}, {0.9, 0.75, 120'000'000}}};
  static constexpr Duration kHold = Duration::from_s(15);

  explicit LoadAware(std::size_t links) : links_(links) {}

  void begin_step(const RoutingState& state) override;
  Cost cost(LinkId link, Cost delay_ns) const override;
  bool watches_load() const override { return true; }

 private:
  struct Link {
    Duration busy;  // serialisation time used up to the last step
    Time loud;      // when its load was last too high to fall
    std::uint8_t band = 0;
  };
  void see(Link& link, double load, Time now) const;

  std::vector<Link> links_;
  Time last_;
};

}  // namespace orbitmesh
