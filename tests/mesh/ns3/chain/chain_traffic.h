#pragma once

#include <ns3/node.h>
#include <ns3/socket.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/event_loop.h"
#include "core/fields.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "tests/mesh/ns3/twin/arrival.h"

namespace orbitmesh::chain_twin {

/// Five links between two end hosts, 0 and 5, slowest in the middle. A byte lasts a whole
/// number of nanoseconds on each (80, 625, 1024, 640), in ratios that keep departures and
/// arrivals from falling on one instant.
inline constexpr std::uint32_t kLinks = 5;
inline constexpr NodeId kFirst{0};
inline constexpr NodeId kLast{kLinks};
inline constexpr std::array<BitRate, kLinks> kRates = {BitRate{100'000'000}, BitRate{12'800'000},
                                                       BitRate{7'812'500}, BitRate{12'500'000},
                                                       BitRate{100'000'000}};
inline constexpr Duration kDelay = Duration::from_us(4000);
inline constexpr Time kEnd = Time::from_ns(30'000'000'000);
/// What point-to-point devices put before each packet.
inline constexpr Bytes kPppHeader{2};
/// The largest packet: IPv4, TCP with timestamps and 1,448 B.
inline constexpr Bytes kFullPacket{1500};
/// Queues hold 20 of them.
inline constexpr Bytes kQueueLimit{20 * (1500 + 2)};

enum class Load {
  kUdpLight,     ///< datagrams of all sizes, no queue overflows
  kUdpOverflow,  ///< bursts of full packets that overflow two queues
  kUdpMixed,     ///< the same with packets of all sizes
  kTcpLight,     ///< messages of 20 kB, no queue overflows
  kTcpOverflow,  ///< a bulk transfer
};

constexpr std::array<EnumName<Load>, 5> enum_names(Load) {
  return {{{Load::kUdpLight, "udp-light"},
           {Load::kUdpOverflow, "udp-overflow"},
           {Load::kUdpMixed, "udp-mixed"},
           {Load::kTcpLight, "tcp-light"},
           {Load::kTcpOverflow, "tcp-overflow"}}};
}

/// The traffic on ns-3's sockets, the same over both designs.
class Traffic {
 public:
  Traffic(EventLoop& loop, Load load, ns3::Ptr<ns3::Node> sender, ns3::Ptr<ns3::Node> receiver);
  ~Traffic();
  Traffic(const Traffic&) = delete;
  Traffic& operator=(const Traffic&) = delete;

  /// UDP: flow is the datagram's size, number its place in the order of sending. TCP: flow 0,
  /// number is the bytes received so far.
  const std::vector<twin::Arrival>& arrivals() const { return arrivals_; }

 private:
  void start_udp(Load load);
  void start_tcp(Load load);
  void send_datagram(std::uint32_t bytes);
  void write(std::int64_t bytes);
  void fill();
  void receive_udp();
  void receive_tcp(const ns3::Ptr<ns3::Socket>& socket);

  EventLoop& loop_;
  ns3::Ptr<ns3::Node> sender_node_;
  ns3::Ptr<ns3::Node> receiver_node_;
  ns3::Ptr<ns3::Socket> sender_;
  ns3::Ptr<ns3::Socket> receiver_;
  ns3::Ptr<ns3::Socket> accepted_;
  std::int64_t sent_ = 0;
  std::int64_t unsent_bytes_ = 0;
  std::int64_t received_bytes_ = 0;
  std::vector<twin::Arrival> arrivals_;
};

/// One load over the packet plane's ports, and over nodes with full IPv4 stacks and
/// PointToPointNetDevices with drop-tail queues. Only one simulation can run in a process.
twin::Report run_plane(Load load);
twin::Report run_devices(Load load);

}  // namespace orbitmesh::chain_twin
