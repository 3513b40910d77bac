#pragma once

#include <ns3/inet-socket-address.h>
#include <ns3/node.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "mesh/ns3/end_host.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/packet_connection.h"
#include "mesh/ns3/tcp_settings.h"
#include "tests/mesh/ns3/hand_guide.h"

namespace orbitmesh {

/// A client and a server at the two ends of one link with a given rate and round trip,
/// and a ZMTP connection between them. The server answers with 100 bytes.
class StraightPath : private ConnectionListener, private RequestListener {
 public:
  struct Parameters {
    BitRate rate{100'000'000};
    Duration rtt = Duration::from_ms(40);
    Bytes queue_limit{1'000'000};
    TransportOptions options;
  };

  explicit StraightPath(const Parameters& parameters)
      : options_(parameters.options), channel_(ns3::CreateObject<MeshChannel>()) {
    up = add_port(kClient, kServer, parameters);
    down = add_port(kServer, kClient, parameters);
    for (const NodeId id : {kClient, kServer}) {
      nodes_.push_back(ns3::CreateObject<ns3::Node>());
      install_end_host(nodes_.back(), id, plane, channel_);
    }
    listen();
  }
  StraightPath() : StraightPath(Parameters{}) {}

  /// Opens the connection at the loop's present time.
  void connect() {
    opened = loop.now();
    connection = std::make_unique<PacketConnection>(
        loop, PacketConnection::Ends{kClient, kServer, nodes_[0], false, options_, 1},
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
    loop.schedule_at(begin, [this] {
      plane.retarget(up, kClient, NodeId{});
      plane.retarget(down, kServer, NodeId{});
    });
    loop.schedule_at(begin + length, [this] {
      plane.retarget(up, kClient, kServer);
      plane.retarget(down, kServer, kClient);
    });
  }
  double latency_ms(std::size_t i) const { return (replied[i] - issued[i]).milliseconds(); }

  static constexpr NodeId kClient{0};
  static constexpr NodeId kServer{1};

  Ns3EventLoop loop;
  HandGuide guide;
  PortPlane plane{guide};
  PortId up = 0;
  PortId down = 0;
  std::unique_ptr<PacketConnection> connection;
  Time opened;
  std::vector<Time> issued;
  std::vector<Time> replied;  // zero: no answer yet
  std::vector<Time> ready;
  std::vector<CloseCause> downs;
  std::vector<Time> down_at;
  std::vector<std::uint64_t> refused;
  std::vector<std::uint64_t> served;

 private:
  PortId add_port(NodeId from, NodeId to, const Parameters& parameters) {
    const PortId port = plane.add_port(
        {from, to, parameters.rate, parameters.queue_limit, Buffering::kBacklog, false});
    guide.set_delay(port, parameters.rtt / 2);
    guide.route(from, to, port);
    return port;
  }
  void listen() {
    listener_ = make_zmtp_socket(nodes_[1], options_.tail_loss_probe);
    listener_->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), kServerPort));
    listener_->Listen();
    listener_->SetAcceptCallback(
        ns3::MakeNullCallback<bool, ns3::Ptr<ns3::Socket>, const ns3::Address&>(),
        ns3::Callback<void, ns3::Ptr<ns3::Socket>, const ns3::Address&>(
            [this](ns3::Ptr<ns3::Socket> socket, const ns3::Address& from) {
              const auto peer = ns3::InetSocketAddress::ConvertFrom(from);
              if (peer.GetPort() == connection->client_port()) return connection->accepted(socket);
              socket->Close();
            }));
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
    from.reply({message.id, Bytes{100}});
  }

  TransportOptions options_;
  ns3::Ptr<MeshChannel> channel_;
  std::vector<ns3::Ptr<ns3::Node>> nodes_;
  ns3::Ptr<ns3::Socket> listener_;
};

}  // namespace orbitmesh
