#include "scenarios/policy_agents.h"

#include "core/error.h"

namespace orbitmesh {

ExternalAgent& PolicyAgents::of(const PolicySection& policy) {
  if (!policy.endpoint) {
    throw InputError(policy.where.of("kind"),
                     "policy 'external' needs to know where its agent listens: add "
                     "endpoint = \"ipc://...\"");
  }
  ExternalAgentOptions options;
  options.endpoint = *policy.endpoint;
  options.frames = policy.frames.value_or(options.frames);
  options.timeout = policy.timeout.value_or(options.timeout);
  options.interrupted = interrupted_;
  const auto [found, is_new] = agents_.try_emplace(options.endpoint);
  Connected& connected = found->second;
  if (is_new) {
    connected.options = options;
    connected.agent = std::make_unique<ExternalAgent>(options);
  } else if (connected.options.frames != options.frames ||
             connected.options.timeout != options.timeout) {
    throw InputError(policy.where.of("endpoint"),
                     "another policy has this endpoint, with other frames or another timeout");
  }
  return *connected.agent;
}

void PolicyAgents::finish() {
  for (auto& [endpoint, connected] : agents_) connected.agent->finish();
}

}  // namespace orbitmesh
