#include "scenarios/content_plane.h"

#include <algorithm>

#include "core/error.h"

namespace orbitmesh {
namespace {

class HeldOutSamples final : public ContentSamples {
 public:
  explicit HeldOutSamples(const LabelledSet& set) : set_(set) {}
  std::size_t size() const override { return set_.size(); }
  Tensor input(std::size_t i) const override { return set_.input(i); }
  std::uint32_t label(std::size_t i) const override { return set_.label(i); }

 private:
  const LabelledSet& set_;
};

double accuracy(Engine& engine, const ContentSamples& samples) {
  std::size_t correct = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::vector<float> output = engine.run(samples.input(i)).values;
    const auto top = std::max_element(output.begin(), output.end()) - output.begin();
    if (static_cast<std::uint32_t>(top) == samples.label(i)) ++correct;
  }
  return static_cast<double>(correct) / static_cast<double>(samples.size());
}

}  // namespace

ContentPlane::ContentPlane(const Scenario& scenario, const WorkerPoolOptions& options) {
  for (const ClientSection& client : scenario.clients) {
    for (const WorkloadSection& workload : client.workloads) {
      if (workload.content) add(*workload.content);
    }
  }
  if (engines_.empty()) return;
  pool_ = std::make_unique<WorkerPool>(
      options, [](const std::string& model) { return make_content_engine(model); });
}

ContentPlane::~ContentPlane() = default;

void ContentPlane::add(const ContentSection& content) {
  std::unique_ptr<ContentSamples>& samples = inputs_[content.input];
  if (!samples) samples = std::make_unique<HeldOutSamples>(content_set(content.input));
  std::unique_ptr<ContentEngine>& engine = engines_[content.model];
  if (engine) return;
  const ContentChoice choice{content.model, content.kernels};
  try {
    engine = make_content_engine(to_text(choice));
  } catch (const InputError& error) {
    throw InputError(content.where.of("kernels"), error.what());
  }
  choices_[content.model] = choice;
  infos_.push_back({content.model, accuracy(*engine, *samples), content.kernels});
}

ContentChoice ContentPlane::choice_of(const WorkerRequest& request) const {
  ContentChoice choice = parse_content_choice(request.model);
  choice.kernels = choices_.at(choice.model).kernels;
  return choice;
}

void ContentPlane::dispatch(WorkerRequest request) {
  request.model = to_text(choice_of(request));
  pool_->dispatch(request);
}

std::optional<ActivationBit> ContentPlane::draw_strike(const WorkerRequest& request,
                                                       RngStream& place) {
  ContentChoice choice = choice_of(request);
  if (choice.nodes_before == 0) return engines_.at(choice.model)->draw_strike(request.input, place);
  choice.protection = Protection::kNone;
  std::unique_ptr<ContentEngine>& tail = tails_[to_text(choice)];
  if (!tail) tail = make_content_engine(to_text(choice));
  return tail->draw_strike(request.input, place);
}

void ContentPlane::add_inputs_to(ContentExecutor& executor) const {
  for (const auto& [name, samples] : inputs_) executor.add_inputs(name, *samples);
}

std::size_t ContentPlane::samples(const std::string& input) const {
  return inputs_.at(input)->size();
}

const std::vector<WeightTensor>& ContentPlane::weights(const std::string& model) const {
  return engines_.at(model)->weights();
}

std::uint32_t ContentPlane::nodes_before(const std::string& model, double flop_share) {
  std::vector<CutPoint>& cuts = cuts_[model];
  if (cuts.empty()) cuts = content_cuts(model);
  return static_cast<std::uint32_t>(nearest_cut(cuts, flop_share));
}

WorkerCounts ContentPlane::counts() const {
  if (!pool_) return {};
  return {static_cast<std::int64_t>(pool_->stats().dispatched),
          static_cast<std::int64_t>(pool_->stats().resent),
          static_cast<std::int64_t>(pool_->stats().refused_keys)};
}

}  // namespace orbitmesh
