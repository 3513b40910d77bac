#include "nodes/request_board.h"

#include <stdexcept>

namespace orbitmesh {

bool RequestBoard::answered(const Slot& slot) {
  return slot.entry.status == ServerStatus::kServed || slot.entry.status == ServerStatus::kRefused;
}

void RequestBoard::post(std::uint64_t message_id, const ModelProfile& model, Bytes reply) {
  Slot slot;
  slot.entry.model = &model;
  slot.entry.reply = reply;
  if (!slots_.emplace(message_id, slot).second) {
    throw std::invalid_argument("message id posted twice");
  }
}

void RequestBoard::drop(std::uint64_t message_id) {
  const auto it = slots_.find(message_id);
  if (it == slots_.end()) return;
  if (answered(it->second)) {
    slots_.erase(it);
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
    slots_.erase(it);
  }
}

const BoardEntry* RequestBoard::arrive(std::uint64_t message_id, Time now) {
  const auto it = slots_.find(message_id);
  if (it == slots_.end()) return nullptr;
  it->second.entry.status = ServerStatus::kHeld;
  it->second.entry.arrived = now;
  return &it->second.entry;
}

bool RequestBoard::answer(std::uint64_t message_id, ServerStatus status, Duration queue_wait,
                          Duration service) {
  const auto it = slots_.find(message_id);
  if (it == slots_.end()) return false;
  Slot& slot = it->second;
  slot.entry.status = status;
  slot.entry.queue_wait = queue_wait;
  slot.entry.service = service;
  const bool reachable = !slot.connection_lost;
  if (slot.client_done) slots_.erase(it);
  return reachable;
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
