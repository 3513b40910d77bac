#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orbitmesh {

/// The congestion control of everything that asks for no other (docs/models/tcp.md).
inline constexpr std::string_view kMeshCubicType = "orbitmesh::MeshCubic";

/// Checks of names that packet fidelity passes on to ns-3. All throw InputError without a place:
/// what is wrong, and what would be right.

/// A congestion control, "ns3::TcpNewReno".
void check_ns3_tcp(const std::string& type);
/// An application that an end host can run, "ns3::OnOffApplication". End hosts have IPv4, UDP and
/// TCP, and neither IPv6 nor link-layer sockets.
void check_ns3_application(const std::string& type);
/// "Name=value" for such an application. A value is written as ns-3 does ("1s", "5Mbps", "1000",
/// "true", "ns3::UdpSocketFactory", "ns3::ExponentialRandomVariable[Mean=0.5]"), an address as
/// "10.0.0.1" or, where it goes with a port, "10.0.0.1:9"; in its place may stand {from} or {to}.
void check_ns3_attribute(const std::string& application, const std::string& assignment);
/// All of an application's attributes together: none twice, and those without which it would end
/// the process.
void check_ns3_attributes(const std::string& application,
                          const std::vector<std::string>& assignments);

/// Whether ns-3's model is known to fail on long connections that fall silent, as TcpBbr does.
bool is_fragile_ns3_tcp(const std::string& type);

}  // namespace orbitmesh
