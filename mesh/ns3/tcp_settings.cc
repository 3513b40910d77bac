#include "mesh/ns3/tcp_settings.h"

#include <ns3/nstime.h>
#include <ns3/tcp-l4-protocol.h>
#include <ns3/uinteger.h>

#include "mesh/ns3/mesh_cubic.h"

namespace orbitmesh {

ns3::Ptr<ns3::Socket> make_tcp_socket(ns3::Ptr<ns3::Node> node) {
  const ns3::Ptr<ns3::Socket> socket =
      node->GetObject<ns3::TcpL4Protocol>()->CreateSocket(MeshCubic::GetTypeId());
  socket->SetAttribute("SegmentSize", ns3::UintegerValue(1448));
  socket->SetAttribute("SndBufSize", ns3::UintegerValue(4 << 20));
  socket->SetAttribute("RcvBufSize", ns3::UintegerValue(6 << 20));
  socket->SetAttribute("DelAckTimeout", ns3::TimeValue(ns3::MilliSeconds(40)));
  socket->SetAttribute("ConnTimeout", ns3::TimeValue(ns3::Seconds(1)));
  socket->SetAttribute("DataRetries", ns3::UintegerValue(15));
  socket->SetAttribute("MinRto", ns3::TimeValue(ns3::MilliSeconds(200)));
  // ns-3 adds this to SRTT where Linux adds max(200 ms, 4 var).
  socket->SetAttribute("ClockGranularity", ns3::TimeValue(ns3::MilliSeconds(200)));
  socket->SetIpTtl(255);
  return socket;
}

}  // namespace orbitmesh
