#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>

#include "inference/external_agent.h"
#include "scenarios/sections/policy_section.h"

namespace orbitmesh {

/// The agents of a run's external policies, one an endpoint.
class PolicyAgents {
 public:
  /// `interrupted` is looked at while a decision is waited for; may be null.
  explicit PolicyAgents(const std::atomic<bool>* interrupted) : interrupted_(interrupted) {}

  /// The agent of a policy of kind external. Throws InputError where the policy names no
  /// endpoint, or another policy has the same one with other frames or another timeout.
  ExternalAgent& of(const PolicySection& policy);

  /// Ends the episode of every agent.
  void finish();

 private:
  struct Connected {
    ExternalAgentOptions options;
    std::unique_ptr<ExternalAgent> agent;
  };

  const std::atomic<bool>* interrupted_;
  std::map<std::string, Connected> agents_;  // by endpoint
};

}  // namespace orbitmesh
