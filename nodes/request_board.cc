#include "nodes/request_board.h"

#include <stdexcept>

#include "nodes/content_executor.h"

namespace orbitmesh {

bool RequestBoard::settled(const Slot& slot) {
  const ServerStatus status = slot.entry.status;
  return status != ServerStatus::kOnTheWay && status != ServerStatus::kHeld;
}

void RequestBoard::erase(Slots::iterator it) {
  if (executor_ != nullptr) executor_->discard(it->first);
  no_longer_on_the_way(it->second);
  slots_.erase(it);
}

void RequestBoard::no_longer_on_the_way(Slot& slot) {
  if (slot.bound_for.valid()) --on_the_way_[slot.bound_for];
  slot.bound_for = {};
}

void RequestBoard::post(std::uint64_t message_id, const ModelProfile& model, Bytes reply) {
  post(message_id, model, reply, {}, {});
}

void RequestBoard::post(std::uint64_t message_id, const ModelProfile& model, Bytes reply,
                        const ContentJob& content, NodeId node, const ServiceDemand& demand,
                        Duration remember) {
  Slot slot;
  slot.entry.model = &model;
  slot.entry.reply = reply;
  slot.entry.content = content;
  slot.entry.demand = demand;
  slot.entry.remember = remember;
  slot.bound_for = node;
  insert(message_id, slot);
  if (node.valid()) ++on_the_way_[node];
  if (executor_ != nullptr) executor_->prepare(message_id, content, node);
}

void RequestBoard::post_probe(std::uint64_t message_id, const ModelProfile& model, Bytes reply) {
  Slot slot;
  slot.entry.model = &model;
  slot.entry.reply = reply;
  slot.entry.probe = true;
  insert(message_id, slot);
}

void RequestBoard::post_weights(std::uint64_t message_id, Bytes reply) {
  Slot slot;
  slot.entry.reply = reply;
  slot.entry.weights = true;
  insert(message_id, slot);
}

void RequestBoard::post_fetch(std::uint64_t message_id, const ModelProfile& model, Bytes cache) {
  Slot slot;
  slot.entry.model = &model;
  slot.entry.reply = cache;
  slot.entry.fetch = true;
  insert(message_id, slot);
}

void RequestBoard::insert(std::uint64_t message_id, Slot slot) {
  if (!slots_.emplace(message_id, slot).second) {
    throw std::invalid_argument("message id posted twice");
  }
}

void RequestBoard::drop(std::uint64_t message_id) {
  const auto it = slots_.find(message_id);
  if (it == slots_.end()) return;
  if (settled(it->second)) {
    erase(it);
  } else {
    it->second.client_done = true;
  }
}

void RequestBoard::lose(std::uint64_t message_id) {
  const auto it = slots_.find(message_id);
  if (it == slots_.end()) return;
  if (it->second.entry.status == ServerStatus::kHeld) {
    it->second.client_done = true;
    it->second.connection_lost = true;
  } else {
    erase(it);
  }
}

const BoardEntry* RequestBoard::arrive(std::uint64_t message_id, Time now) {
  const auto it = slots_.find(message_id);
  if (it == slots_.end()) return nullptr;
  no_longer_on_the_way(it->second);
  it->second.entry.status = ServerStatus::kHeld;
  it->second.entry.arrived = now;
  return &it->second.entry;
}

bool RequestBoard::answer(std::uint64_t message_id, ServerStatus status, Duration queue_wait,
                          Duration service, ComputedAnswer answer) {
  const auto it = slots_.find(message_id);
  if (it == slots_.end()) return false;
  Slot& slot = it->second;
  slot.entry.status = status;
  slot.entry.queue_wait = queue_wait;
  slot.entry.service = service;
  slot.entry.answer = answer;
  const bool reachable = !slot.connection_lost;
  if (slot.client_done) erase(it);
  return reachable;
}

bool RequestBoard::answer(std::uint64_t message_id, const ServiceReport& report) {
  const auto it = slots_.find(message_id);
  if (it != slots_.end()) it->second.entry.detail = report.detail;
  return answer(message_id, ServerStatus::kServed, report.queue_wait, report.service,
                report.answer);
}

void RequestBoard::tell_charge(std::uint64_t message_id, std::optional<double> charge) {
  const auto it = slots_.find(message_id);
  if (it != slots_.end()) it->second.entry.charge = charge;
}

void RequestBoard::mark_repeated(std::uint64_t message_id) {
  const auto it = slots_.find(message_id);
  if (it != slots_.end()) it->second.entry.repeated = true;
}

void RequestBoard::abandon(std::uint64_t message_id) {
  const auto it = slots_.find(message_id);
  if (it == slots_.end()) return;
  it->second.entry.status = ServerStatus::kLost;
  if (it->second.client_done) erase(it);
}

bool RequestBoard::needed(std::uint64_t message_id) const {
  const auto it = slots_.find(message_id);
  if (it == slots_.end()) return false;
  return !it->second.client_done || it->second.entry.status == ServerStatus::kHeld;
}

const BoardEntry* RequestBoard::find(std::uint64_t message_id) const {
  const auto it = slots_.find(message_id);
  return it == slots_.end() ? nullptr : &it->second.entry;
}

}  // namespace orbitmesh
