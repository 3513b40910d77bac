#include "nodes/content_executor.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/error.h"
#include "core/rng.h"
#include "inference/content_choice.h"
#include "nodes/sample_sequence.h"

namespace orbitmesh {
namespace {

// Of one workload and client: a worker's waking costs as much as a few small inferences.
constexpr std::uint64_t kMostAhead = 32;

Answer judge(const WorkerReply& reply, std::uint32_t label) {
  if (reply.status == WorkerStatus::kDetected) return Answer::kDetected;
  if (reply.top_class != reply.clean_class) return Answer::kCorrupted;
  return reply.top_class == label ? Answer::kCorrect : Answer::kMisread;
}

}  // namespace

void ContentExecutor::add_inputs(const std::string& name, const ContentSamples& set) {
  inputs_[name] = &set;
}

const ContentSamples& ContentExecutor::samples_of(const ContentJob& content) const {
  const auto it = inputs_.find(content.content->input);
  if (it == inputs_.end()) {
    throw std::invalid_argument("no samples named " + content.content->input);
  }
  if (content.sample >= it->second->size()) {
    throw std::invalid_argument("sample outside the set " + content.content->input);
  }
  return *it->second;
}

const std::vector<WeightBit>& ContentExecutor::flips_at(NodeId node,
                                                        const ContentJob& content) const {
  static const std::vector<WeightBit> kIntact;
  return faults_ == nullptr ? kIntact : faults_->flips(node, content.content->model);
}

WorkerRequest ContentExecutor::request_of(const Job& job) const {
  WorkerRequest request;
  request.id = job.dispatch;
  request.model = to_text(
      {job.content.content->model, KernelSet::kPortable, job.protection, job.content.nodes_before});
  request.input = samples_of(job.content).input(job.content.sample);
  request.flips = job.flips;
  request.activation = job.activation;
  return request;
}

void ContentExecutor::dispatch(Job& job) {
  // Ids of their own, so that a reply to discarded work cannot pass for the new one's.
  job.dispatch = ++last_dispatch_;
  ++counters_.dispatched;
  backend_.dispatch(request_of(job));
}

void ContentExecutor::dispatch_anew(Job& job) {
  backend_.discard(job.dispatch);
  ++counters_.redispatched;
  dispatch(job);
}

ContentExecutor::Job ContentExecutor::job_of(const ContentJob& content, NodeId node) const {
  Job job;
  job.content = content;
  const auto protection = protections_.find(node);
  if (protection != protections_.end()) job.protection = protection->second;
  job.flips = flips_at(node, content);
  return job;
}

void ContentExecutor::prepare(std::uint64_t job, const ContentJob& content, NodeId node) {
  if (content.content == nullptr || jobs_.count(job) > 0) return;
  samples_of(content);
  Job& added = jobs_[job] = job_of(content, node);
  if (!adopt(added)) dispatch(added);
  look_ahead(content, node);
}

/// Takes the work that was dispatched for this request before it came, if it is what is wanted.
bool ContentExecutor::adopt(Job& job) {
  const auto outlook = outlooks_.find(job.content.sequence);
  if (outlook == outlooks_.end()) return false;
  std::deque<Job>& ahead = outlook->second.ahead;
  const auto it = std::find_if(ahead.begin(), ahead.end(), [&](const Job& other) {
    return other.content.number >= job.content.number;
  });
  if (it == ahead.end() || it->content.number != job.content.number) return false;
  const Job foreseen = std::move(*it);
  ahead.erase(it);
  const bool same = foreseen.content.nodes_before == job.content.nodes_before &&
                    foreseen.protection == job.protection && foreseen.flips == job.flips;
  if (!same) {
    backend_.discard(foreseen.dispatch);
    return false;
  }
  job.dispatch = foreseen.dispatch;
  ++counters_.foreseen;
  return true;
}

/// Dispatches requests after this one when half of what was dispatched ahead is used up: at most as
/// many as there have been, so that a workload of few requests leaves little undone.
void ContentExecutor::look_ahead(const ContentJob& content, NodeId node) {
  if (content.sequence == nullptr) return;
  Outlook& outlook = outlooks_[content.sequence];
  const std::uint64_t begin = std::max(outlook.until, content.number + 1);
  const std::uint64_t target = std::min(content.number + 1, kMostAhead);
  if (begin - content.number - 1 > target / 2) return;
  while (!outlook.ahead.empty() && outlook.ahead.front().content.number < content.number) {
    // Its request ended without asking for it, or will have to ask by itself.
    backend_.discard(outlook.ahead.front().dispatch);
    outlook.ahead.pop_front();
  }
  outlook.until = content.number + 1 + target;
  ContentJob next = content;
  for (next.number = begin; next.number < outlook.until; ++next.number) {
    next.sample = content.sequence->sample(next.number);
    dispatch(outlook.ahead.emplace_back(job_of(next, node)));
  }
}

void ContentExecutor::start(std::uint64_t job, const ContentJob& content, NodeId node) {
  if (content.content == nullptr) return;
  const auto it = jobs_.find(job);
  if (it == jobs_.end()) return prepare(job, content, node);
  const std::vector<WeightBit>& flips = flips_at(node, content);
  if (flips == it->second.flips) return;
  it->second.flips = flips;
  dispatch_anew(it->second);
}

void ContentExecutor::strike(std::uint64_t job) {
  const auto it = jobs_.find(job);
  if (it == jobs_.end() || it->second.activation) return;
  RngStream place(seed_, "content.sdc", job);
  it->second.activation = backend_.draw_strike(request_of(it->second), place);
  if (it->second.activation) dispatch_anew(it->second);
}

ComputedAnswer ContentExecutor::finish(std::uint64_t job) {
  const auto it = jobs_.find(job);
  if (it == jobs_.end()) return {};
  const Job done = std::move(it->second);
  jobs_.erase(it);
  const WorkerReply reply = backend_.await(done.dispatch);
  ++counters_.collected;
  if (reply.status == WorkerStatus::kError) {
    throw RunError(fmt::format("content model '{}' could not run sample {} of '{}': {}",
                               done.content.content->model, done.content.sample,
                               done.content.content->input, reply.error));
  }
  return {judge(reply, samples_of(done.content).label(done.content.sample)), reply.top_class};
}

void ContentExecutor::discard(std::uint64_t job) {
  const auto it = jobs_.find(job);
  if (it == jobs_.end()) return;
  backend_.discard(it->second.dispatch);
  jobs_.erase(it);
}

}  // namespace orbitmesh
