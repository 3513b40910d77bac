#pragma once

#include <cstdint>
#include <unordered_map>

#include "core/time.h"
#include "core/units.h"
#include "inference/model_profile.h"

namespace orbitmesh {

/// Where an attempt stands as the server sees it.
enum class ServerStatus {
  kOnTheWay,  ///< not arrived at the server
  kHeld,      ///< waiting or in service
  kServed,    ///< the reply carries a result
  kRefused,   ///< the reply says that admission refused it
};

/// What an attempt's messages say, beside their size.
struct BoardEntry {
  const ModelProfile* model = nullptr;
  Bytes reply;  ///< of a result
  ServerStatus status = ServerStatus::kOnTheWay;
  Time arrived;         ///< whole request at the server; epoch 0 before
  Duration queue_wait;  ///< once served
  Duration service;     ///< once served
};

/// The content of every message under way, by message id. The network carries sizes
/// alone, so the fields that a real message would encode lie here: the client posts the
/// request's, the server adds the reply's. Neither reads a field before the message that
/// carries it has arrived, except for records. One object a run; an entry goes as soon
/// as neither side can need it.
class RequestBoard {
 public:
  // Client side.

  /// A new attempt; `model` must outlive it. Precondition: the id is new.
  void post(std::uint64_t message_id, const ModelProfile& model, Bytes reply);
  /// The client has ended the attempt; its request may still arrive at the server.
  void drop(std::uint64_t message_id);
  /// The connection broke: what has not arrived never will, and the server's reply can
  /// no longer be addressed.
  void lose(std::uint64_t message_id);

  // Server side.

  /// The request has arrived. Null for a message that was lost before.
  const BoardEntry* arrive(std::uint64_t message_id, Time now);
  /// The server has decided. Returns whether there is a peer to reply to.
  bool answer(std::uint64_t message_id, ServerStatus status, Duration queue_wait, Duration service);

  /// Whether the client still waits for this attempt or the server holds it; false too
  /// when the entry has gone.
  bool needed(std::uint64_t message_id) const;
  /// Null when the entry has gone.
  const BoardEntry* find(std::uint64_t message_id) const;
  std::size_t size() const { return slots_.size(); }

 private:
  struct Slot {
    BoardEntry entry;
    bool client_done = false;
    bool connection_lost = false;
  };
  using Slots = std::unordered_map<std::uint64_t, Slot>;

  static bool answered(const Slot& slot);

  // Looked up by id only, never iterated.
  Slots slots_;
};

}  // namespace orbitmesh
