#pragma once

#include <ns3/node.h>
#include <ns3/ptr.h>

#include "core/ids.h"
#include "mesh/ns3/mesh_channel.h"
#include "mesh/ns3/port_plane.h"

namespace orbitmesh {

/// Gives `node` an IPv4 stack with ICMP, UDP and TCP, a MeshNetDevice on `plane` and the
/// address address_of(host). No ARP, IPv6, queue discipline or routing daemon: the stack
/// of an end host costs a few kilobytes.
void install_end_host(ns3::Ptr<ns3::Node> node, NodeId host, PortPlane& plane,
                      ns3::Ptr<MeshChannel> channel);

}  // namespace orbitmesh
