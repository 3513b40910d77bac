#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/run_record.h"

namespace orbitmesh {

/// A request of client `client`, workload `workload`, issued at `issued_ms` and ended
/// `latency_ms` later. Failed requests get cause timeout.
RequestRecord sample_request(std::uint64_t id, std::uint32_t client, std::uint32_t workload,
                             std::int64_t issued_ms, std::int64_t latency_ms, Outcome outcome,
                             Tier tier = Tier::kSatellite, NodeId node = NodeId{0});

/// One site "mine" (terminal node 3), satellites node 0 and 1, datacenter node 2; client
/// group "inspector" (2 instances; workloads "gauge", "plan") and group "truck" (1; "detect");
/// flows "bulk" (TCP), "cbr" (UDP), "echo" (ping). No records.
RunRecord empty_sample_run();

/// The above with five requests of inspector.gauge (2 in time: one local on node 4, one on
/// satellite 0; 1 late on satellite 0; 1 failed; 1 pending), attempts, slots, samples
/// and flows. inspector.plan and truck.detect issued nothing.
RunRecord sample_run();

/// The above where the model "digits" computes the answers of inspector.gauge: correct on
/// board, one corrupted and one misread on the satellite. Two SEUs on node 0 and a SEFI on
/// node 1, accelerated by 1e6.
RunRecord sample_run_with_content();

/// Two outages of "storm" on links at 10 and 40 s, for 20 s each, and a dead satellite.
std::vector<Outage> sample_outages();

/// The client's end of the connection of the flow "bulk", from node 4 to node 2.
ConnectionSample sample_connection();

/// An application on node 4 that sent 7 packets of 1,000 B and tells nothing of what it received.
FlowRecord sample_application();

}  // namespace orbitmesh
