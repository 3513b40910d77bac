#include "mesh/ns3/zmtp_endpoint.h"

#include <ns3/packet.h>

#include <algorithm>
#include <utility>

namespace orbitmesh {

ZmtpEndpoint::ZmtpEndpoint(Handlers handlers)
    : session_({std::move(handlers.ready), std::move(handlers.message),
                [this](Bytes bytes) { write(bytes); }}) {}

void ZmtpEndpoint::attach(ns3::Ptr<ns3::Socket> socket, ZmtpEndpoint& peer) {
  socket_ = socket;
  socket_->SetRecvCallback(
      ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { on_readable(); }));
  socket_->SetSendCallback(ns3::Callback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>(
      [this](ns3::Ptr<ns3::Socket>, std::uint32_t) { flush(); }));
  session_.begin(peer.session_);
}

void ZmtpEndpoint::detach() {
  if (socket_) {
    socket_->SetRecvCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>());
    socket_->SetSendCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>());
  }
  socket_ = nullptr;
  session_.end();
  unwritten_bytes_ = 0;
}

void ZmtpEndpoint::write(Bytes bytes) {
  unwritten_bytes_ += bytes.count;
  flush();
}

void ZmtpEndpoint::flush() {
  while (socket_ && unwritten_bytes_ > 0) {
    const std::int64_t room = socket_->GetTxAvailable();
    const std::int64_t chunk = std::min(room, unwritten_bytes_);
    if (chunk <= 0) return;
    // Counted before the call: sending may call back into flush().
    unwritten_bytes_ -= chunk;
    if (socket_->Send(ns3::Create<ns3::Packet>(static_cast<std::uint32_t>(chunk))) < 0) {
      unwritten_bytes_ += chunk;
      return;
    }
  }
}

void ZmtpEndpoint::on_readable() {
  std::int64_t read_bytes = 0;
  while (socket_) {
    const ns3::Ptr<ns3::Packet> packet = socket_->Recv();
    if (!packet || packet->GetSize() == 0) break;
    read_bytes += packet->GetSize();
  }
  session_.receive(Bytes{read_bytes});
}

}  // namespace orbitmesh
