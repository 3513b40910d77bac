#include "nodes/power/satellite_power.h"

#include <fmt/format.h>

#include "core/error.h"
#include "orbit/frames.h"
#include "orbit/sun.h"

namespace orbitmesh {
namespace {

double clock_of(const Server& server) { return server.up() ? server.clock() : 0.0; }

}  // namespace

void SatellitePower::add(Server& server, NodeEnergy& energy, const BusProfile& bus,
                         const BusOptions& options) {
  const auto number = static_cast<int>(server.node().value);
  const Vec3 r_ecef_m = ephemeris_.position_ecef_m(number, Time{});
  if (!has_position(r_ecef_m)) {
    throw InputError(
        fmt::format("bus '{}': satellite {} has no position at the epoch", bus.name, number));
  }
  const BusSetup setup = make_bus_setup(bus, options, energy.power(), norm(r_ecef_m));
  Satellite satellite{&server, &energy, PowerBus(setup, loop_.now())};
  const auto added = satellites_.emplace(server.node(), std::move(satellite)).first;
  energy.set_bus(added->second.bus);
}

void SatellitePower::start() {
  if (!satellites_.empty()) on_knot();
}

void SatellitePower::on_knot() {
  const Time now = loop_.now();
  const Time middle = now + PowerBus::kKnot / 2;
  const Knot knot{now, sun_position_ecef_m(epoch_ + now.since_epoch()), middle,
                  SolarGeometry(sun_position_ecef_m(epoch_ + middle.since_epoch()))};
  for (auto& [node, satellite] : satellites_) {
    satellite.energy->advance();
    const double junction_k =
        satellite.bus.junction_k(satellite.bus.state(), satellite.energy->power_w());
    decide(knot, static_cast<int>(node.value), satellite);
    satellite.summary.add(clock_of(*satellite.server), satellite.bus.state().charge_j, junction_k);
  }
  loop_.schedule_in(PowerBus::kKnot, [this] { on_knot(); });
}

/// A satellite that has lost its position keeps the sky that it had.
void SatellitePower::decide(const Knot& knot, int number, Satellite& satellite) {
  const Vec3 r_ecef_m = ephemeris_.position_ecef_m(number, knot.now);
  const Vec3 r_middle_ecef_m = ephemeris_.position_ecef_m(number, knot.middle);
  if (!has_position(r_ecef_m) || !has_position(r_middle_ecef_m)) return;
  const Vec3 v_m_s = inertial_velocity_m_s(number, knot.now, r_ecef_m);
  const ArrayPointing pointing = satellite.bus.setup().pointing;
  satellite.bus.set_sky(knot.middle_sun.sky(r_middle_ecef_m, v_m_s, pointing));
  const ClockDecision decision =
      satellite.bus.decide(eclipse_outlook(r_ecef_m, v_m_s, knot.r_sun_ecef_m));
  const NodeId node = satellite.server->node();
  satellite.server->set_clock(decision.clock);
  power_.set(node, PowerLoss::kCharge, decision.no_charge);
  power_.set(node, PowerLoss::kHeat, decision.too_hot);
}

/// The rotation of the Earth added, in the axes of ECEF.
Vec3 SatellitePower::inertial_velocity_m_s(int number, Time t, Vec3 r_ecef_m) const {
  const double rate_rad_s = gmst_rate_rad_s((epoch_ + t.since_epoch()).julian_date());
  const Vec3 v_m_s = ephemeris_.velocity_ecef_m_s(number, t);
  return v_m_s + rate_rad_s * Vec3{-r_ecef_m.y, r_ecef_m.x, 0.0};
}

std::optional<BusSample> SatellitePower::sample(NodeId node) const {
  const auto found = satellites_.find(node);
  if (found == satellites_.end()) return std::nullopt;
  const Satellite& satellite = found->second;
  const double compute_w = satellite.energy->power_w();
  const PowerHeatState state = satellite.bus.state_at(loop_.now(), compute_w);
  return BusSample{state.charge_j, state.radiator_k, satellite.bus.junction_k(state, compute_w),
                   clock_of(*satellite.server)};
}

std::optional<double> SatellitePower::charge(NodeId node) const {
  const auto found = satellites_.find(node);
  if (found == satellites_.end()) return std::nullopt;
  const Satellite& satellite = found->second;
  const PowerHeatState state = satellite.bus.state_at(loop_.now(), satellite.energy->power_w());
  return state.charge_j / satellite.bus.setup().model.battery.capacity_j;
}

std::optional<BusSummary> SatellitePower::summary(NodeId node) const {
  const auto found = satellites_.find(node);
  if (found == satellites_.end()) return std::nullopt;
  return found->second.summary;
}

}  // namespace orbitmesh
