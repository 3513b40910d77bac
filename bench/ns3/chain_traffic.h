#pragma once

#include "bench/measurement.h"
#include "bench/ns3/udp_stream.h"
#include "core/units.h"

namespace orbitmesh {

/// The chain of ten links that both designs of `mesh.hop_rate_10_links` carry the same
/// datagrams over.
namespace chain {

inline constexpr std::uint32_t kLinks = 10;
inline constexpr BitRate kRate{1'000'000'000};
inline constexpr Duration kDelay = Duration::from_ms(3);
inline constexpr Bytes kQueueLimit{1'000'000};

/// IPv4 packets of 1,428 B at 114 Mbit/s: about 300 are on the way at any time.
UdpStream::Spec traffic(BenchSize size);

/// Runs `stream` to its end: value is hop-packets a second of wall time. Throws RunError
/// when a datagram was lost.
Measurement run(const UdpStream& stream, const UdpStream::Spec& spec);

}  // namespace chain
}  // namespace orbitmesh
