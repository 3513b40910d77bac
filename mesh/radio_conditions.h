#pragma once

#include <cstdint>
#include <vector>

#include "core/time.h"
#include "core/vec3.h"
#include "mesh/access_state.h"
#include "mesh/capacity_process.h"
#include "mesh/link_conditions.h"
#include "mesh/radio_options.h"
#include "mesh/topology.h"
#include "orbit/ground_site.h"

namespace orbitmesh {

/// Rates of user and feeder links slot by slot: the slot's capacity and the rain at its
/// beginning, which both hold until its end. A link that not even the most robust MODCOD gets
/// through the rain is down.
class RadioConditions {
 public:
  /// `topology` must outlive the conditions. Capacities are drawn by seed, terminal, direction
  /// and slot.
  RadioConditions(const Topology& topology, const RadioOptions& options, std::uint64_t seed);

  /// Whether any link ever differs from what is declared.
  bool active() const { return !users_.empty() || !gateways_.empty(); }

  /// Links that rain takes down in the present slot, feeders first.
  const std::vector<LinkId>& rained_out() const { return rained_out_; }

  /// What the slot that begins at `now` makes of the feeders, as they point now, and of the
  /// user links; feeders first. `r_sat_ecef_m` has every satellite's position.
  void begin_slot_feeders(Time now, const AccessState& access,
                          const std::vector<Vec3>& r_sat_ecef_m, LinkConditions& conditions);
  void begin_slot_users(Time now, std::int64_t slot, const AccessState& access,
                        const std::vector<Vec3>& r_sat_ecef_m, LinkConditions& conditions);

 private:
  /// A terminal or gateway under the sky.
  struct Station {
    std::size_t index = 0;    // among terminals or gateways
    std::size_t weather = 0;  // kDry without
    GroundSite site;
    double rain_height_m = 0;
  };
  struct User {
    Station station;
    CapacityProcess up;
    CapacityProcess down;
  };
  static constexpr std::size_t kDry = SIZE_MAX;

  void set_rate(LinkId link, double factor, LinkConditions& conditions);
  Station make_station(std::size_t index, NodeId node) const;
  double user_rain_factor(const Station& station, bool up, NodeId satellite, Time now,
                          const std::vector<Vec3>& r_sat_ecef_m);

  const Topology& topology_;
  CapacityModel capacity_;
  RainModel rain_model_;
  std::vector<StationWeather> weather_;
  std::vector<User> users_;
  std::vector<Station> gateways_;  // those with weather
  std::vector<LinkId> rained_out_;
};

}  // namespace orbitmesh
