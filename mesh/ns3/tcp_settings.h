#pragma once

#include <ns3/node.h>
#include <ns3/socket.h>

#include <string>

#include "core/units.h"

namespace orbitmesh {

/// Of every socket: Linux's tcp_wmem maximum.
inline constexpr Bytes kTcpSendBuffer{4 << 20};

/// A TCP socket on `node` that behaves like Linux's with CUBIC: MeshCubic, 1,448 B
/// segments, 4 MiB send and 6 MiB receive buffer, delayed ACKs of 40 ms, RTO = SRTT +
/// max(200 ms, 4 var), connect timeout 1 s, 15 retries, TTL 255. Sockets that it accepts
/// inherit all of it. `congestion` is ns-3's TypeId of another congestion control.
ns3::Ptr<ns3::Socket> make_tcp_socket(ns3::Ptr<ns3::Node> node, const std::string& congestion = "");

/// The same, if `probes` as ProbingTcpSocket and with HyStart's test of ACK trains.
ns3::Ptr<ns3::Socket> make_zmtp_socket(ns3::Ptr<ns3::Node> node, bool probes);

/// The same settings for the sockets that ns-3's applications make on `node`; TTL apart, which is
/// ns-3's 64 and does not count in the mesh.
void set_tcp_defaults(ns3::Ptr<ns3::Node> node, const std::string& congestion);

/// Port on which every serving node listens.
inline constexpr std::uint16_t kServerPort = 5555;

}  // namespace orbitmesh
