#include "nodes/fault_injector.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/error.h"

namespace orbitmesh {
namespace {

// Above these a run would do nothing but faults.
constexpr double kMaxRate_per_s = 1e3;
constexpr double kMaxFlipsPerScrub = 1e6;

void check(const MemoryProtection& memory) {
  if (!(memory.mbu_share >= 0.0 && memory.mbu_share <= 1.0)) {
    throw InputError(fmt::format("mbu_share {}: it must lie between 0 and 1", memory.mbu_share));
  }
  if (!(memory.scrub > Duration())) {
    throw InputError("the scrub interval must be greater than 0");
  }
}

void check_rate(double per_s, std::string_view what) {
  if (per_s <= kMaxRate_per_s) return;
  throw InputError(
      fmt::format("{:.3g} {} a second at one node: at most {:g} can be simulated; lower the "
                  "acceleration",
                  per_s, what, kMaxRate_per_s));
}

void check_flips(double seu_per_s, Duration scrub) {
  const double flips = seu_per_s * scrub.seconds();
  if (flips <= kMaxFlipsPerScrub) return;
  throw InputError(
      fmt::format("{:.3g} upsets between two scrubs at one node: at most {:g} can be simulated; "
                  "lower the acceleration or scrub more often",
                  flips, kMaxFlipsPerScrub));
}

double seu_per_s(const AcceleratorProfile& accelerator, const MemoryProtection& protection,
                 std::uint64_t bits) {
  if (!accelerator.seu_rate_per_bit) return 0.0;
  return static_cast<double>(bits) * accelerator.seu_rate_per_bit->value.si *
         protection.uncorrected_share();
}

double sefi_per_s(const AcceleratorProfile& accelerator, std::int64_t devices) {
  if (!accelerator.sefi_rate) return 0.0;
  return static_cast<double>(devices) * accelerator.sefi_rate->value.si;
}

}  // namespace

FaultInjector::FaultInjector(EventLoop& loop, RecordSink& records, std::uint64_t seed,
                             double acceleration)
    : loop_(loop), records_(records), seed_(seed), acceleration_(acceleration) {
  if (!(acceleration >= 0.0) || !std::isfinite(acceleration)) {
    throw InputError(fmt::format(
        "fault acceleration {}: it must be a finite number that is not negative", acceleration));
  }
}

void FaultInjector::add(const FaultTarget& target) {
  if (target.server == nullptr) throw std::invalid_argument("fault target without a server");
  check(target.memory);
  ResidentFaults memory(target.content);
  const double seu = seu_per_s(target.server->accelerator(), target.memory, memory.bits_at_risk());
  const double sefi = sefi_per_s(target.server->accelerator(), target.server->devices());
  check_rate(seu * acceleration_, "upsets");
  check_rate(sefi * acceleration_, "functional interrupts");
  check_flips(seu * acceleration_, target.memory.scrub);
  const NodeId id = target.server->node();
  const auto stream = [&](std::string_view name) { return RngStream(seed_, name, id.value); };
  Node node{target.server,
            target.memory,
            seu,
            sefi,
            std::move(memory),
            HazardProcess(stream("faults.seu"), seu * acceleration_),
            HazardProcess(stream("faults.sefi"), sefi * acceleration_),
            stream("faults.seu.bit"),
            {},
            {},
            false,
            {}};
  if (!nodes_.emplace(id, std::move(node)).second) {
    throw std::invalid_argument("fault target added twice");
  }
}

void FaultInjector::start() {
  for (auto& [id, node] : nodes_) {
    schedule_upset(node);
    schedule_interrupt(node);
  }
}

void FaultInjector::schedule_upset(Node& node) {
  const auto at = node.upsets.next();
  if (at) loop_.schedule_at(*at, [this, &node] { on_upset(node); });
}

void FaultInjector::schedule_interrupt(Node& node) {
  const auto at = node.interrupts.next();
  if (at) loop_.schedule_at(*at, [this, &node] { on_interrupt(node); });
}

void FaultInjector::on_upset(Node& node) {
  const ResidentBit where = node.memory.at(node.addresses.below(node.memory.bits()));
  node.memory.invert(where);
  FaultRecord record;
  record.at = loop_.now();
  record.node = node.server->node();
  record.kind = FaultKind::kSeu;
  record.tensor = node.memory.tensor_number(where);
  record.element = static_cast<std::int64_t>(where.bit.element);
  record.bit = where.bit.bit;
  node.open_upsets.push_back(record);
  ++counts_.seu;
  schedule_scrub(node);
  schedule_upset(node);
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

void FaultInjector::on_interrupt(Node& node) {
  FaultRecord record;
  record.at = loop_.now();
  record.node = node.server->node();
  record.kind = FaultKind::kSefi;
  node.open_interrupts.push_back(record);
  ++counts_.sefi;
  node.server->fail(DownReason::kReboot);
  loop_.cancel(node.restart);
  const Duration outage = node.server->accelerator().reboot_time.value + node.server->reload_time();
  node.restart = loop_.schedule_in(outage, [this, &node] { on_restart(node); });
  schedule_interrupt(node);
}

void FaultInjector::on_restart(Node& node) {
  restore_weights(node);
  close(node.open_interrupts, loop_.now());
  node.server->restore(DownReason::kReboot);
}

void FaultInjector::on_reload(NodeId node) {
  const auto found = nodes_.find(node);
  if (found != nodes_.end()) restore_weights(found->second);
}

void FaultInjector::restore_weights(Node& node) {
  node.memory.restore();
  close(node.open_upsets, loop_.now());
}

void FaultInjector::close(std::vector<FaultRecord>& open, Time cleared) {
  for (FaultRecord& record : open) {
    record.cleared = cleared;
    records_.add(record);
  }
  open.clear();
}

void FaultInjector::finish(Time end) {
  for (auto& [id, node] : nodes_) {
    close(node.open_upsets, end);
    close(node.open_interrupts, end);
  }
}

const std::vector<WeightBit>& FaultInjector::flips(NodeId node,
                                                   std::string_view content_model) const {
  static const std::vector<WeightBit> kNone;
  const auto it = nodes_.find(node);
  return it == nodes_.end() ? kNone : it->second.memory.flips(content_model);
}

ExpectedFaults FaultInjector::expected_counts(Duration duration) const {
  ExpectedFaults expected;
  for (const auto& [id, node] : nodes_) {
    expected.seu += node.seu_per_s * duration.seconds();
    expected.sefi += node.sefi_per_s * duration.seconds();
  }
  return expected;
}

}  // namespace orbitmesh
