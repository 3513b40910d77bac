#include "inference/external_agent.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/error.h"
#include "wire/connection_monitor.h"
#include "wire/endpoint.h"
#include "wire/socket.h"
#include "wire/wall_clock.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

constexpr Duration kLookUp = Duration::from_ms(100);
// For the last step of an episode, which nothing follows that would carry it out.
constexpr Duration kLinger = Duration::from_s(1);

SocketOptions socket_options() {
  SocketOptions options;
  options.linger = kLinger;
  return options;
}

std::string name_of(const PolicyObservation& observation) {
  return fmt::format("request {} of client '{}', workload '{}'", observation.request,
                     observation.client, observation.workload);
}

}  // namespace

void check_agent_endpoint(const std::string& text) {
  const Endpoint endpoint = parse_endpoint(text);
  if (endpoint.transport == Transport::kInproc) {
    throw InputError("endpoint '" + text + "': an agent is another process; use ipc or tcp");
  }
  if (!endpoint.is_local()) {
    throw InputError("endpoint '" + text +
                     "': frames to an agent are neither secret nor signed; "
                     "use an address of this machine, as 127.0.0.1, and a tunnel to others");
  }
}

class ExternalAgent::Impl {
 public:
  explicit Impl(const ExternalAgentOptions& options)
      : options_(options),
        socket_(std::make_shared<SocketContext>(1), SocketKind::kDealer, socket_options()),
        monitor_(socket_) {
    check_agent_endpoint(options.endpoint);
    socket_.connect(options.endpoint);
  }

  void report(PolicyOutcome outcome) { outcomes_.push_back(std::move(outcome)); }

  std::uint64_t step() const { return step_; }

  PolicyDecision decide(PolicyObservation observation) {
    const std::string name = name_of(observation);
    send(std::move(observation), name);
    const EncodedMessage answer = receive(name);
    PolicyDecision decision;
    try {
      decision = decode_decision(answer, options_.frames);
    } catch (const WireError& error) {
      fail(name, fmt::format("the answer to step {} is no decision: {}", step_, error.what()));
    }
    if (decision.step != step_) {
      fail(name, fmt::format("the answer is to step {}, asked was step {}", decision.step, step_));
    }
    ++step_;
    return decision;
  }

  void finish() { send(std::nullopt, "the end of the episode"); }

 private:
  void send(std::optional<PolicyObservation> observation, const std::string& name) {
    PolicyStep step;
    step.step = step_;
    step.truncated = !observation.has_value();
    step.observation = std::move(observation);
    step.outcomes = std::move(outcomes_);
    outcomes_.clear();
    for (const PolicyOutcome& outcome : step.outcomes) step.reward += outcome.reward;
    const EncodedMessage frame = encode_step(step, options_.frames);
    const WallDeadline deadline(options_.timeout);
    while (socket_.send(frame) == SendResult::kFull) {
      if (!socket_.wait_writable(wait_limit(deadline))) look_after_wait(name, deadline);
    }
  }

  EncodedMessage receive(const std::string& name) {
    const WallDeadline deadline(options_.timeout);
    ReceivedMessage incoming;
    while (!socket_.receive(incoming, wait_limit(deadline))) look_after_wait(name, deadline);
    return std::move(incoming.body);
  }

  static Duration wait_limit(const WallDeadline& deadline) {
    return std::min(kLookUp, deadline.left());
  }

  /// After a wait in vain: throws when there is no more to wait for.
  void look_after_wait(const std::string& name, const WallDeadline& deadline) {
    if (options_.interrupted != nullptr && *options_.interrupted) throw Interrupted();
    monitor_.update();
    const bool lost = monitor_.connections() > 0 && !monitor_.is_connected();
    if (lost || monitor_.connections() > 1) fail(name, "it has gone");
    if (!deadline.passed()) return;
    const std::string problem = monitor_.problem().empty() ? "" : ": " + monitor_.problem();
    fail(name, fmt::format("no answer within {:.3g} s{}", options_.timeout.seconds(), problem));
  }

  [[noreturn]] void fail(const std::string& name, const std::string& what) const {
    throw RunError(
        fmt::format("the agent at '{}', asked for {}: {}", options_.endpoint, name, what));
  }

  ExternalAgentOptions options_;
  Socket socket_;
  ConnectionMonitor monitor_;
  std::uint64_t step_ = 0;
  std::vector<PolicyOutcome> outcomes_;
};

ExternalAgent::ExternalAgent(const ExternalAgentOptions& options)
    : impl_(std::make_unique<Impl>(options)) {}
ExternalAgent::~ExternalAgent() = default;

void ExternalAgent::report(PolicyOutcome outcome) { impl_->report(std::move(outcome)); }
std::uint64_t ExternalAgent::step() const { return impl_->step(); }
PolicyDecision ExternalAgent::decide(PolicyObservation observation) {
  return impl_->decide(std::move(observation));
}
void ExternalAgent::finish() { impl_->finish(); }

}  // namespace orbitmesh
