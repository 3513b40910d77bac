#pragma once

#include "bench/measurement.h"

namespace orbitmesh {

/// The measurements that need a process of their own; rows.h says what they measure.
Measurement measure_hop_rate_lean(BenchSize size);
Measurement measure_hop_rate_reference(BenchSize size);
Measurement measure_setup_lean(BenchSize size);
Measurement measure_setup_reference(BenchSize size);
Measurement measure_tcp_50x200kB(BenchSize size);
Measurement measure_message_50x200kB(BenchSize size);
Measurement measure_message_day(BenchSize size);
Measurement measure_hop_rate_100_flows_6000(BenchSize size);
Measurement measure_udp_100x10Mbps(BenchSize size);

}  // namespace orbitmesh
