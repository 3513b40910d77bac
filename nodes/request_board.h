#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/model_profile.h"
#include "inference/service_demand.h"
#include "nodes/computed_answer.h"
#include "nodes/content_job.h"
#include "nodes/records.h"
#include "nodes/service_report.h"

namespace orbitmesh {

class ContentExecutor;

/// Where an attempt stands as the server sees it.
enum class ServerStatus {
  kOnTheWay,  ///< not arrived at the server
  kHeld,      ///< waiting or in service
  kServed,    ///< the reply carries a result
  kRefused,   ///< the reply says that the server refused it
  kDraining,  ///< the reply says that the server takes nothing while it drains
  kLost,      ///< went down with the server; there will be no reply
};

/// What an attempt's messages say, beside their size.
struct BoardEntry {
  const ModelProfile* model = nullptr;
  Bytes reply;         ///< of a result
  ContentJob content;  ///< what it computes, if anything
  ServerStatus status = ServerStatus::kOnTheWay;
  Time arrived;           ///< whole request at the server; epoch 0 before
  Duration queue_wait;    ///< once served
  Duration service;       ///< once served
  ServingDetail detail;   ///< once served
  ServiceDemand demand;   ///< what the request says of itself
  ComputedAnswer answer;  ///< once served, of the content
  /// How long after its answer the server shall know the request by its id, so that a
  /// repetition is not executed; 0 not at all.
  Duration remember;
  bool repeated = false;  ///< the server knew it
  bool probe = false;     ///< asks for the wait alone, which stands in queue_wait
  bool weights = false;   ///< asks for weights, which are the reply
  /// Of the server's battery when it replied, [0, 1]; empty where it has none.
  std::optional<double> charge = {};
  bool fetch = false;  ///< asks for a session's cache, which the reply is
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
            const ContentJob& content, NodeId node, const ServiceDemand& demand = {},
            Duration remember = {});
  /// A question for the wait that a request for `model` would have.
  void post_probe(std::uint64_t message_id, const ModelProfile& model, Bytes reply);
  /// A question for weights, which come as a reply of that size.
  void post_weights(std::uint64_t message_id, Bytes reply);
  /// A server's question for a session's cache of that size.
  void post_fetch(std::uint64_t message_id, const ModelProfile& model, Bytes cache);
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
              ComputedAnswer answer = {});
  /// The same with all that serving it took.
  bool answer(std::uint64_t message_id, const ServiceReport& report);
  /// State of the server's battery, which its reply tells too; before the answer.
  void tell_charge(std::uint64_t message_id, std::optional<double> charge);
  /// The server knows the request of this message, and does not execute it.
  void mark_repeated(std::uint64_t message_id);
  /// The server has lost the request and will not reply.
  void abandon(std::uint64_t message_id);

  /// Whether the client still waits for this attempt or the server holds it; false too
  /// when the entry has gone.
  bool needed(std::uint64_t message_id) const;
  /// Null when the entry has gone.
  const BoardEntry* find(std::uint64_t message_id) const;
  std::size_t size() const { return slots_.size(); }
  /// Requests posted for `node` that have not arrived there: what no client can know.
  std::int64_t on_the_way(NodeId node) const {
    const auto found = on_the_way_.find(node);
    return found == on_the_way_.end() ? 0 : found->second;
  }

 private:
  struct Slot {
    BoardEntry entry;
    bool client_done = false;
    bool connection_lost = false;
    NodeId bound_for;  // while it counts in on_the_way_
  };
  using Slots = std::unordered_map<std::uint64_t, Slot>;

  static bool settled(const Slot& slot);
  void insert(std::uint64_t message_id, Slot slot);
  void erase(Slots::iterator it);
  void no_longer_on_the_way(Slot& slot);

  ContentExecutor* executor_;
  // Looked up by id only, never iterated.
  Slots slots_;
  std::map<NodeId, std::int64_t> on_the_way_;
};

}  // namespace orbitmesh
