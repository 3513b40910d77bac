#include "mesh/link_sampler.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {
namespace {

void include(PortCounters& total, const PortCounters& port) {
  total.packets += port.packets;
  total.sent = total.sent + port.sent;
  total.backlog_peak = std::max(total.backlog_peak, port.backlog_peak);
  total.drops_queue += port.drops_queue;
  total.drops_aqm += port.drops_aqm;
  total.drops_cut += port.drops_cut;
  total.drops_loss += port.drops_loss;
}

}  // namespace

LinkSampler::LinkSampler(const Topology& topology, LinkMeters& meters) : meters_(meters) {
  const auto add = [this](std::string name, std::vector<PortId> ports) {
    groups_.push_back({std::move(name), std::move(ports), {}, {}});
  };
  for (const Terminal& terminal : topology.terminals()) {
    const std::string& name = topology.node(terminal.node).name;
    add("user-up " + name, {terminal.up.value});
    add("user-down " + name, {terminal.down.value});
  }
  for (const Gateway& gateway : topology.gateways()) {
    std::vector<PortId> up;
    std::vector<PortId> down;
    for (std::uint32_t k = 0; k < gateway.antennas; ++k) {
      up.push_back(gateway.first_feeder.value + 2 * k);
      down.push_back(gateway.first_feeder.value + 2 * k + 1);
    }
    const std::string& name = topology.node(gateway.node).name;
    add("feeder-up " + name, std::move(up));
    add("feeder-down " + name, std::move(down));
  }
  for (const LinkKind kind :
       {LinkKind::kIsl, LinkKind::kFibre, LinkKind::kLan, LinkKind::kTerrestrialUp,
        LinkKind::kTerrestrialDown, LinkKind::kV2xLink}) {
    std::vector<PortId> ports;
    for (PortId p = 0; p < topology.links().size(); ++p) {
      if (topology.links()[p].kind == kind) ports.push_back(p);
    }
    if (!ports.empty()) add(std::string(to_string(kind)), std::move(ports));
  }
}

LinkSample LinkSampler::sample_group(Group& group, Time now) {
  PortCounters total;
  Duration busy;
  for (const PortId port : group.ports) {
    include(total, meters_.counters(port));
    busy += meters_.busy(port);
    meters_.reset_backlog_peak(port);
  }
  LinkSample sample;
  sample.at = now;
  sample.link = group.name;
  sample.packets = total.packets - group.last.packets;
  sample.sent = total.sent - group.last.sent;
  sample.queue_peak = total.backlog_peak;
  sample.drops_queue = total.drops_queue - group.last.drops_queue;
  sample.drops_aqm = total.drops_aqm - group.last.drops_aqm;
  sample.drops_cut = total.drops_cut - group.last.drops_cut;
  sample.drops_loss = total.drops_loss - group.last.drops_loss;
  if (group.ports.size() == 1) {
    const double interval_s = (now - last_).seconds();
    const double share = interval_s > 0 ? (busy - group.last_busy).seconds() / interval_s : 0.0;
    sample.utilisation = std::min(1.0, share);
    sample.rate = meters_.rate(group.ports.front());
  }
  group.last = total;
  group.last_busy = busy;
  return sample;
}

LinkSample LinkSampler::sample_network(Time now) {
  LinkSample sample;
  sample.at = now;
  sample.link = "network";
  sample.drops_no_route = meters_.drops_no_route() - last_no_route_;
  sample.drops_ttl = meters_.drops_ttl() - last_ttl_;
  sample.drops_node = meters_.drops_node() - last_node_;
  last_no_route_ = meters_.drops_no_route();
  last_ttl_ = meters_.drops_ttl();
  last_node_ = meters_.drops_node();
  return sample;
}

std::vector<LinkSample> LinkSampler::sample(Time now) {
  std::vector<LinkSample> samples;
  for (Group& group : groups_) samples.push_back(sample_group(group, now));
  samples.push_back(sample_network(now));
  last_ = now;
  return samples;
}

}  // namespace orbitmesh
