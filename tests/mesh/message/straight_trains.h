#pragma once

#include <memory>
#include <vector>

#include "core/heap_event_loop.h"
#include "mesh/message/message_connection.h"
#include "tests/mesh/message/hand_trains.h"

namespace orbitmesh {

/// A client and a server at the two ends of one link with a given rate and round trip, and a
/// connection between them. The server answers with 100 bytes, at once or after `service`.
class StraightTrains : private ConnectionListener, private RequestListener {
 public:
  struct Parameters {
    BitRate rate{100'000'000};
    Duration rtt = Duration::from_ms(40);
    Bytes queue_limit{1'000'000};
    Duration service;
    TransportOptions options;
  };

  explicit StraightTrains(const Parameters& parameters)
      : service_(parameters.service), options_(parameters.options) {
    up = add_port(kClient, kServer, parameters);
    down = add_port(kServer, kClient, parameters);
  }
  StraightTrains() : StraightTrains(Parameters{}) {}

  /// Opens the connection at the loop's present time.
  void connect() {
    connection = std::make_unique<MessageConnection>(
        loop, plane, MessageConnection::Ends{kClient, kServer, options_, 1},
        static_cast<ConnectionListener&>(*this), static_cast<RequestListener&>(*this));
  }
  /// Sends a request of `body` at `t`; its number is the index in `replied`.
  void request_at(Time t, Bytes body) {
    const std::uint64_t id = issued.size();
    issued.push_back(t);
    replied.emplace_back();
    loop.schedule_at(t, [this, id, body] { connection->request({id, body}); });
  }
  /// Cuts both directions from `begin` for `length`.
  void black_out(Time begin, Duration length) {
    loop.schedule_at(begin, [this] { retarget(NodeId{}, NodeId{}); });
    loop.schedule_at(begin + length, [this] { retarget(kServer, kClient); });
  }
  double latency_ms(std::size_t i) const { return (replied[i] - issued[i]).milliseconds(); }

  static constexpr NodeId kClient{0};
  static constexpr NodeId kServer{1};

  HeapEventLoop loop;
  HandTrainGuide guide;
  TrainPlane plane{loop, guide};
  PortId up = 0;
  PortId down = 0;
  std::unique_ptr<MessageConnection> connection;
  std::vector<Time> issued;
  std::vector<Time> replied;  // zero: no answer yet
  std::vector<Time> ready;
  std::vector<CloseCause> downs;
  std::vector<Time> down_at;
  std::vector<std::uint64_t> refused;
  std::vector<std::uint64_t> served;

 private:
  PortId add_port(NodeId from, NodeId to, const Parameters& parameters) {
    const PortId port =
        plane.add_port({from, to, parameters.rate, parameters.queue_limit, false, false});
    guide.set_delay(port, parameters.rtt / 2);
    guide.route(from, to, port);
    return port;
  }
  void retarget(NodeId up_to, NodeId down_to) {
    plane.retarget(up, kClient, up_to);
    plane.retarget(down, kServer, down_to);
  }
  void on_ready(Connection&) override { ready.push_back(loop.now()); }
  void on_reply(Connection&, Message message) override { replied[message.id] = loop.now(); }
  void on_down(Connection&, CloseCause cause) override {
    downs.push_back(cause);
    down_at.push_back(loop.now());
  }
  void on_lost(Connection&, Message message, LossCause) override { refused.push_back(message.id); }
  void on_request(Connection& from, Message message) override {
    served.push_back(message.id);
    const Message answer{message.id, Bytes{100}};
    if (service_ == Duration{}) return from.reply(answer);
    loop.schedule_in(service_, [&from, answer] { from.reply(answer); });
  }

  Duration service_;
  TransportOptions options_;
};

}  // namespace orbitmesh
