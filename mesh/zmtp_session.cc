#include "mesh/zmtp_session.h"

#include "mesh/zmtp.h"

namespace orbitmesh {

void ZmtpSession::begin(ZmtpSession& peer) {
  peer_ = &peer;
  write({UnitKind::kSignature, zmtp::kSignature, {}});
}

void ZmtpSession::end() {
  peer_ = nullptr;
  ready_ = false;
  waiting_.clear();
  written_.clear();
  received_bytes_ = 0;
}

void ZmtpSession::send(Message message) {
  if (!ready_) {
    waiting_.push_back(message);
    return;
  }
  write({UnitKind::kMessage, zmtp::framed(message.body), message});
}

void ZmtpSession::write(Unit unit) {
  sent_ = sent_ + unit.size;
  written_.push_back(unit);
  handlers_.write(unit.size);
}

Bytes ZmtpSession::missing() const {
  if (peer_ == nullptr || peer_->written_.empty()) return {};
  return peer_->written_.front().size - Bytes{received_bytes_};
}

void ZmtpSession::receive(Bytes bytes) {
  received_bytes_ += bytes.count;
  while (peer_ != nullptr && !peer_->written_.empty() &&
         received_bytes_ >= peer_->written_.front().size.count) {
    const Unit unit = peer_->written_.front();
    peer_->written_.pop_front();
    received_bytes_ -= unit.size.count;
    on_unit(unit);
  }
}

void ZmtpSession::on_unit(const Unit& unit) {
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
