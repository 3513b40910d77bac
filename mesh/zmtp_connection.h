#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "core/event_loop.h"
#include "core/rng.h"
#include "mesh/network.h"
#include "mesh/tcp_link.h"
#include "mesh/transport_options.h"
#include "mesh/zmtp_link.h"
#include "mesh/zmtp_pipe.h"

namespace orbitmesh {

/// A Connection as libzmq 4.3.4 keeps it between a DEALER and a ROUTER: the queue of requests
/// outlives the TCP connections that serve it one after the other (docs/models/zmtp.md).
/// A fidelity adds the TCP.
class ZmtpConnection : public Connection, private ZmtpLink::Owner {
 public:
  NodeId client() const override { return setup_.client; }
  NodeId server() const override { return setup_.server; }
  bool ready() const override;
  bool waits(std::uint64_t id) const override;
  void request(Message message) override;
  void reply(Message message) override;
  ConnectionStats stats() const override;

  /// Closes both ends for good, without a word to the listener.
  void shut();

 protected:
  struct Setup {
    NodeId client;
    NodeId server;
    TransportOptions options;
    std::uint64_t seed = 0;
    std::uint8_t path = 0;  ///< ChosenPath's
  };
  ZmtpConnection(EventLoop& loop, const Setup& setup, ConnectionListener& listener,
                 RequestListener& server);

  /// Begins to connect; a constructor's last step.
  void open();
  const TransportOptions& options() const { return setup_.options; }
  EventLoop& loop() const { return loop_; }

 private:
  /// A new TCP connection, which reports to `user`.
  virtual std::unique_ptr<TcpLink> connect_tcp(TcpLink::User& user) = 0;

  void on_connected(ZmtpLink& link) override;
  void on_ready(ZmtpLink& link, ConnectionSide side) override;
  void on_message(ZmtpLink& link, ConnectionSide side, Message message) override;
  void on_down(ZmtpLink& link, ConnectionSide side, CloseCause cause) override;
  std::optional<Message> take_request() override;

  bool accepts() const;
  void admit_waiting();
  void refuse(Message message);
  void identify(ZmtpLink& link);
  void on_client_down(CloseCause cause);
  void schedule_reconnect();
  void discard_old_links();

  EventLoop& loop_;
  Setup setup_;
  ConnectionListener& listener_;
  RequestListener& server_;
  RngStream random_;
  ZmtpPipe requests_;
  std::deque<Message> waiting_;  // for a place in the pipe, where the sender would block
  std::deque<Message> refused_;  // the listener has not been told yet
  EventHandle refusal_;
  std::vector<std::unique_ptr<ZmtpLink>> links_;  // the newest last; older ones live at the server
  ZmtpLink* named_ = nullptr;                     // holds the client's fixed routing id
  bool connected_ = false;
  Duration reconnect_interval_;
  EventHandle reconnect_;
  EventHandle connect_timeout_;
  ConnectionStats stats_;
};

}  // namespace orbitmesh
