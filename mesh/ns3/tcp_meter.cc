#include "mesh/ns3/tcp_meter.h"

#include <ns3/nstime.h>
#include <ns3/packet.h>
#include <ns3/tcp-header.h>
#include <ns3/tcp-socket-base.h>
#include <ns3/tcp-socket.h>
#include <ns3/uinteger.h>

namespace orbitmesh {
namespace {

Bytes initial_window(const ns3::Ptr<ns3::Socket>& socket) {
  ns3::UintegerValue segments;
  ns3::UintegerValue segment_bytes;
  socket->GetAttribute("InitialCwnd", segments);
  socket->GetAttribute("SegmentSize", segment_bytes);
  return Bytes{static_cast<std::int64_t>(segments.Get() * segment_bytes.Get())};
}

}  // namespace

TcpMeter::TcpMeter() : figures_(std::make_shared<Figures>()) {}

void TcpMeter::attach(const ns3::Ptr<ns3::Socket>& socket) {
  using Times = ns3::Callback<void, ns3::Time, ns3::Time>;
  using Counts = ns3::Callback<void, std::uint32_t, std::uint32_t>;
  using Segments = ns3::Callback<void, ns3::Ptr<const ns3::Packet>, const ns3::TcpHeader&,
                                 ns3::Ptr<const ns3::TcpSocketBase>>;
  const std::int64_t before = figures_->retransmissions;
  // The socket of before keeps the old figures.
  const auto figures = std::make_shared<Figures>();
  figures->retransmissions = before;
  figures->cwnd = initial_window(socket);
  figures->rto = Duration::from_s(1);  // RFC 6298, before the first sample
  figures_ = figures;
  // ns-3 calls its smoothed estimate the last RTT.
  socket->TraceConnectWithoutContext("RTT", Times([figures](ns3::Time, ns3::Time now) {
                                       figures->srtt = Duration::from_ns(now.GetNanoSeconds());
                                     }));
  socket->TraceConnectWithoutContext("RTO", Times([figures](ns3::Time, ns3::Time now) {
                                       figures->rto = Duration::from_ns(now.GetNanoSeconds());
                                     }));
  socket->TraceConnectWithoutContext(
      "CongestionWindow",
      Counts([figures](std::uint32_t, std::uint32_t now) { figures->cwnd = Bytes{now}; }));
  socket->TraceConnectWithoutContext(
      "BytesInFlight",
      Counts([figures](std::uint32_t, std::uint32_t now) { figures->in_flight = Bytes{now}; }));
  socket->TraceConnectWithoutContext(
      "Tx", Segments([figures](ns3::Ptr<const ns3::Packet> packet, const ns3::TcpHeader& header,
                               ns3::Ptr<const ns3::TcpSocketBase>) {
        if (packet->GetSize() == 0) return;
        const ns3::SequenceNumber32 sequence = header.GetSequenceNumber();
        if (figures->any_sent && sequence < figures->highest) ++figures->retransmissions;
        if (!figures->any_sent || sequence > figures->highest) figures->highest = sequence;
        figures->any_sent = true;
      }));
}

void TcpMeter::fill(ConnectionSample& sample) const {
  sample.srtt = figures_->srtt;
  sample.rto = figures_->rto;
  sample.cwnd = figures_->cwnd;
  sample.in_flight = figures_->in_flight;
  sample.retransmissions = figures_->retransmissions;
}

}  // namespace orbitmesh
