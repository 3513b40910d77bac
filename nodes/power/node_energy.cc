#include "nodes/power/node_energy.h"

#include <algorithm>

namespace orbitmesh {

NodeEnergy::NodeEnergy(EventLoop& loop, Server& server, const ComputePower& power)
    : loop_(loop), server_(server), power_(power), advanced_to_(loop.now()) {
  server.set_load_listener(*this);
}

double NodeEnergy::active_w(double devices) const {
  const double share = devices / static_cast<double>(server_.devices());
  return (power_.full_w - power_.idle_w) * share * server_.clock();
}

void NodeEnergy::advance() {
  energy_ = total();
  advanced_to_ = loop_.now();
  if (bus_ != nullptr) bus_->advance(loop_.now(), power_w());
}

ComputeEnergy NodeEnergy::total() const {
  const double dt_s = (loop_.now() - advanced_to_).seconds();
  const auto in_use = static_cast<double>(server_.devices_in_use());
  const double leased = std::max(0.0, server_.active_devices() - in_use);
  return {energy_.compute_j + active_w(in_use) * dt_s, energy_.leased_j + active_w(leased) * dt_s,
          energy_.idle_j + idle_w() * dt_s};
}

}  // namespace orbitmesh
