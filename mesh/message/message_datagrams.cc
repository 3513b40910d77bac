#include "mesh/message/message_datagrams.h"

#include <algorithm>

namespace orbitmesh {
namespace {

constexpr std::int64_t kHeaders = 28;  // IPv4 and UDP
constexpr std::int64_t kTrainDatagrams = 16;

}  // namespace

MessageDatagrams::MessageDatagrams(EventLoop& loop, TrainPlane& plane, const Ends& ends,
                                   ConnectionListener& listener, RequestListener& server)
    : DatagramConnection(loop, {ends.client, ends.server, ends.repair_share}, listener, server),
      loop_(loop),
      plane_(plane),
      path_(ends.path),
      at_client_(plane.add_sink(client_sink_)),
      at_server_(plane.add_sink(server_sink_)) {}

MessageDatagrams::~MessageDatagrams() {
  plane_.remove_sink(at_client_);
  plane_.remove_sink(at_server_);
}

void MessageDatagrams::send_burst(ConnectionSide side, std::uint64_t number,
                                  const DatagramCode& code) {
  const bool request = side == ConnectionSide::kClient;
  for (std::int64_t sent = 0; sent < code.total(); sent += kTrainDatagrams) {
    Train train;
    train.destination = request ? server() : client();
    train.path = {request ? client() : server(), path_};
    train.sink = request ? at_server_ : at_client_;
    train.packets = static_cast<std::uint32_t>(std::min(code.total() - sent, kTrainDatagrams));
    train.packet_bytes = code.size.count + kHeaders;
    train.last_bytes = train.packet_bytes;
    train.first = loop_.now();
    train.last = loop_.now();
    train.number = number;
    plane_.send(request ? client() : server(), train);
  }
}

void MessageDatagrams::receive(ConnectionSide side, const Train& train) {
  const std::int64_t needed = missing(side, train.number);
  const std::int64_t early = std::min<std::int64_t>(needed - 1, train.packets);
  if (needed == 0) return;
  if (early > 0) on_datagrams(side, train.number, early);
  if (early == train.packets) return;
  // The last one that is needed completes the message in its own time.
  const Time at = train.at(static_cast<std::uint32_t>(early));
  on_datagrams_at(std::max(at, loop_.now()), side, train.number, 1);
}

}  // namespace orbitmesh
