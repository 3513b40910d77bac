#pragma once

#include <cstdint>
#include <unordered_map>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/model_profile.h"
#include "nodes/content_job.h"
#include "nodes/records.h"

namespace orbitmesh {

class ContentExecutor;

/// Where an attempt stands as the server sees it.
enum class ServerStatus {
  kOnTheWay,  ///< not arrived at the server
  kHeld,      ///< waiting or in service
  kServed,    ///< the reply carries a result
  kRefused,   ///< the reply says that the server refused it
  kLost,      ///< went down with the server; there will be no reply
};

/// What an attempt's messages say, beside their size.
struct BoardEntry {
  const ModelProfile* model = nullptr;
  Bytes reply;         ///< of a result
  ContentJob content;  ///< what it computes, if anything
  ServerStatus status = ServerStatus::kOnTheWay;
  Time arrived;                   ///< whole request at the server; epoch 0 before
  Duration queue_wait;            ///< once served
  Duration service;               ///< once served
  Answer answer = Answer::kNone;  ///< once served, of the content
};

/// The content of every message under way, by message id. The network carries sizes
/// alone, so the fields that a real message would encode lie here: the client posts the
/// request's, the server adds the reply's. Neither reads a field before the message that
/// carries it has arrived, except for records. One object a run; an entry goes as soon
/// as neither side can need it.
///
/// With an executor, content is prepared when its request is posted and discarded when the
/// entry goes, so that it may be computed while the request travels.
class RequestBoard {
 public:
  /// `executor` must outlive the board; null computes nothing.
  explicit RequestBoard(ContentExecutor* executor = nullptr) : executor_(executor) {}

  // Client side.

  /// A new attempt without content; `model` must outlive it. Precondition: the id is new.
  void post(std::uint64_t message_id, const ModelProfile& model, Bytes reply);
  /// A new attempt that computes `content` on `node`.
  void post(std::uint64_t message_id, const ModelProfile& model, Bytes reply,
            const ContentJob& content, NodeId node);
  /// The client has ended the attempt; its request may still arrive at the server.
  void drop(std::uint64_t message_id);
  /// The connection broke: what has not arrived never will, and the server's reply can
  /// no longer be addressed.
  void lose(std::uint64_t message_id);

  // Server side.

  /// The request has arrived. Null for a message that was lost before.
  const BoardEntry* arrive(std::uint64_t message_id, Time now);
  /// The server has decided. Returns whether there is a peer to reply to.
  bool answer(std::uint64_t message_id, ServerStatus status, Duration queue_wait, Duration service,
              Answer answer = Answer::kNone);
  /// The server has lost the request and will not reply.
  void abandon(std::uint64_t message_id);

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

  static bool settled(const Slot& slot);
  void erase(Slots::iterator it);

  ContentExecutor* executor_;
  // Looked up by id only, never iterated.
  Slots slots_;
};

}  // namespace orbitmesh
