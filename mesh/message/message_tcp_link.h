#pragma once

#include <cstdint>
#include <optional>

#include "core/event_loop.h"
#include "core/ids.h"
#include "mesh/message/tcp_end.h"
#include "mesh/message/train_plane.h"
#include "mesh/message/unit_reader.h"
#include "mesh/send_buffer.h"
#include "mesh/tcp_link.h"

namespace orbitmesh {

/// A TcpLink of two TcpEnds. The FIN of an end that is closed is the byte after its stream, as
/// it takes a sequence number in TCP.
class MessageTcpLink final : public TcpLink {
 public:
  struct Setup {
    NodeId client;
    NodeId server;
    std::optional<Bytes> client_buffer;  ///< none: 4 MiB, as far as Linux would tune it
    std::optional<Duration> client_max_rt;
    std::uint8_t path = 0;  ///< ChosenPath's, of both directions
  };
  /// Begins to connect. All must outlive the link.
  MessageTcpLink(EventLoop& loop, TrainPlane& plane, const Setup& setup, User& user);
  ~MessageTcpLink() override;
  MessageTcpLink(const MessageTcpLink&) = delete;
  MessageTcpLink& operator=(const MessageTcpLink&) = delete;

  /// The client's smoothed round trip; zero before the first sample.
  Duration srtt() const { return client_.tcp.srtt(); }

  bool writable(ConnectionSide side) override;
  Bytes room(ConnectionSide side) const override;
  void write(ConnectionSide side, Bytes bytes) override;
  void close(ConnectionSide side) override;

 private:
  struct End {
    End(MessageTcpLink& link, TrainPlane& plane, const Setup& setup, ConnectionSide side);
    TcpEnd tcp;
    UnitReader reader;
    SendBuffer buffer;
    bool open = true;                 // until the user closes it
    std::int64_t written_bytes = 0;   // with the FIN
    std::int64_t received_bytes = 0;  // of the peer's
  };
  TcpEnd::Handlers handlers(ConnectionSide side);
  End& end(ConnectionSide side) { return side == ConnectionSide::kClient ? client_ : server_; }
  const End& end(ConnectionSide side) const {
    return side == ConnectionSide::kClient ? client_ : server_;
  }
  End& peer(ConnectionSide side) { return side == ConnectionSide::kClient ? server_ : client_; }
  void on_received(ConnectionSide side, const Delivery& delivery);
  void on_failed(ConnectionSide side);
  void on_updated(ConnectionSide side);
  void watch_retransmissions();

  EventLoop& loop_;
  User& user_;
  std::optional<Duration> max_rt_;
  bool connected_ = false;
  EventHandle give_up_;
  bool retransmits_ = false;
  EventHandle fin_;
  End client_;
  End server_;
};

}  // namespace orbitmesh
