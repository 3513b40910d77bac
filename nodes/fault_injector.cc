#include "nodes/fault_injector.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMaxOpenUpsets = 1'000'000;

void check(const MemoryProtection& memory) {
  if (!(memory.mbu_share >= 0.0 && memory.mbu_share <= 1.0)) {
    throw InputError(fmt::format("mbu_share {}: it must lie between 0 and 1", memory.mbu_share));
  }
  if (!(memory.scrub > Duration())) {
    throw InputError("the scrub interval must be greater than 0");
  }
}

}  // namespace

FaultInjector::FaultInjector(EventLoop& loop, RecordSink& records, std::uint64_t seed,
                             WeightFetcher* fetcher)
    : loop_(loop), records_(records), seed_(seed), fetcher_(fetcher) {}

void FaultInjector::add(const FaultTarget& target) {
  if (target.server == nullptr) throw std::invalid_argument("fault target without a server");
  check(target.memory);
  if (target.recovery.reload != WeightSource::kLocal &&
      (fetcher_ == nullptr || !fetcher_->knows(target.server->node()))) {
    throw std::invalid_argument("fault target without a source of weights");
  }
  const NodeId id = target.server->node();
  Node node{target.server,
            target.memory,
            target.latchup_clears,
            target.recovery,
            ResidentFaults(target.content),
            RngStream(seed_, "faults.seu.bit", id.value),
            RngStream(seed_, "faults.sel", id.value),
            {},
            RngStream(seed_, "faults.modelled", id.value),
            RngStream(seed_, "faults.outcome", id.value),
            {},
            {},
            false,
            false,
            {},
            {},
            {},
            {},
            0};
  if (target.outcomes != nullptr) {
    node.modelled.emplace(*target.outcomes, target.server->protection(), target.modelled);
  }
  if (!nodes_.emplace(id, std::move(node)).second) {
    throw std::invalid_argument("fault target added twice");
  }
}

void FaultInjector::schedule(const std::vector<DeviceEffectEvent>& events) {
  for (const DeviceEffectEvent& event : events) {
    Node& node = nodes_.at(event.node);
    loop_.schedule_at(event.at, [this, &node, kind = event.kind] { apply(node, kind); });
  }
}

void FaultInjector::apply(Node& node, FaultKind kind) {
  const std::uint64_t bits = node.memory.bits() + (node.modelled ? node.modelled->bits() : 0);
  const bool no_target = kind == FaultKind::kSeu && bits == 0;
  if (node.lost || no_target) return;
  ++counts_[static_cast<std::size_t>(kind)];
  ++node.struck;
  FaultRecord record;
  record.at = loop_.now();
  record.node = node.server->node();
  record.kind = kind;
  switch (kind) {
    case FaultKind::kSeu:
      return upset(node, record);
    case FaultKind::kSel:
      if (node.latchups.uniform() >= node.latchup_clears) return lose(node, record);
      [[fallthrough]];
    case FaultKind::kSefi:
    case FaultKind::kDue:
      return take_down(node, record, outage_of(node, kind));
    case FaultKind::kWearOut:
      return lose(node, record);
    case FaultKind::kSdc:
      record.cleared = record.at;
      records_.add(record);
      node.server->strike(node.outcomes);
  }
}

void FaultInjector::upset(Node& node, FaultRecord record) {
  if (node.open_upsets.size() >= kMaxOpenUpsets) {
    throw RunError(fmt::format(
        "more than {} upsets between two scrubs at one node; lower the acceleration or scrub more "
        "often",
        kMaxOpenUpsets));
  }
  const std::uint64_t modelled = node.modelled ? node.modelled->bits() : 0;
  const std::uint64_t at_risk = node.memory.bits_at_risk() + modelled;
  if (modelled > 0 && node.modelled_addresses.below(at_risk) < modelled) {
    upset_modelled(node, record);
  } else {
    upset_content(node, record);
  }
  node.open_upsets.push_back(record);
  schedule_scrub(node);
}

void FaultInjector::upset_content(Node& node, FaultRecord& record) {
  const std::uint64_t first = node.addresses.below(node.memory.bits());
  const std::uint64_t count =
      std::min(node.protection.wrong_bits(node.addresses), node.memory.bits());
  for (std::uint64_t n = 0; n < count; ++n) {
    node.memory.invert(node.memory.at((first + n) % node.memory.bits()));
  }
  const ResidentBit where = node.memory.at(first);
  record.tensor = node.memory.tensor_number(where);
  record.element = static_cast<std::int64_t>(where.bit.element);
  record.bit = where.bit.bit;
}

void FaultInjector::upset_modelled(Node& node, FaultRecord& record) {
  ModelledWeights& weights = *node.modelled;
  RngStream& addresses = node.modelled_addresses;
  const std::uint64_t first = addresses.below(weights.bits());
  const std::uint64_t count = std::min(node.protection.wrong_bits(addresses), weights.bits());
  for (std::uint64_t n = 0; n < count; ++n) {
    weights.invert(weights.at((first + n) % weights.bits()), node.outcomes);
  }
  const ModelledBit where = weights.at(first);
  record.element = static_cast<std::int64_t>(where.element);
  record.bit = where.bit;
}

void FaultInjector::schedule_scrub(Node& node) {
  if (std::exchange(node.scrub_scheduled, true)) return;
  const Duration scrub = node.protection.scrub;
  const std::int64_t done = loop_.now().since_epoch() / scrub;
  loop_.schedule_at(Time{} + scrub * (done + 1), [this, &node] { on_scrub(node); });
}

void FaultInjector::on_scrub(Node& node) {
  node.scrub_scheduled = false;
  // A node that reboots does not scrub; it loads all weights anew when it comes up.
  if (node.server->up()) restore_weights(node);
}

FaultInjector::Outage FaultInjector::outage_of(const Node& node, FaultKind kind) const {
  const Duration reload = node.server->reload_time();
  if (kind == FaultKind::kDue) return {{}, reload};
  const Duration reboot = node.server->accelerator().reboot_time.value + reload;
  if (kind == FaultKind::kSefi) return {node.recovery.watchdog, reboot};
  return {{}, node.recovery.power_cycle + reboot};
}

void FaultInjector::take_down(Node& node, const FaultRecord& record, const Outage& outage) {
  if (node.open_outages.empty()) node.down_since = loop_.now();
  if (record.kind == FaultKind::kSefi) ++recovery_.reboots;
  if (record.kind == FaultKind::kSel) ++recovery_.power_cycles;
  node.open_outages.push_back(record);
  node.server->fail(DownReason::kReboot);
  if (outage.silent > Duration()) hang(node, outage.silent);
  node.up_again = std::max(node.up_again, loop_.now() + outage.silent + outage.rest);
  if (fetcher_ != nullptr) fetcher_->cancel(node.server->node());
  loop_.cancel(node.restart);
  node.restart = loop_.schedule_at(node.up_again, [this, &node] { on_restart(node); });
}

void FaultInjector::hang(Node& node, Duration silent) {
  const Time noticed = loop_.now() + silent;
  recovery_.silent += noticed - std::max(node.noticed, loop_.now());
  node.noticed = noticed;
  node.server->fail(DownReason::kHang);
  loop_.schedule_at(noticed, [this, &node] {
    if (loop_.now() >= node.noticed) node.server->restore(DownReason::kHang);
  });
}

void FaultInjector::lose(Node& node, const FaultRecord& record) {
  node.lost = true;
  node.open_outages.push_back(record);
  node.server->fail(DownReason::kReboot);
  node.server->abandon();
  if (fetcher_ != nullptr) fetcher_->cancel(node.server->node());
  loop_.cancel(node.restart);
}

void FaultInjector::on_restart(Node& node) {
  if (node.recovery.reload == WeightSource::kLocal) return come_up(node);
  fetcher_->fetch(node.server->node(), [this, &node] { come_up(node); });
}

void FaultInjector::come_up(Node& node) {
  recovery_.down += loop_.now() - node.down_since;
  restore_weights(node);
  close(node.open_outages, loop_.now());
  node.server->restore(DownReason::kReboot);
}

void FaultInjector::on_reload(NodeId node) {
  const auto found = nodes_.find(node);
  if (found != nodes_.end()) restore_weights(found->second);
}

void FaultInjector::restore_weights(Node& node) {
  node.memory.restore();
  if (node.modelled) node.modelled->restore();
  close(node.open_upsets, loop_.now());
}

void FaultInjector::close(std::vector<FaultRecord>& open, Time cleared) {
  for (FaultRecord& record : open) {
    record.cleared = cleared;
    records_.add(record);
  }
  open.clear();
}

/// Times of outages that are under way count as far as they have come.
RecoveryCounts FaultInjector::recovery() const {
  RecoveryCounts counts = recovery_;
  counts.lost = 0;
  counts.resumed = 0;
  for (const auto& [id, node] : nodes_) {
    counts.lost += node.server->lost();
    counts.resumed += node.server->resumed();
    if (node.open_outages.empty() || node.lost) continue;
    counts.down += loop_.now() - node.down_since;
    counts.silent -= std::max(node.noticed - loop_.now(), Duration());
  }
  return counts;
}

void FaultInjector::finish(Time end) {
  recovery_ = recovery();
  for (auto& [id, node] : nodes_) {
    close(node.open_upsets, end);
    close(node.open_outages, end);
  }
}

std::optional<FaultOutcome> FaultInjector::of_weights(NodeId node, const ModelProfile& model) {
  const auto found = nodes_.find(node);
  if (found == nodes_.end() || !found->second.modelled) return std::nullopt;
  return found->second.modelled->of_weights(model, found->second.outcomes);
}

std::optional<FaultOutcome> FaultInjector::of_logic(NodeId node, const ModelProfile& model) {
  Node& struck = nodes_.at(node);
  if (!struck.modelled) return std::nullopt;
  return struck.modelled->of_logic(model, struck.outcomes);
}

const std::vector<WeightBit>& FaultInjector::flips(NodeId node,
                                                   std::string_view content_model) const {
  static const std::vector<WeightBit> kNone;
  const auto it = nodes_.find(node);
  return it == nodes_.end() ? kNone : it->second.memory.flips(content_model);
}

}  // namespace orbitmesh
