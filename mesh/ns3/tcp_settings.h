#pragma once

#include <ns3/node.h>
#include <ns3/socket.h>

namespace orbitmesh {

/// A TCP socket on `node` that behaves like Linux's with CUBIC: MeshCubic, 1,448 B
/// segments, 4 MiB send and 6 MiB receive buffer, delayed ACKs of 40 ms, RTO = SRTT +
/// max(200 ms, 4 var), connect timeout 1 s, 15 retries, TTL 255. Sockets that it accepts
/// inherit all of it.
ns3::Ptr<ns3::Socket> make_tcp_socket(ns3::Ptr<ns3::Node> node);

/// Port on which every serving node listens.
inline constexpr std::uint16_t kServerPort = 5555;

}  // namespace orbitmesh
