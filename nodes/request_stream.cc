#include "nodes/request_stream.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "core/error.h"

namespace orbitmesh {
namespace {

void check(const Workload& workload, const std::string& client) {
  if (workload.model == nullptr || workload.policy == nullptr) {
    throw std::invalid_argument("workload without a model or a policy");
  }
  const auto reject = [&](std::string_view what) {
    throw InputError(fmt::format("client '{}', workload '{}': {}", client, workload.name, what));
  };
  if (!(workload.deadline > Duration())) reject("the deadline must be greater than 0");
  if (workload.give_up < workload.deadline) reject("give_up must not be less than the deadline");
  if (workload.satellites < 1) reject("it must be offered one satellite at least");
  if (workload.probe && !(*workload.probe > Duration())) reject("a probe needs a period");
  if (workload.decision_time < Duration() || !(workload.decision_time < workload.deadline)) {
    reject("the decision time must be at least 0 and less than the deadline");
  }
  if (workload.content && workload.content->samples == 0) reject("its content has no samples");
}

}  // namespace

RequestStream::RequestStream(Workload workload, const std::string& client, std::uint64_t instance,
                             std::uint64_t seed)
    : workload_(std::move(workload)),
      arrivals_(workload_.arrival, seed, client + "/" + workload_.name, instance),
      lengths_(seed, "workload.tokens/" + client + "/" + workload_.name, instance) {
  check(workload_, client);
  if (workload_.content) {
    samples_.emplace(seed, client + "/" + workload_.name, instance, workload_.content->samples);
  }
  if (workload_.session) session_.emplace(*workload_.session, *workload_.model);
  for (const ServingNode& n : workload_.nodes) {
    if (n.tier == Tier::kSatellite) satellites_.push_back(n.node);
  }
}

ActiveRequest RequestStream::issue(RequestIds& ids, Time now) {
  ActiveRequest active;
  active.request.id = ids.next();
  active.request.issued = now;
  active.request.deadline = workload_.deadline;
  active.request.request = workload_.request;
  active.number = static_cast<std::uint64_t>(issued_);
  active.workload = &workload_;
  active.satellites = &satellites_;
  active.content = content();
  active.demand = workload_.demand;
  active.demand.due = now + workload_.deadline;
  active.demand.tokens = draw_tokens();
  if (session_) {
    active.session = &*session_;
    active.turn = session_->next(active.demand.tokens);
    active.demand.tokens = active.turn.tokens;
  }
  ++issued_;
  return active;
}

TokenCounts RequestStream::draw_tokens() {
  if (!workload_.tokens) return {};
  lengths_.seek(static_cast<std::uint64_t>(issued_));
  return workload_.tokens->draw(lengths_);
}

ContentJob RequestStream::content() const {
  if (!samples_) return {};
  const auto number = static_cast<std::uint64_t>(issued_);
  ContentJob job{&*workload_.content, samples_->sample(number)};
  job.sequence = &*samples_;
  job.number = number;
  return job;
}

}  // namespace orbitmesh
