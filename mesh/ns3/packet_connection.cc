#include "mesh/ns3/packet_connection.h"

namespace orbitmesh {

PacketConnection::PacketConnection(EventLoop& loop, const Ends& ends, ConnectionListener& listener,
                                   RequestListener& server)
    : ZmtpConnection(loop, {ends.client, ends.server, ends.options, ends.seed, ends.path}, listener,
                     server),
      tcp_setup_{ends.client_node,
                 ends.server,
                 ends.options.send_buffer,
                 ends.options.tcp_max_rt,
                 ends.options.tail_loss_probe,
                 ends.metered,
                 ends.path} {
  open();
}

std::unique_ptr<TcpLink> PacketConnection::connect_tcp(TcpLink::User& user) {
  auto tcp = std::make_unique<PacketTcpLink>(loop(), tcp_setup_, user);
  tcp_ = tcp.get();
  return tcp;
}

std::vector<ConnectionSample> PacketConnection::samples() const {
  std::vector<ConnectionSample> samples;
  for (const ConnectionSide side : {ConnectionSide::kClient, ConnectionSide::kServer}) {
    if (!tcp_->open(side)) continue;
    ConnectionSample& sample = samples.emplace_back();
    sample.at = loop().now();
    sample.client = client();
    sample.server = server();
    sample.side = side;
    tcp_->fill(side, sample);
  }
  return samples;
}

ConnectionStats PacketConnection::stats() const {
  ConnectionStats stats = ZmtpConnection::stats();
  if (tcp_->last_rtt() > Duration{}) stats.last_rtt = tcp_->last_rtt();
  return stats;
}

}  // namespace orbitmesh
