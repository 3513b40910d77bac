#include "mesh/ideal_flow.h"

#include <optional>

#include "core/error.h"

namespace orbitmesh {

IdealFlow::IdealFlow(EventLoop& loop, const PathView& paths, const FlowSpec& spec)
    : loop_(loop), paths_(paths), spec_(spec), schedule_(spec) {
  if (spec.kind == FlowKind::kTcpBulk) {
    throw InputError("flow '" + spec.name +
                     "': tcp-bulk has no rate over ideal links; use fidelity = \"packet\"");
  }
  if (spec.kind == FlowKind::kNs3Application) {
    throw InputError("flow '" + spec.name +
                     "': ns3-application needs packets; use fidelity = \"packet\"");
  }
  schedule_next();
}

void IdealFlow::schedule_next() {
  const Time at = schedule_.next();
  if (at < spec_.stop) loop_.schedule_at(at, [this] { send(); });
}

void IdealFlow::send() {
  const std::uint64_t number = ledger_.sent(loop_.now());
  const std::optional<Duration> there = paths_.path_delay(spec_.from, spec_.to);
  if (there) {
    const Duration delay = spec_.kind == FlowKind::kPing ? 2 * *there : *there;
    loop_.schedule_in(delay, [this, number, delay] { ledger_.received(number, delay); });
  }
  schedule_next();
}

FlowRecord IdealFlow::record() const {
  FlowRecord record = begin_record(spec_, loop_.now());
  ledger_.fill(record, loop_.now());
  record.received = Bytes{record.packets_received * spec_.size.count};
  if (spec_.kind == FlowKind::kUdpCbr) record.goodput_bit_s = goodput_bit_s(record);
  return record;
}

}  // namespace orbitmesh
