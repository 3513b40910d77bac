#pragma once

#include <cstdint>

#include "core/ids.h"
#include "inference/kv_context.h"
#include "inference/model_profile.h"
#include "inference/session_options.h"
#include "inference/token_counts.h"
#include "nodes/records.h"

namespace orbitmesh {

/// The sessions of one workload of one client, one after the other, and where the context of
/// the present one is cached: at the node that answered its longest turn so far.
class KvSession {
 public:
  /// A request as a turn.
  struct Turn {
    std::uint64_t session = 0;
    TokenCounts tokens;  ///< with the context in the prompt
  };

  /// `model`, a language model, must outlive the object.
  KvSession(const SessionOptions& options, const ModelProfile& model)
      : options_(options), model_(model) {}

  /// The next request, whose own prompt and answer have these lengths. Its context are the
  /// prompts and answers of all earlier turns, whether these have been answered or not.
  Turn next(const TokenCounts& own);
  /// `node` has answered a turn; `remote` tells whether other nodes can fetch its cache.
  void answered(const Turn& turn, NodeId node, bool remote);
  /// What a turn that is sent now says of its context.
  KvContext context_of(const Turn& turn) const;

 private:
  SessionOptions options_;
  const ModelProfile& model_;
  std::uint64_t session_ = 0;
  std::int64_t turns_ = 0;    // of the present session, issued so far
  std::int64_t context_ = 0;  // tokens of these
  NodeId holder_;
  bool holder_is_remote_ = false;
  std::int64_t cached_ = 0;  // tokens at the holder
};

/// What `node` makes of a context without fetching its cache.
KvUse kv_use(const KvContext& context, NodeId node);

}  // namespace orbitmesh
