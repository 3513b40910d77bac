#include "mesh/flow.h"

#include <algorithm>

namespace orbitmesh {

FlowRecord begin_record(const FlowSpec& spec, Time now) {
  FlowRecord record;
  record.name = spec.name;
  record.kind = spec.kind;
  record.from = spec.from;
  record.to = spec.to;
  record.start = spec.start;
  record.stop = std::min(spec.stop, now);
  return record;
}

double goodput_bit_s(const FlowRecord& record) {
  const double seconds = (record.stop - record.start).seconds();
  return seconds > 0 ? 8.0 * static_cast<double>(record.received.count) / seconds : 0.0;
}

}  // namespace orbitmesh
