#include "nodes/server_endpoint.h"

#include <utility>

#include "nodes/kv_session.h"
#include "nodes/queue_outlook.h"
#include "nodes/request_ids.h"
#include "wire/offload_messages.h"

namespace orbitmesh {

void ServerEndpoint::on_request(Connection& connection, Message message) {
  const BoardEntry* entry = board_.arrive(message.id, loop_.now());
  if (entry == nullptr) return;  // its client's connection broke meanwhile
  if (server_.hangs()) return board_.abandon(message.id);
  const Peer peer{&connection, message.id, entry->reply};
  if (entry->weights) return give_weights(peer);
  if (entry->probe) return answer_probe(*entry, peer);
  if (entry->fetch) return answer_fetch(peer);
  if (Duration() < entry->remember && take_known(*entry, peer)) return;
  take(*entry, peer);
}

bool ServerEndpoint::take_known(const BoardEntry& entry, const Peer& peer) {
  const std::uint64_t request = request_of_message(peer.message_id);
  const auto known = known_.arrive(request, peer, entry.remember, loop_.now());
  if (known == KnownRequests::Known::kNew) return false;
  ++repeated_;
  board_.mark_repeated(peer.message_id);
  if (known == KnownRequests::Known::kAnswered) serve(peer, known_.answer_of(request));
  return true;
}

void ServerEndpoint::take(const BoardEntry& entry, const Peer& peer) {
  const KvContext& context = entry.demand.context;
  const bool elsewhere = context.tokens > 0 && context.holder != server_.node();
  const bool fetched =
      elsewhere && context.handover == KvHandover::kMove && caches_ && server_.up();
  fetched ? fetch_and_submit(entry, peer)
          : submit(entry, peer, kv_use(context, server_.node()), Duration());
}

void ServerEndpoint::fetch_and_submit(const BoardEntry& entry, const Peer& peer) {
  const KvContext context = entry.demand.context;
  const Bytes cache = kv_cache_bytes(*entry.model, context.tokens);
  const Time since = loop_.now();
  caches_->fetch(peer.message_id, context.holder, *entry.model, cache, entry.demand.due,
                 [this, peer, context, cache, since](bool came) {
                   const BoardEntry* held = board_.find(peer.message_id);
                   if (held == nullptr) return;
                   KvUse use = kv_use(context, server_.node());
                   if (came) use = {context.tokens, 0, cache};
                   submit(*held, peer, use, loop_.now() - since);
                 });
}

void ServerEndpoint::submit(const BoardEntry& entry, const Peer& peer, const KvUse& kv,
                            Duration fetched_for) {
  ServiceRequest request;
  request.model = entry.model;
  request.job = peer.message_id;
  request.content = entry.content;
  request.demand = entry.demand;
  request.demand.tokens.cached = kv.cached;
  request.on_done = [this, peer, kv, fetched_for](ServiceReport report) {
    report.detail.kv = kv;
    report.detail.setup += fetched_for;
    if (report.detail.ttft) *report.detail.ttft += fetched_for;
    on_served(peer, report);
  };
  request.on_lost = [this, id = peer.message_id] { on_lost(id); };
  if (server_.submit(std::move(request))) return;
  known_.forget(request_of_message(peer.message_id));
  refuse(peer, refusal());
}

void ServerEndpoint::answer_probe(const BoardEntry& entry, const Peer& peer) {
  if (!server_.up() || server_.draining()) return refuse(peer, refusal());
  ServiceReport report;
  report.queue_wait = queue_outlook(server_, *entry.model);
  serve(peer, report);
}

void ServerEndpoint::answer_fetch(const Peer& peer) {
  server_.up() ? serve(peer, {}) : refuse(peer, ServerStatus::kRefused);
}

void ServerEndpoint::give_weights(const Peer& peer) {
  server_.up() ? serve(peer, {}) : refuse(peer, ServerStatus::kRefused);
}

ServerStatus ServerEndpoint::refusal() const {
  return server_.up() && server_.draining() ? ServerStatus::kDraining : ServerStatus::kRefused;
}

void ServerEndpoint::on_served(const Peer& peer, const ServiceReport& report) {
  serve(peer, report);
  const auto others = known_.answer(request_of_message(peer.message_id), report, loop_.now());
  for (const Peer& other : others) serve(other, report);
}

void ServerEndpoint::on_lost(std::uint64_t message_id) {
  board_.abandon(message_id);
  for (const Peer& other : known_.forget(request_of_message(message_id))) {
    board_.abandon(other.message_id);
  }
}

void ServerEndpoint::serve(const Peer& peer, const ServiceReport& report) {
  if (charge_) board_.tell_charge(peer.message_id, charge_());
  // The client keeps a connection open while the board shows a request of its as held,
  // so that it is valid here even when it is down.
  if (board_.answer(peer.message_id, report)) {
    peer.connection->reply({peer.message_id, peer.reply});
  }
}

void ServerEndpoint::refuse(const Peer& peer, ServerStatus status) {
  if (charge_) board_.tell_charge(peer.message_id, charge_());
  if (board_.answer(peer.message_id, status, {}, {})) {
    peer.connection->reply({peer.message_id, encoded_offload_reply_size(Bytes{0})});
  }
}

}  // namespace orbitmesh
