#include "nodes/kv_session.h"

#include "inference/token_time.h"

namespace orbitmesh {

KvSession::Turn KvSession::next(const TokenCounts& own) {
  if (turns_ == options_.turns) {
    ++session_;
    turns_ = 0;
    context_ = 0;
    holder_ = {};
    cached_ = 0;
  }
  ++turns_;
  TokenCounts tokens = resolve_tokens(model_, own);
  tokens.prompt += context_;
  context_ = tokens.prompt + tokens.output;
  return {session_, tokens};
}

void KvSession::answered(const Turn& turn, NodeId node, bool remote) {
  const std::int64_t tokens = turn.tokens.prompt + turn.tokens.output;
  if (turn.session != session_ || tokens <= cached_) return;
  holder_ = node;
  holder_is_remote_ = remote;
  cached_ = tokens;
}

KvContext KvSession::context_of(const Turn& turn) const {
  // A turn that is sent once more may be shorter than what has been answered since.
  if (turn.session != session_ || cached_ > turn.tokens.prompt) return {};
  return {holder_, cached_, holder_is_remote_ ? options_.kv_handover : KvHandover::kRebuild};
}

KvUse kv_use(const KvContext& context, NodeId node) {
  KvUse use;
  (context.holder == node ? use.cached : use.rebuilt) = context.tokens;
  return use;
}

}  // namespace orbitmesh
