#include "nodes/server_endpoint.h"

#include <utility>

#include "wire/offload_messages.h"

namespace orbitmesh {

void ServerEndpoint::on_request(Connection& connection, Message message) {
  const BoardEntry* entry = board_.arrive(message.id, loop_.now());
  if (entry == nullptr) return;  // its client's connection broke meanwhile
  ServiceRequest request;
  request.model = entry->model;
  request.job = message.id;
  request.content = entry->content;
  request.on_done = [this, &connection, id = message.id, reply = entry->reply](
                        const ServiceReport& report) { on_served(connection, id, reply, report); };
  request.on_lost = [this, id = message.id] { board_.abandon(id); };
  if (server_.submit(std::move(request))) return;
  if (board_.answer(message.id, ServerStatus::kRefused, {}, {})) {
    connection.reply({message.id, encoded_offload_reply_size(Bytes{0})});
  }
}

void ServerEndpoint::on_served(Connection& connection, std::uint64_t message_id, Bytes reply,
                               const ServiceReport& report) {
  // The client keeps a connection open while the board shows a request of its as held,
  // so `connection` is valid here even when it is down.
  if (board_.answer(message_id, ServerStatus::kServed, report.queue_wait, report.service,
                    report.answer)) {
    connection.reply({message_id, reply});
  }
}

}  // namespace orbitmesh
