#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "inference/content_backend.h"
#include "inference/content_choice.h"
#include "inference/content_model.h"
#include "inference/worker_pool.h"
#include "nodes/content_executor.h"
#include "nodes/content_samples.h"
#include "scenarios/run_record.h"
#include "scenarios/scenario.h"
#include "wire/worker_messages.h"

namespace orbitmesh {

/// What computes the content of a run: the workers, the labelled inputs, and the list of
/// weights that faults address. For a scenario without content it starts nothing.
class ContentPlane final : public ContentBackend {
 public:
  /// Throws InputError for worker options that cannot be and for kernels that this CPU lacks.
  ContentPlane(const Scenario& scenario, const WorkerPoolOptions& options);
  ~ContentPlane() override;
  ContentPlane(const ContentPlane&) = delete;
  ContentPlane& operator=(const ContentPlane&) = delete;

  /// Preconditions: the scenario has content.
  void dispatch(WorkerRequest request) override;
  std::optional<ActivationBit> draw_strike(const WorkerRequest& request, RngStream& place) override;
  void discard(std::uint64_t id) override { pool_->discard(id); }
  WorkerReply await(std::uint64_t id) override { return pool_->await(id); }

  void add_inputs_to(ContentExecutor& executor) const;
  /// Number of samples of an input set in use.
  std::size_t samples(const std::string& input) const;
  /// Weights of a content model in use.
  const std::vector<WeightTensor>& weights(const std::string& model) const;
  /// Nodes before the cut of a content model in use that stands for a cut of the profile with
  /// this share of its operations before it: that with the nearest share.
  std::uint32_t nodes_before(const std::string& model, double flop_share);

  /// Each model's accuracy over all its held-out samples, intact.
  const std::vector<ContentModelInfo>& models() const { return infos_; }
  WorkerCounts counts() const;

 private:
  void add(const ContentSection& content);
  /// What a request asks for, with the kernels that the scenario names.
  ContentChoice choice_of(const WorkerRequest& request) const;

  std::map<std::string, std::unique_ptr<ContentEngine>> engines_;
  std::map<std::string, std::vector<CutPoint>> cuts_;  ///< by model; of those that are cut
  /// What is behind a cut, unprotected; by the text of its choice.
  std::map<std::string, std::unique_ptr<ContentEngine>> tails_;
  std::map<std::string, ContentChoice> choices_;  ///< by model
  std::map<std::string, std::unique_ptr<ContentSamples>> inputs_;
  std::vector<ContentModelInfo> infos_;
  std::unique_ptr<WorkerPool> pool_;
};

}  // namespace orbitmesh
