#pragma once

#include <cstdint>
#include <functional>

#include "core/event_loop.h"
#include "core/units.h"
#include "mesh/message/tcp_receiver.h"
#include "mesh/message/tcp_sender.h"
#include "mesh/message/train_plane.h"

namespace orbitmesh {

/// One end of a TCP connection whose segments travel in trains.
class TcpEnd final : public TrainSink, private TcpSender::Output {
 public:
  /// Segments of a train: a compromise between events and how finely connections share a
  /// queue (docs/models/message.md).
  static constexpr std::int64_t kTrainSegments = 16;

  struct Handlers {
    std::function<void()> connected;
    std::function<void(const Delivery&)> received;  ///< from the event loop, at its first packet
    std::function<void()> failed;  ///< cannot connect, or retransmissions gave up; now closed
    /// Acknowledgements have come, or it has retransmitted.
    std::function<void()> updated = nullptr;
  };
  /// `path` is ChosenPath's number, for what this end sends.
  TcpEnd(EventLoop& loop, TrainPlane& plane, NodeId host, Handlers handlers, std::uint8_t path = 0);
  ~TcpEnd() override;
  TcpEnd(const TcpEnd&) = delete;
  TcpEnd& operator=(const TcpEnd&) = delete;

  /// Opens a connection to `server`; both must live until they are closed.
  void connect(TcpEnd& server);
  /// Ends without a word.
  void close();
  /// Only when connected. What is written at one time leaves in common segments, as in ns-3.
  void write(Bytes bytes);
  /// Keeps the send buffer full from now on; end_stream() leaves it at what is in it.
  void write_without_end();
  void end_stream() { sender_.end_stream(); }

  bool connected() const { return state_ == State::kConnected; }
  /// Written and not acknowledged.
  Bytes held() const { return Bytes{sender_.held()}; }
  /// Since when it retransmits without progress; Time::max() when it does not.
  Time stalled_since() const { return sender_.stalled_since(); }
  /// Smoothed round trip; zero before the first sample.
  Duration srtt() const { return sender_.srtt(); }
  std::int64_t retransmissions() const { return sender_.retransmissions(); }

  void receive(const Train& train) override;

 private:
  enum class State { kClosed, kConnecting, kListening, kConnected };
  struct Run {  // of contiguous segments that leave one after the other
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t segments = 0;
    Time first;
    Time last;
  };

  void transmit(Time at);
  void send_segment(Time at, std::int64_t begin, std::int64_t end) override;
  void flush();
  void send_run(const Run& run, std::int64_t from, std::int64_t to);
  void send_control(TcpPart::Kind kind);
  void send_acks(const TcpReceiver::Acks& acks);
  void receive_segments(Train train);
  void receive_data(const Train& train);
  static void take_part(Train& train);
  static Train take_first(Train& train);
  void take_acks(const Train& train);
  void take_ack(const Train& train, std::uint32_t packet, std::int64_t all);
  void become_connected();
  void fail();
  void schedule_timeout();
  void schedule_delayed_ack();
  void on_timeout();
  void on_delayed_ack();

  EventLoop& loop_;
  TrainPlane& plane_;
  NodeId host_;
  ChosenPath path_;
  NodeId peer_host_;
  Handlers handlers_;
  std::uint32_t sink_;
  std::uint32_t peer_sink_ = 0;
  State state_ = State::kClosed;
  TcpSender sender_;
  TcpReceiver receiver_;
  Run run_;
  Time last_departure_;
  int connect_tries_ = 0;
  EventHandle write_;
  bool writing_ = false;
  EventHandle timeout_;
  Time timeout_at_ = Time::max();
  EventHandle delayed_ack_;
  Time delayed_ack_at_ = Time::max();
};

}  // namespace orbitmesh
