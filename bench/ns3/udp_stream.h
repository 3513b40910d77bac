#pragma once

#include <ns3/node.h>
#include <ns3/socket.h>

#include <cstdint>

#include "core/ids.h"
#include "core/time.h"

namespace orbitmesh {

/// Datagrams of one size from one node to another at a constant rate, with as little work
/// of its own at both ends as ns-3's sockets allow.
class UdpStream {
 public:
  static constexpr std::uint16_t kFirstPort = 9;
  struct Spec {
    std::int64_t datagrams = 0;
    std::uint32_t payload_bytes = 0;  ///< 28 less than the IPv4 packet
    Duration interval;
    std::uint16_t port = kFirstPort;  ///< at the receiver
    Duration first_after = {};        ///< from the making of the stream
  };
  /// `to` is the receiver's NodeId, which gives its address.
  UdpStream(ns3::Ptr<ns3::Node> sender, ns3::Ptr<ns3::Node> receiver, NodeId to, const Spec& spec);
  ~UdpStream();
  UdpStream(const UdpStream&) = delete;
  UdpStream& operator=(const UdpStream&) = delete;

  std::int64_t received() const { return received_; }

 private:
  void send();
  void on_readable();

  Spec spec_;
  ns3::Ptr<ns3::Socket> sender_;
  ns3::Ptr<ns3::Socket> receiver_;
  std::int64_t sent_ = 0;
  std::int64_t received_ = 0;
};

}  // namespace orbitmesh
