#pragma once

#include <ns3/event-id.h>
#include <ns3/nstime.h>
#include <ns3/tcp-socket-base.h>

#include <cstdint>

namespace orbitmesh {

/// ns-3's TCP with Linux's tail loss probe (RFC 8985, 7; tcp_schedule_loss_probe()): after two
/// round trips of silence a segment of new data is sent or else the last one once more, and only
/// then the retransmission timer starts. New data puts both off. The timers are those of Linux
/// (timer_wheel.h).
class ProbingTcpSocket final : public ns3::TcpSocketBase {
 public:
  static ns3::TypeId GetTypeId();
  ProbingTcpSocket() = default;
  ProbingTcpSocket(const ProbingTcpSocket& other) : ns3::TcpSocketBase(other) {}
  ~ProbingTcpSocket() override { probe_.Cancel(); }

 private:
  ns3::Ptr<ns3::TcpSocketBase> Fork() override { return ns3::CopyObject<ProbingTcpSocket>(this); }
  std::uint32_t SendDataPacket(ns3::SequenceNumber32 sequence, std::uint32_t size,
                               bool with_ack) override;
  void ReceivedData(ns3::Ptr<ns3::Packet> packet, const ns3::TcpHeader& header) override;
  void NewAck(const ns3::SequenceNumber32& sequence, bool reset_rto) override;
  void ReTxTimeout() override;

  bool data_outstanding() const;
  bool may_probe() const;
  ns3::Time probe_timeout() const;
  void schedule_probe();
  void probe();
  void send_probe();
  void restart_timer();

  ns3::EventId probe_;
  bool probed_ = false;          // nothing was acknowledged since the last probe
  std::uint32_t last_size_ = 0;  // of the newest segment
};

}  // namespace orbitmesh
