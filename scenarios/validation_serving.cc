#include <fmt/format.h>

#include "core/quantity.h"
#include "inference/kv_cache.h"
#include "inference/token_time.h"
#include "nodes/server_setup.h"
#include "scenarios/model_placement.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

void check_length(const LengthModel& length, const SourceLocation& where) {
  if (length.mean <= length.max) return;
  throw InputError(where,
                   fmt::format("'mean' is {} tokens, over 'max' of {}", length.mean, length.max));
}

// A message of a network has as many bytes at most.
constexpr Bytes kMaxMovedCache{1'000'000'000};

std::int64_t longest(const std::optional<LengthModel>& length, std::int64_t of_profile) {
  if (!length) return of_profile;
  return length->kind == LengthKind::kConstant ? length->mean : length->max;
}

}  // namespace

void check_serving(const ServingOptions& serving, const AcceleratorProfile& accelerator) {
  if (serving.batch_wait > Duration() && serving.batch_max == 1) {
    throw InputError(serving.where.of("batch_wait"),
                     "'batch_wait' is the wait for a batch to fill, and batches have one request: "
                     "give batch_max as well, or remove it");
  }
  if (serving.batching == BatchingKind::kContinuous && serving.batch_max == 1) {
    throw InputError(serving.where.of("batching"),
                     "continuous batching of one request at a time is none: give batch_max as "
                     "well, or remove 'batching'");
  }
  if (!serving.kv_memory || *serving.kv_memory < accelerator.memory.value) return;
  throw InputError(serving.where.of("kv_memory"),
                   fmt::format("'kv_memory' is {}, and {} has {} for weights and caches together",
                               format_quantity(*serving.kv_memory), accelerator.name,
                               format_quantity(accelerator.memory.value)));
}

void check_client_serving(const ClientSection& client, const ProfileLibrary& library) {
  if (!client.serving) return;
  if (!client.accelerator) {
    throw InputError(client.serving->where.section(),
                     fmt::format("'serving' is about a client's own accelerator, and '{}' has "
                                 "none: add accelerator = \"...\", or remove it",
                                 client.name));
  }
  if (client.serving->residency != ResidencyKind::kPinned) {
    throw InputError(client.serving->where.of("residency"),
                     "a client's own accelerator holds the models of its workloads all the time; "
                     "remove 'residency'");
  }
  const AcceleratorProfile& accelerator = *library.find_accelerator(*client.accelerator);
  check_serving(*client.serving, accelerator);
  const std::string reason =
      why_not_served(local_models(client, library), accelerator, 1, *client.serving);
  if (!reason.empty()) throw InputError(client.where.of("accelerator"), reason);
}

void check_tokens(const WorkloadSection& workload, const ModelProfile& model) {
  if (!workload.tokens) return;
  const TokenModel& tokens = *workload.tokens;
  if (!model.tokens) {
    throw InputError(tokens.where.section(),
                     fmt::format("'tokens' are lengths for a language model, and the profile '{}' "
                                 "has no costs a token: remove it, or use another profile",
                                 model.name));
  }
  if (tokens.prompt) check_length(*tokens.prompt, tokens.where.of("prompt"));
  if (tokens.output) check_length(*tokens.output, tokens.where.of("output"));
}

void check_session(const WorkloadSection& workload, const ModelProfile& model, Fidelity fidelity) {
  if (!workload.session) return;
  const SessionOptions& session = *workload.session;
  if (!model.tokens) {
    throw InputError(session.where.section(),
                     fmt::format("a session is of a language model, and the profile '{}' has no "
                                 "costs a token: remove it, or use another profile",
                                 model.name));
  }
  if (session.kv_handover != KvHandover::kMove) return;
  if (fidelity == Fidelity::kIdeal) {
    throw InputError(session.where.of("kv_handover"),
                     "fidelity 'ideal' has no paths between satellites, over which caches could "
                     "move; use message or packet, or rebuild");
  }
  const TokenCounts own = resolve_tokens(model, {});
  const TokenModel lengths = workload.tokens.value_or(TokenModel{});
  const std::int64_t a_turn =
      longest(lengths.prompt, own.prompt) + longest(lengths.output, own.output);
  const Bytes cache = kv_cache_bytes(model, session.turns * a_turn);
  if (!(kMaxMovedCache < cache)) return;
  throw InputError(
      session.where.of("kv_handover"),
      fmt::format("the cache of {} turns of up to {} tokens has {}, and at most {} "
                  "can move; use fewer turns, 'max' in tokens, or rebuild",
                  session.turns, a_turn, format_quantity(cache), format_quantity(kMaxMovedCache)));
}

}  // namespace orbitmesh
