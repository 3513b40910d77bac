#include "nodes/content_executor.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "core/error.h"
#include "core/rng.h"
#include "inference/content_choice.h"

namespace orbitmesh {
namespace {

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

void ContentExecutor::prepare(std::uint64_t job, const ContentJob& content, NodeId node) {
  if (content.content == nullptr || jobs_.count(job) > 0) return;
  samples_of(content);
  Job& added = jobs_[job];
  added.content = content;
  const auto protection = protections_.find(node);
  if (protection != protections_.end()) added.protection = protection->second;
  added.flips = flips_at(node, content);
  dispatch(added);
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
