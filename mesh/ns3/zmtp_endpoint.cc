#include "mesh/ns3/zmtp_endpoint.h"

#include <ns3/packet.h>

#include <algorithm>
#include <utility>

#include "mesh/zmtp.h"

namespace orbitmesh {

void ZmtpEndpoint::attach(ns3::Ptr<ns3::Socket> socket, ZmtpEndpoint& peer) {
  socket_ = socket;
  peer_ = &peer;
  socket_->SetRecvCallback(
      ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { on_readable(); }));
  socket_->SetSendCallback(ns3::Callback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>(
      [this](ns3::Ptr<ns3::Socket>, std::uint32_t) { flush(); }));
  write({UnitKind::kSignature, zmtp::kSignature, {}});
}

void ZmtpEndpoint::detach() {
  if (socket_) {
    socket_->SetRecvCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>());
    socket_->SetSendCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>());
  }
  socket_ = nullptr;
  peer_ = nullptr;
  ready_ = false;
  waiting_.clear();
  written_.clear();
  unwritten_bytes_ = 0;
  received_bytes_ = 0;
}

void ZmtpEndpoint::send(Message message) {
  if (!ready_) {
    waiting_.push_back(message);
    return;
  }
  write({UnitKind::kMessage, zmtp::framed(message.body), message});
}

void ZmtpEndpoint::write(Unit unit) {
  unwritten_bytes_ += unit.size.count;
  sent_ = sent_ + unit.size;
  written_.push_back(unit);
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
  while (socket_) {
    const ns3::Ptr<ns3::Packet> packet = socket_->Recv();
    if (!packet || packet->GetSize() == 0) break;
    received_bytes_ += packet->GetSize();
  }
  take_units();
}

void ZmtpEndpoint::take_units() {
  while (peer_ != nullptr && !peer_->written_.empty() &&
         received_bytes_ >= peer_->written_.front().size.count) {
    const Unit unit = peer_->written_.front();
    peer_->written_.pop_front();
    received_bytes_ -= unit.size.count;
    on_unit(unit);
  }
}

void ZmtpEndpoint::on_unit(const Unit& unit) {
  switch (unit.kind) {
    case UnitKind::kSignature:
      write({UnitKind::kVersion, zmtp::kVersion, {}});
      write({UnitKind::kGreetingRest, zmtp::kGreetingRest, {}});
      break;
    case UnitKind::kVersion:
      break;
    case UnitKind::kGreetingRest:
      write({UnitKind::kReady, zmtp::kReady, {}});
      break;
    case UnitKind::kReady: {
      ready_ = true;
      std::deque<Message> waiting;
      waiting.swap(waiting_);
      for (const Message& message : waiting) send(message);
      handlers_.ready();
      break;
    }
    case UnitKind::kMessage:
      handlers_.message(unit.message);
      break;
  }
}

}  // namespace orbitmesh
