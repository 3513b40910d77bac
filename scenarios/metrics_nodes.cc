#include "scenarios/metrics_nodes.h"

#include <algorithm>
#include <tuple>

namespace orbitmesh {
namespace {

NodeMetrics metrics_of(const std::vector<const NodeSample*>& samples, Duration simulated) {
  NodeMetrics metrics;
  metrics.node = samples.front()->node;
  double busy_s = 0.0;
  for (const NodeSample* sample : samples) {
    metrics.served += sample->served;
    metrics.refused += sample->refused;
    metrics.busy_peak = std::max(metrics.busy_peak, sample->busy_share);
    metrics.queue_peak = std::max(metrics.queue_peak, sample->queue_peak);
    busy_s += sample->busy_share * sampled_span(sample->at).seconds();
  }
  if (Duration() < simulated) metrics.busy_mean = busy_s / simulated.seconds();
  return metrics;
}

}  // namespace

std::vector<NodeMetrics> node_metrics(const RunRecord& record) {
  // In a fixed order: the last bit of a mean must not depend on the order of arrival.
  std::vector<const NodeSample*> samples;
  for (const NodeSample& sample : record.node_samples) samples.push_back(&sample);
  std::sort(samples.begin(), samples.end(), [](const NodeSample* a, const NodeSample* b) {
    return std::tie(a->node, a->at, a->busy_share) < std::tie(b->node, b->at, b->busy_share);
  });
  std::vector<NodeMetrics> all;
  for (auto first = samples.begin(); first != samples.end();) {
    const auto last = std::find_if(first, samples.end(), [&](const NodeSample* sample) {
      return sample->node != (*first)->node;
    });
    all.push_back(metrics_of({first, last}, record.simulated));
    first = last;
  }
  return all;
}

}  // namespace orbitmesh
