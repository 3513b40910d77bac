#pragma once

#include <cstdint>

#include "core/ids.h"
#include "core/time.h"
#include "nodes/active_request.h"
#include "nodes/client_setup.h"
#include "nodes/connection_pool.h"
#include "nodes/local_accelerator.h"

namespace orbitmesh {

/// Message id of an attempt under way.
inline std::uint64_t message_of(const ActiveAttempt& attempt) {
  return attempt_message_id(attempt.record.request, attempt.record.attempt);
}

/// Hands attempts to where they run: a remote node, over the client's connections; the
/// client's own accelerator; or, for a model that is divided, both in turn. Replies come
/// from the connections, the rest to the listener.
class AttemptSender {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void on_local_done(std::uint64_t message_id, const ServiceReport& report) = 0;
    virtual void on_local_lost(std::uint64_t message_id) = 0;
    /// The head of a divided model is done; send_tail() is next.
    virtual void on_head_done(std::uint64_t message_id) = 0;
  };

  /// All references must outlive the object.
  AttemptSender(const ClientContext& context, ConnectionPool& pool, LocalAccelerator& local,
                Listener& listener)
      : context_(context), pool_(pool), local_(local), listener_(listener) {}

  /// Starts an attempt. Returns false, and never calls back, when the client's own
  /// accelerator refuses it.
  bool send(const ActiveRequest& active, ActiveAttempt& attempt);
  void send_tail(const ActiveRequest& active, ActiveAttempt& attempt);

  /// Takes the attempt off the board, and what the server had done by then into its record.
  void take_back(ActiveAttempt& attempt);

  /// Whether its node could be reached since it was sent.
  bool was_reachable(const ActiveAttempt& attempt) const;

 private:
  bool send_locally(const ActiveRequest& active, const ActiveAttempt& attempt);
  bool send_head(const ActiveRequest& active, const ActiveAttempt& attempt);
  void send_remotely(const ActiveRequest& active, ActiveAttempt& attempt, const ModelProfile& model,
                     Bytes body, const ContentJob& content);

  const ClientContext& context_;
  ConnectionPool& pool_;
  LocalAccelerator& local_;
  Listener& listener_;
};

}  // namespace orbitmesh
