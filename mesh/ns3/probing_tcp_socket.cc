#include "mesh/ns3/probing_tcp_socket.h"

#include <ns3/rtt-estimator.h>
#include <ns3/simulator.h>
#include <ns3/tcp-socket-state.h>

#include <algorithm>

namespace orbitmesh {

ns3::TypeId ProbingTcpSocket::GetTypeId() {
  static const ns3::TypeId id = ns3::TypeId("orbitmesh::ProbingTcpSocket")
                                    .SetParent<ns3::TcpSocketBase>()
                                    .AddConstructor<ProbingTcpSocket>();
  return id;
}

bool ProbingTcpSocket::may_probe() const {
  return m_tcb->m_congState == ns3::TcpSocketState::CA_OPEN && UnAckDataCount() > 0 &&
         !m_closeOnEmpty && m_rtt->GetNSamples() > 0;
}

// A single segment may wait for a delayed acknowledgement.
ns3::Time ProbingTcpSocket::probe_timeout() const {
  const bool single = UnAckDataCount() <= m_tcb->m_segmentSize;
  const ns3::Time timeout = m_rtt->GetEstimate() * 2 + ns3::MilliSeconds(single ? 200 : 2);
  const ns3::Time left = timer_due_ - ns3::Simulator::Now();
  return left.IsStrictlyPositive() ? std::min(timeout, left) : timeout;
}

void ProbingTcpSocket::schedule_probe() {
  const bool waited = probe_.IsRunning();
  probe_.Cancel();
  if (may_probe()) {
    m_retxEvent.Cancel();
    probe_ = ns3::Simulator::Schedule(probe_timeout(), &ProbingTcpSocket::probe, this);
  } else if (waited && UnAckDataCount() > 0 && m_retxEvent.IsExpired()) {
    restart_timer();
  }
}

void ProbingTcpSocket::restart_timer() {
  m_retxEvent.Cancel();
  m_retxEvent = ns3::Simulator::Schedule(m_rto.Get(), &ProbingTcpSocket::ReTxTimeout, this);
}

std::uint32_t ProbingTcpSocket::SendDataPacket(ns3::SequenceNumber32 sequence, std::uint32_t size,
                                               bool with_ack) {
  const bool fresh = sequence >= m_tcb->m_highTxMark.Get();
  const bool first = UnAckDataCount() == 0;
  const std::uint32_t sent = ns3::TcpSocketBase::SendDataPacket(sequence, size, with_ack);
  if (!fresh) return sent;
  last_size_ = sent;
  if (first) timer_due_ = ns3::Simulator::Now() + m_rto.Get();
  schedule_probe();
  return sent;
}

void ProbingTcpSocket::NewAck(const ns3::SequenceNumber32& sequence, bool reset_rto) {
  probed_ = false;
  ns3::TcpSocketBase::NewAck(sequence, reset_rto);
  timer_due_ = ns3::Simulator::Now() + m_rto.Get();
  schedule_probe();
}

void ProbingTcpSocket::ReTxTimeout() {
  probe_.Cancel();
  ns3::TcpSocketBase::ReTxTimeout();
}

void ProbingTcpSocket::probe() {
  if (UnAckDataCount() == 0) return;
  if (may_probe() && !probed_) {
    probed_ = true;
    const std::uint32_t size = std::min(last_size_, UnAckDataCount());
    SendDataPacket(m_tcb->m_highTxMark.Get() - size, size, true);
  }
  restart_timer();
}

}  // namespace orbitmesh
