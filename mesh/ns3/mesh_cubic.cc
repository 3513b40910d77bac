#include "mesh/ns3/mesh_cubic.h"

#include <ns3/simulator.h>
#include <ns3/tcp-option-ts.h>

#include <algorithm>

#include "core/math.h"

namespace orbitmesh {
namespace {

constexpr double kBeta = 0.7;                                       // RFC 9438, 4.6
constexpr double kC = 0.4;                                          // RFC 9438, 4.1, segments / s^3
constexpr double kRenoAlpha = 3.0 * (1.0 - kBeta) / (1.0 + kBeta);  // RFC 9438, 4.3
constexpr std::uint32_t kMinWindowSegments = 2;

// HyStart as in Linux: eight samples a round, threshold min RTT / 8 within 4 to 16 ms.
constexpr std::uint32_t kHystartLowWindow = 16;
constexpr std::uint32_t kHystartSamples = 8;

// Acknowledgements this close make a train (Linux hystart_ack_delta_us), and the most that GSO may
// add to its length (hystart_ack_delay()).
constexpr std::int64_t kTrainGapMs = 2;
constexpr std::int64_t kTrainDelayMs = 1;

ns3::Time hystart_threshold(const ns3::Time& min_rtt) {
  return std::clamp(min_rtt / 8, ns3::MilliSeconds(4), ns3::MilliSeconds(16));
}

// ns-3 hands over its smoothed estimate, whose lag looks like a rising delay; the echoed
// timestamp tells the round trip of this very acknowledgement, to a millisecond.
ns3::Time sample_of(const ns3::TcpSocketState& tcb, const ns3::Time& smoothed) {
  if (tcb.m_rcvTimestampEchoReply == 0) return smoothed;
  const ns3::Time sample = ns3::TcpOptionTS::ElapsedTimeFromTsValue(tcb.m_rcvTimestampEchoReply);
  return std::max(sample, ns3::MilliSeconds(1));
}

}  // namespace

ns3::TypeId MeshCubic::GetTypeId() {
  static const ns3::TypeId id = ns3::TypeId("orbitmesh::MeshCubic")
                                    .SetParent<ns3::TcpCongestionOps>()
                                    .AddConstructor<MeshCubic>();
  return id;
}

std::uint32_t MeshCubic::GetSsThresh(ns3::Ptr<const ns3::TcpSocketState> tcb, std::uint32_t) {
  // A second timeout in a row says nothing new about the path.
  if (tcb->m_congState == ns3::TcpSocketState::CA_LOSS) return tcb->m_ssThresh;
  const double cwnd = static_cast<double>(tcb->m_cWnd.Get()) / tcb->m_segmentSize;
  // Fast convergence (RFC 9438, 4.7): release bandwidth when the window is shrinking.
  w_max_ = cwnd < w_max_ ? cwnd * (1.0 + kBeta) / 2.0 : cwnd;
  epoch_running_ = false;
  const auto threshold = static_cast<std::uint32_t>(kBeta * tcb->m_cWnd.Get());
  return std::max(threshold, kMinWindowSegments * tcb->m_segmentSize);
}

void MeshCubic::IncreaseWindow(ns3::Ptr<ns3::TcpSocketState> tcb, std::uint32_t segments_acked) {
  if (!window_limited(*tcb, segments_acked)) return;
  if (tcb->m_cWnd < tcb->m_ssThresh) slow_start(*tcb, segments_acked);
  if (segments_acked > 0 && tcb->m_cWnd >= tcb->m_ssThresh) {
    avoid_congestion(*tcb, segments_acked);
  }
}

// Linux tcp_is_cwnd_limited(): a sender that leaves its window unused may not grow it,
// but in slow start up to twice what it had in flight.
bool MeshCubic::window_limited(const ns3::TcpSocketState& tcb, std::uint32_t segments_acked) {
  const std::uint32_t acked = segments_acked * tcb.m_segmentSize;
  const auto outstanding =
      static_cast<std::uint32_t>(std::max(0, tcb.m_highTxMark.Get() - tcb.m_lastAckedSeq));
  max_flight_ = std::max(max_flight_, outstanding + acked);
  const bool limited = tcb.m_cWnd < tcb.m_ssThresh
                           ? tcb.m_cWnd < 2 * max_flight_
                           : tcb.m_cWnd < max_flight_ + 2 * tcb.m_segmentSize;
  if (outstanding <= acked) max_flight_ = 0;  // all of it was acknowledged
  return limited;
}

void MeshCubic::slow_start(ns3::TcpSocketState& tcb, std::uint32_t& segments_acked) {
  const std::uint32_t wanted = tcb.m_cWnd + segments_acked * tcb.m_segmentSize;
  const std::uint32_t reached = std::min(wanted, tcb.m_ssThresh.Get());
  segments_acked = (wanted - reached) / tcb.m_segmentSize;
  tcb.m_cWnd = reached;
}

void MeshCubic::begin_epoch(double cwnd_segments) {
  epoch_running_ = true;
  epoch_start_ = ns3::Simulator::Now();
  w_est_ = cwnd_segments;
  credit_ = 0;
  if (cwnd_segments < w_max_) {
    k_s_ = math::cbrt((w_max_ - cwnd_segments) / kC);
    origin_ = w_max_;
  } else {
    k_s_ = 0;
    origin_ = cwnd_segments;
  }
}

double MeshCubic::target_segments(double cwnd_segments) const {
  const ns3::Time elapsed = ns3::Simulator::Now() - epoch_start_ + srtt_;
  const double t_s = static_cast<double>(elapsed.GetNanoSeconds()) * 1e-9 - k_s_;
  const double cubic = origin_ + kC * t_s * t_s * t_s;
  return std::clamp(cubic, cwnd_segments, 1.5 * cwnd_segments);
}

void MeshCubic::avoid_congestion(ns3::TcpSocketState& tcb, std::uint32_t segments_acked) {
  const double cwnd = static_cast<double>(tcb.m_cWnd.Get()) / tcb.m_segmentSize;
  if (!epoch_running_) begin_epoch(cwnd);
  w_est_ += kRenoAlpha * segments_acked / cwnd;
  const double target = std::max(target_segments(cwnd), w_est_);
  credit_ += (target - cwnd) / cwnd * segments_acked;
  if (credit_ < 1.0) return;
  const auto whole = static_cast<std::uint32_t>(credit_);
  credit_ -= whole;
  tcb.m_cWnd += whole * tcb.m_segmentSize;
}

void MeshCubic::PktsAcked(ns3::Ptr<ns3::TcpSocketState> tcb, std::uint32_t,
                          const ns3::Time& smoothed) {
  if (smoothed.IsZero()) return;
  const ns3::Time rtt = sample_of(*tcb, smoothed);
  last_activity_ = ns3::Simulator::Now() - rtt;
  min_rtt_ = std::min(min_rtt_, rtt);
  // RFC 6298 with its shifts, in integer nanoseconds.
  if (srtt_.IsZero()) {
    srtt_ = rtt;
    rttvar_ = rtt / 2;
  } else {
    rttvar_ = (rttvar_ * 3 + ns3::Abs(srtt_ - rtt)) / 4;
    srtt_ = (srtt_ * 7 + rtt) / 8;
  }
  if (tcb->m_cWnd < tcb->m_ssThresh) hystart(*tcb, rtt);
}

// Longer than half the least RTT: what is in flight fills the path one way (Linux
// hystart_update(), without pacing).
bool MeshCubic::long_ack_train() {
  const ns3::Time now = ns3::Simulator::Now();
  if (now - train_end_ > ns3::MilliSeconds(kTrainGapMs)) return false;
  train_end_ = now;
  return now - round_start_ > (min_rtt_ + ns3::MilliSeconds(kTrainDelayMs)) / 2;
}

void MeshCubic::hystart(ns3::TcpSocketState& tcb, const ns3::Time& rtt) {
  if (tcb.m_lastAckedSeq > round_end_ || (tcb.m_lastAckedSeq == round_end_ && !ack_trains_)) {
    round_end_ = tcb.m_highTxMark;
    round_min_rtt_ = ns3::Time::Max();
    round_samples_ = 0;
    round_start_ = ns3::Simulator::Now();
    train_end_ = round_start_;
  }
  if (ack_trains_ && tcb.m_cWnd >= kHystartLowWindow * tcb.m_segmentSize && long_ack_train()) {
    tcb.m_ssThresh = tcb.m_cWnd;
  }
  if (round_samples_ >= kHystartSamples) return;
  round_min_rtt_ = std::min(round_min_rtt_, rtt);
  if (++round_samples_ < kHystartSamples) return;
  if (tcb.m_cWnd < kHystartLowWindow * tcb.m_segmentSize) return;
  if (round_min_rtt_ > min_rtt_ + hystart_threshold(min_rtt_)) tcb.m_ssThresh = tcb.m_cWnd;
}

void MeshCubic::CongestionStateSet(ns3::Ptr<ns3::TcpSocketState>,
                                   const ns3::TcpSocketState::TcpCongState_t state) {
  if (state != ns3::TcpSocketState::CA_LOSS) return;
  // After a timeout the old plateau means nothing (RFC 9438, 4.8), nor, to Linux, the old
  // least RTT: the path may be another.
  epoch_running_ = false;
  w_max_ = 0;
  min_rtt_ = ns3::Time::Max();
}

void MeshCubic::CwndEvent(ns3::Ptr<ns3::TcpSocketState> tcb,
                          const ns3::TcpSocketState::TcpCAEvent_t event) {
  if (event != ns3::TcpSocketState::CA_EVENT_TX_START || srtt_.IsZero()) return;
  // Linux bictcp_cwnd_event(): time without traffic does not count on the cubic curve.
  epoch_start_ =
      std::min(ns3::Simulator::Now(), epoch_start_ + (ns3::Simulator::Now() - last_activity_));
  restart_after_idle(*tcb);
}

ns3::Time MeshCubic::retransmission_timeout() const {
  return srtt_ + std::max(ns3::MilliSeconds(200), rttvar_ * 4);
}

// Linux tcp_cwnd_restart(): the window halves for every RTO of silence, down to the
// initial one; ssthresh remembers three quarters of what was reached.
void MeshCubic::restart_after_idle(ns3::TcpSocketState& tcb) {
  const ns3::Time rto = retransmission_timeout();
  ns3::Time idle = ns3::Simulator::Now() - last_activity_ - rto;
  if (idle.IsNegative()) return;
  const std::uint32_t restart = tcb.m_initialCWnd * tcb.m_segmentSize;
  std::uint32_t cwnd = tcb.m_cWnd;
  tcb.m_ssThresh = std::max(tcb.m_ssThresh.Get(), cwnd / 4 * 3);
  while (!idle.IsNegative() && cwnd > restart) {
    cwnd /= 2;
    idle -= rto;
  }
  tcb.m_cWnd = std::max(cwnd, std::min(restart, tcb.m_cWnd.Get()));
  tcb.m_cWndInfl = tcb.m_cWnd;
}

}  // namespace orbitmesh
