#include "mesh/ideal_flow.h"

#include <algorithm>
#include <optional>

#include "core/error.h"

namespace orbitmesh {

IdealFlow::IdealFlow(EventLoop& loop, const PathView& paths, const FlowSpec& spec)
    : loop_(loop), paths_(paths), spec_(spec) {
  if (spec.kind == FlowKind::kTcpBulk) {
    throw InputError("flow '" + spec.name +
                     "': tcp-bulk has no rate over ideal links; use fidelity = \"packet\"");
  }
  gap_ = spec.kind == FlowKind::kPing ? spec.interval : spec.rate.serialisation(spec.size);
  loop_.schedule_at(spec.start, [this] { send(); });
}

void IdealFlow::send() {
  if (loop_.now() >= spec_.stop) return;
  ++sent_;
  const std::optional<Duration> there = paths_.path_delay(spec_.from, spec_.to);
  if (there) {
    const Duration delay = spec_.kind == FlowKind::kPing ? 2 * *there : *there;
    loop_.schedule_in(delay, [this, delay] {
      ++received_;
      delays_.add(delay);
    });
  }
  loop_.schedule_in(gap_, [this] { send(); });
}

FlowRecord IdealFlow::record() const {
  FlowRecord record;
  record.name = spec_.name;
  record.kind = spec_.kind;
  record.start = spec_.start;
  record.stop = std::min(spec_.stop, loop_.now());
  record.packets_sent = sent_;
  record.packets_received = received_;
  record.received = Bytes{received_ * spec_.size.count};
  const double seconds = (record.stop - record.start).seconds();
  if (spec_.kind == FlowKind::kUdpCbr && seconds > 0) {
    record.goodput_bit_s = 8.0 * static_cast<double>(record.received.count) / seconds;
  }
  delays_.fill(record);
  return record;
}

}  // namespace orbitmesh
