#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/records.h"

namespace orbitmesh {

/// Plain network traffic between two end hosts, next to the offload requests.
struct FlowSpec {
  std::string name;
  FlowKind kind = FlowKind::kPing;
  NodeId from;
  NodeId to;
  BitRate rate{1'000'000};                  ///< udp-cbr: application bits a second
  Bytes size{1200};                         ///< udp-cbr: payload a datagram, at least 8;
                                            ///< ping: ICMP data
  Duration interval = Duration::from_s(1);  ///< ping
  std::string tcp;          ///< tcp-bulk: ns-3's TypeId of its congestion control; empty: MeshCubic
  std::string application;  ///< ns3-application: ns-3's TypeId
  std::vector<std::string> attributes;  ///< ns3-application: "Name=value" (mesh/ns3_types.h)
  std::uint64_t seed = 0;               ///< of the run; with the name it keys the flow's draws
  Time start;
  Time stop;
};

/// The record of a flow as of `now`, apart from what was sent and received.
FlowRecord begin_record(const FlowSpec& spec, Time now);
/// Bytes received over the flow's time so far [bit/s]; 0 before it has begun.
double goodput_bit_s(const FlowRecord& record);

}  // namespace orbitmesh
