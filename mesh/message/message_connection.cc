#include "mesh/message/message_connection.h"

namespace orbitmesh {

MessageConnection::MessageConnection(EventLoop& loop, TrainPlane& plane, const Ends& ends,
                                     ConnectionListener& listener, RequestListener& server)
    : ZmtpConnection(loop, {ends.client, ends.server, ends.options, ends.seed, ends.path}, listener,
                     server),
      plane_(plane),
      path_(ends.path) {
  open();
}

std::unique_ptr<TcpLink> MessageConnection::connect_tcp(TcpLink::User& user) {
  auto tcp = std::make_unique<MessageTcpLink>(
      loop(), plane_,
      MessageTcpLink::Setup{client(), server(), options().send_buffer, options().tcp_max_rt, path_},
      user);
  tcp_ = tcp.get();
  return tcp;
}

ConnectionStats MessageConnection::stats() const {
  ConnectionStats stats = ZmtpConnection::stats();
  if (tcp_->srtt() > Duration{}) stats.last_rtt = tcp_->srtt();
  return stats;
}

}  // namespace orbitmesh
