#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "core/time.h"
#include "wire/policy_codec.h"
#include "wire/policy_messages.h"

namespace orbitmesh {

/// Where the agent of an external policy is and how long to wait for it; no member changes a
/// result. The times are the host's.
struct ExternalAgentOptions {
  std::string endpoint;  ///< where it listens: ipc://PATH, or tcp://HOST:PORT of this machine
  PolicyFrames frames = PolicyFrames::kJson;
  Duration timeout = Duration::from_s(60);         ///< longest wait for one decision, > 0
  const std::atomic<bool>* interrupted = nullptr;  ///< looked at while waiting; may be null
};

/// Throws InputError for an endpoint that an agent cannot have: neither ipc nor tcp, or tcp that
/// other machines could reach, since frames are neither secret nor signed.
void check_agent_endpoint(const std::string& endpoint);

/// A program outside that places requests: the run connects to it and asks, and virtual time
/// waits for each answer. One episode is one run. What has become of earlier requests goes with
/// the next question, since answers come later than decisions.
class ExternalAgent {
 public:
  /// Returns at once; the connection is made in the background. Throws InputError.
  explicit ExternalAgent(const ExternalAgentOptions& options);
  /// Sends nothing.
  ~ExternalAgent();
  ExternalAgent(const ExternalAgent&) = delete;
  ExternalAgent& operator=(const ExternalAgent&) = delete;

  /// Goes with the next step.
  void report(PolicyOutcome outcome);

  /// Number of the next step, from 0.
  std::uint64_t step() const;

  /// Asks where the request runs, and waits for the answer. The decision is within the bounds of
  /// wire/policy_messages.h; whether its places are on offer is for the caller to see. Throws
  /// RunError, which names the request, when the agent does not answer in time, has gone, or
  /// answers what is no decision on this step; Interrupted when the flag was set.
  PolicyDecision decide(PolicyObservation observation);

  /// Ends the episode: sends the last step, which takes no answer. That the agent has gone by
  /// then is no error.
  void finish();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace orbitmesh
