#include "mesh/radio_losses.h"

#include <string>

namespace orbitmesh {
namespace {

double rate_at(const LossRates& rates, double busy_share) {
  if (busy_share >= RadioLosses::kBulkShare) return rates.bulk;
  return busy_share >= RadioLosses::kLightShare ? rates.light : rates.idle;
}

}  // namespace

RadioLosses::RadioLosses(const Topology& topology, LossModel model, std::uint64_t seed) {
  if (model == LossModel::kNone) return;
  const LossPattern& pattern = model == LossModel::kClustered ? kClusteredLoss : kScatteredLoss;
  links_of_.assign(topology.links().size(), -1);
  for (const Terminal& terminal : topology.terminals()) {
    const std::string& name = topology.node(terminal.node).name;
    add(terminal.up, kUserUpLoss, pattern, seed, "access.loss.up " + name);
    add(terminal.down, kUserDownLoss, pattern, seed, "access.loss.down " + name);
  }
}

void RadioLosses::add(LinkId link, const LossRates& rates, const LossPattern& pattern,
                      std::uint64_t seed, const std::string& stream) {
  links_of_[link.index()] = static_cast<int>(links_.size());
  links_.push_back({rates, LossProcess(pattern, seed, stream), {}, {}, rates.idle});
}

bool RadioLosses::loses(LinkId id, const LinkMeters& meters, Time now) {
  Link& link = links_[static_cast<std::size_t>(links_of_[id.index()])];
  const Duration window = now - link.window_begin;
  if (kWindow <= window) {
    const Duration busy = meters.busy(id.value);
    link.rate = rate_at(link.rates, (busy - link.busy_before).seconds() / window.seconds());
    link.window_begin = now;
    link.busy_before = busy;
  }
  return link.process.loses(now, link.rate);
}

}  // namespace orbitmesh
