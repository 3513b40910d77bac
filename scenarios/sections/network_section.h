#pragma once

#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "mesh/fidelity.h"
#include "mesh/routing/routing.h"
#include "mesh/transport_options.h"

namespace orbitmesh {

/// [network]
struct NetworkSection {
  Fidelity fidelity = Fidelity::kPacket;
  Duration route_interval = Duration::from_s(1);
  Routing routing = Routing::kShortestDelay;
  bool connection_samples = false;
  std::string flow_tcp = "orbitmesh::MeshCubic";
  TransportOptions transport;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("fidelity", fidelity, Spec<Fidelity>("how closely the network is modelled"));
    v.field("route_interval", route_interval,
            Spec<Duration>("time between two route computations")
                .min(Duration::from_ms(10))
                .max(Duration::from_s(60)));
    v.field("routing", routing, Spec<Routing>("by what paths are chosen"));
    v.field("connection_samples", connection_samples,
            Spec<bool>("record RTT, window and retransmissions of every TCP connection at each "
                       "sample; packet fidelity"));
    v.field("flow_tcp", flow_tcp,
            Spec<std::string>("congestion control of tcp-bulk flows and ns-3 applications: ns-3's "
                              "TypeId; packet fidelity")
                .not_empty());
    v.field("transport", transport,
            Spec<TransportOptions>("ZeroMQ's options on the connections of clients to servers"));
  }
};

}  // namespace orbitmesh
