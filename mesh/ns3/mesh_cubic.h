#pragma once

#include <ns3/tcp-congestion-ops.h>

#include <cstdint>

namespace orbitmesh {

/// CUBIC congestion control (RFC 9438) as Linux runs it, in place of ns-3's TcpCubic,
/// whose differences were measured and matter for messages:
/// - slow start grows by the bytes acknowledged (Linux; ns-3 adds one segment an ACK),
/// - a window that the application does not fill does not grow (Linux),
/// - after an idle RTO the window restarts (Linux tcp_slow_start_after_idle, RFC 2861),
/// - consecutive retransmission timeouts keep ssthresh instead of collapsing it,
/// - slow start ends on rising delay (HyStart's delay test: Ha, Rhee 2011) and, where asked for,
///   on long trains of acknowledgements (its other test),
/// - its cube root is core/math's, so windows have the same bits on every CPU.
class MeshCubic final : public ns3::TcpCongestionOps {
 public:
  static ns3::TypeId GetTypeId();
  MeshCubic() = default;
  MeshCubic(const MeshCubic& other) = default;

  /// HyStart with the test of acknowledgement trains, its rounds as in Linux's hystart_update().
  void use_ack_trains() { ack_trains_ = true; }

  std::string GetName() const override { return "MeshCubic"; }
  std::uint32_t GetSsThresh(ns3::Ptr<const ns3::TcpSocketState> tcb,
                            std::uint32_t bytes_in_flight) override;
  void IncreaseWindow(ns3::Ptr<ns3::TcpSocketState> tcb, std::uint32_t segments_acked) override;
  void PktsAcked(ns3::Ptr<ns3::TcpSocketState> tcb, std::uint32_t segments_acked,
                 const ns3::Time& smoothed) override;
  void CongestionStateSet(ns3::Ptr<ns3::TcpSocketState> tcb,
                          const ns3::TcpSocketState::TcpCongState_t state) override;
  void CwndEvent(ns3::Ptr<ns3::TcpSocketState> tcb,
                 const ns3::TcpSocketState::TcpCAEvent_t event) override;
  ns3::Ptr<ns3::TcpCongestionOps> Fork() override { return ns3::CopyObject<MeshCubic>(this); }

 private:
  bool window_limited(const ns3::TcpSocketState& tcb, std::uint32_t segments_acked);
  void slow_start(ns3::TcpSocketState& tcb, std::uint32_t& segments_acked);
  void avoid_congestion(ns3::TcpSocketState& tcb, std::uint32_t segments_acked);
  void begin_epoch(double cwnd_segments);
  double target_segments(double cwnd_segments) const;
  void hystart(ns3::TcpSocketState& tcb, const ns3::Time& rtt);
  bool long_ack_train();
  void restart_after_idle(ns3::TcpSocketState& tcb);
  ns3::Time retransmission_timeout() const;

  double w_max_ = 0;   // segments, window before the last reduction
  double k_s_ = 0;     // time to reach w_max_
  double origin_ = 0;  // segments, plateau of the present epoch
  double w_est_ = 0;   // segments, Reno-friendly estimate
  double credit_ = 0;  // part of a segment not yet added
  ns3::Time epoch_start_;
  bool epoch_running_ = false;
  ns3::Time min_rtt_ = ns3::Time::Max();
  ns3::Time srtt_;
  ns3::Time rttvar_;
  ns3::Time last_activity_;  // when the last acknowledged segment had been sent
  ns3::SequenceNumber32 round_end_;
  ns3::Time round_min_rtt_ = ns3::Time::Max();
  std::uint32_t round_samples_ = 0;
  bool ack_trains_ = false;
  ns3::Time round_start_;
  ns3::Time train_end_;           // newest acknowledgement that came close after the one before
  std::uint32_t max_flight_ = 0;  // bytes, largest amount outstanding of late
};

}  // namespace orbitmesh
