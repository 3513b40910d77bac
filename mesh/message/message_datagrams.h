#pragma once

#include <cstdint>

#include "mesh/datagram_connection.h"
#include "mesh/message/train_plane.h"

namespace orbitmesh {

/// A DatagramConnection over trains.
class MessageDatagrams final : public DatagramConnection {
 public:
  struct Ends {
    NodeId client;
    NodeId server;
    double repair_share = 0;
    std::uint8_t path = 0;  ///< ChosenPath's
  };
  MessageDatagrams(EventLoop& loop, TrainPlane& plane, const Ends& ends,
                   ConnectionListener& listener, RequestListener& server);
  ~MessageDatagrams() override;

 private:
  class Sink final : public TrainSink {
   public:
    Sink(MessageDatagrams& connection, ConnectionSide side)
        : connection_(connection), side_(side) {}
    void receive(const Train& train) override { connection_.receive(side_, train); }

   private:
    MessageDatagrams& connection_;
    ConnectionSide side_;
  };

  void send_burst(ConnectionSide side, std::uint64_t number, const DatagramCode& code) override;
  void receive(ConnectionSide side, const Train& train);

  EventLoop& loop_;
  TrainPlane& plane_;
  std::uint8_t path_;
  Sink client_sink_{*this, ConnectionSide::kClient};
  Sink server_sink_{*this, ConnectionSide::kServer};
  std::uint32_t at_client_;
  std::uint32_t at_server_;
};

}  // namespace orbitmesh
