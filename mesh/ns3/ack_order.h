#pragma once

#include <ns3/packet.h>

#include <cstdint>
#include <map>
#include <utility>

namespace orbitmesh {

/// Raises the acknowledgement of a data segment to the highest that its connection has
/// already brought to this host. ns-3 discards data whose acknowledgement a later segment
/// has overtaken (TcpSocketBase::ProcessEstablished), where RFC 9293 and Linux take it; at a
/// handover that costs a whole message its retransmission. What a host has learnt from an
/// acknowledgement no older one takes back, so nothing else changes.
class AckOrder {
 public:
  /// An IPv4 packet as it arrives at the host.
  void restore(ns3::Ptr<ns3::Packet>& packet);

 private:
  using Connection = std::pair<std::uint32_t, std::uint32_t>;  // peer's address, both ports
  std::map<Connection, std::uint32_t> highest_;
};

}  // namespace orbitmesh
