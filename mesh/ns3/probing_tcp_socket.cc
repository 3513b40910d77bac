#include "mesh/ns3/probing_tcp_socket.h"

#include <ns3/rtt-estimator.h>
#include <ns3/simulator.h>
#include <ns3/tcp-socket-state.h>
#include <ns3/tcp-tx-buffer.h>

#include <algorithm>

#include "mesh/timer_wheel.h"

namespace orbitmesh {
namespace {

/// From now until a timer of Linux goes off that is set for `delay`.
ns3::Time on_timer_wheel(const ns3::Time& delay) {
  const Time now = Time::from_ns(ns3::Simulator::Now().GetNanoSeconds());
  const Time expiry = timer_wheel_expiry(now, Duration::from_ns(delay.GetNanoSeconds()));
  return ns3::NanoSeconds((expiry - now).ns());
}

ns3::Time whole_jiffies(const ns3::Time& delay) {
  return ns3::NanoSeconds(to_jiffies(Duration::from_ns(delay.GetNanoSeconds())).ns());
}

}  // namespace

ns3::TypeId ProbingTcpSocket::GetTypeId() {
  static const ns3::TypeId id = ns3::TypeId("orbitmesh::ProbingTcpSocket")
                                    .SetParent<ns3::TcpSocketBase>()
                                    .AddConstructor<ProbingTcpSocket>();
  return id;
}

// A FIN does not count, unlike in UnAckDataCount().
bool ProbingTcpSocket::data_outstanding() const {
  return m_tcb->m_highTxMark.Get() > m_txBuffer->HeadSequence();
}

bool ProbingTcpSocket::may_probe() const {
  return m_tcb->m_congState == ns3::TcpSocketState::CA_OPEN && data_outstanding() &&
         !m_closeOnEmpty && m_rtt->GetNSamples() > 0;
}

// A single segment may wait for a delayed acknowledgement. The probe comes no later than the
// retransmission timer of the first unacknowledged segment would.
ns3::Time ProbingTcpSocket::probe_timeout() const {
  const bool single = UnAckDataCount() <= m_tcb->m_segmentSize;
  const ns3::Time timeout = m_rtt->GetEstimate() * 2 + ns3::MilliSeconds(single ? 200 : 2);
  if (m_history.empty()) return timeout;
  const ns3::Time left = m_history.front().time + m_rto.Get() - ns3::Simulator::Now();
  return left.IsStrictlyPositive() ? std::min(timeout, left) : timeout;
}

void ProbingTcpSocket::schedule_probe() {
  const bool waited = probe_.IsRunning();
  probe_.Cancel();
  if (may_probe()) {
    m_retxEvent.Cancel();
    probe_ =
        ns3::Simulator::Schedule(on_timer_wheel(probe_timeout()), &ProbingTcpSocket::probe, this);
  } else if (data_outstanding() && (m_retxEvent.IsRunning() || waited)) {
    restart_timer();
  }
}

void ProbingTcpSocket::restart_timer() {
  m_retxEvent.Cancel();
  m_retxEvent =
      ns3::Simulator::Schedule(on_timer_wheel(m_rto.Get()), &ProbingTcpSocket::ReTxTimeout, this);
}

std::uint32_t ProbingTcpSocket::SendDataPacket(ns3::SequenceNumber32 sequence, std::uint32_t size,
                                               bool with_ack) {
  const bool fresh = sequence >= m_tcb->m_highTxMark.Get();
  const bool idle = m_retxEvent.IsExpired();
  const std::uint32_t sent = ns3::TcpSocketBase::SendDataPacket(sequence, size, with_ack);
  m_rto = whole_jiffies(m_rto.Get());
  if (fresh) {
    last_size_ = sent;
    if (may_probe()) {
      schedule_probe();
      return sent;
    }
  }
  if (idle) restart_timer();
  return sent;
}

// Timers of the delayed acknowledgement are Linux's as well.
void ProbingTcpSocket::ReceivedData(ns3::Ptr<ns3::Packet> packet, const ns3::TcpHeader& header) {
  const ns3::Time delay = m_delAckTimeout;
  m_delAckTimeout = on_timer_wheel(delay);
  ns3::TcpSocketBase::ReceivedData(packet, header);
  m_delAckTimeout = delay;
}

void ProbingTcpSocket::NewAck(const ns3::SequenceNumber32& sequence, bool reset_rto) {
  probed_ = false;
  ns3::TcpSocketBase::NewAck(sequence, reset_rto);
  m_rto = whole_jiffies(m_rto.Get());
  schedule_probe();
}

void ProbingTcpSocket::ReTxTimeout() {
  probe_.Cancel();
  ns3::TcpSocketBase::ReTxTimeout();
}

void ProbingTcpSocket::probe() {
  if (!data_outstanding()) return;
  if (may_probe() && !probed_) {
    probed_ = true;
    send_probe();
    probe_.Cancel();
  }
  restart_timer();
}

void ProbingTcpSocket::send_probe() {
  const ns3::SequenceNumber32 next = m_tcb->m_highTxMark.Get();
  const std::uint32_t waiting = m_txBuffer->SizeFromSequence(next);
  if (waiting > 0 && m_rWnd.Get() > UnAckDataCount()) {
    m_tcb->m_nextTxSequence += SendDataPacket(next, std::min(waiting, m_tcb->m_segmentSize), true);
    return;
  }
  const std::uint32_t size = std::min(last_size_, UnAckDataCount());
  SendDataPacket(next - size, size, true);
}

}  // namespace orbitmesh
