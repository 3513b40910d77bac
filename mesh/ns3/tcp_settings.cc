#include "mesh/ns3/tcp_settings.h"

#include <ns3/config.h>
#include <ns3/nstime.h>
#include <ns3/rtt-estimator.h>
#include <ns3/tcp-l4-protocol.h>
#include <ns3/tcp-prr-recovery.h>
#include <ns3/type-id.h>
#include <ns3/uinteger.h>

#include "mesh/ns3/mesh_cubic.h"
#include "mesh/ns3/probing_tcp_socket.h"

namespace orbitmesh {
namespace {

/// Calls set(type, attribute, value) for each setting.
template <class Set>
void for_each_setting(Set set) {
  set("ns3::TcpSocket", "SegmentSize", ns3::UintegerValue(1448));
  set("ns3::TcpSocket", "SndBufSize", ns3::UintegerValue(kTcpSendBuffer.count));
  set("ns3::TcpSocket", "RcvBufSize", ns3::UintegerValue(6 << 20));
  set("ns3::TcpSocket", "DelAckTimeout", ns3::TimeValue(ns3::MilliSeconds(40)));
  set("ns3::TcpSocket", "ConnTimeout", ns3::TimeValue(ns3::Seconds(1)));
  set("ns3::TcpSocket", "DataRetries", ns3::UintegerValue(15));
  set("ns3::TcpSocketBase", "MinRto", ns3::TimeValue(ns3::MilliSeconds(200)));
  // ns-3 adds this to SRTT where Linux adds max(200 ms, 4 var).
  set("ns3::TcpSocketBase", "ClockGranularity", ns3::TimeValue(ns3::MilliSeconds(200)));
}

ns3::TypeId congestion_type(const std::string& congestion) {
  const ns3::TypeId own = MeshCubic::GetTypeId();
  return congestion.empty() ? own : ns3::TypeId::LookupByName(congestion);
}

ns3::Ptr<ns3::Socket> with_settings(ns3::Ptr<ns3::Socket> socket) {
  for_each_setting([&](const char*, const char* attribute, const ns3::AttributeValue& value) {
    socket->SetAttribute(attribute, value);
  });
  socket->SetIpTtl(255);
  return socket;
}

}  // namespace

ns3::Ptr<ns3::Socket> make_tcp_socket(ns3::Ptr<ns3::Node> node, const std::string& congestion) {
  return with_settings(
      node->GetObject<ns3::TcpL4Protocol>()->CreateSocket(congestion_type(congestion)));
}

// As TcpL4Protocol::CreateSocket() does for its own type of socket.
ns3::Ptr<ns3::Socket> make_zmtp_socket(ns3::Ptr<ns3::Node> node, bool probes) {
  if (!probes) return make_tcp_socket(node);
  const auto tcp = node->GetObject<ns3::TcpL4Protocol>();
  const auto socket = ns3::CreateObject<ProbingTcpSocket>();
  socket->SetNode(node);
  socket->SetTcp(tcp);
  socket->SetRtt(ns3::CreateObject<ns3::RttMeanDeviation>());
  const auto cubic = ns3::CreateObject<MeshCubic>();
  cubic->use_ack_trains();
  socket->SetCongestionControlAlgorithm(cubic);
  socket->SetRecoveryAlgorithm(ns3::CreateObject<ns3::TcpPrrRecovery>());
  tcp->AddSocket(socket);
  return with_settings(socket);
}

void set_tcp_defaults(ns3::Ptr<ns3::Node> node, const std::string& congestion) {
  for_each_setting([](const char* type, const char* attribute, const ns3::AttributeValue& value) {
    ns3::Config::SetDefault(std::string(type) + "::" + attribute, value);
  });
  node->GetObject<ns3::TcpL4Protocol>()->SetAttribute(
      "SocketType", ns3::TypeIdValue(congestion_type(congestion)));
}

}  // namespace orbitmesh
