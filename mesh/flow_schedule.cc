#include "mesh/flow_schedule.h"

#include "mesh/records.h"

namespace orbitmesh {
namespace {

Duration share_of(Duration span, double share) {
  return Duration::from_ns(static_cast<std::int64_t>(share * static_cast<double>(span.ns())));
}

}  // namespace

FlowSchedule::FlowSchedule(const FlowSpec& spec)
    : start_(spec.start),
      gap_(spec.kind == FlowKind::kPing ? spec.interval : spec.rate.serialisation(spec.size)),
      ping_(spec.kind == FlowKind::kPing),
      stream_(spec.seed, "flow.schedule " + spec.name, 0),
      phase_(share_of(gap_, stream_.uniform())) {}

Time FlowSchedule::next() {
  if (ping_ && count_ > 0) phase_ = share_of(gap_, stream_.uniform());
  return start_ + count_++ * gap_ + phase_;
}

}  // namespace orbitmesh
