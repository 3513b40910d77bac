#include "nodes/batch_in_service.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {
namespace {

ServiceReport times_of(const ServerJob& job, Time now) {
  ServiceReport report;
  report.queue_wait = job.began - job.arrived;
  report.detail.setup = job.setup;
  report.service = now - job.began - job.setup;
  report.detail.batch = job.batch;
  return report;
}

}  // namespace

std::vector<ServerJob> advance_by_token(BatchInService& batch, Time now) {
  const TokenBatch::Progress progress = batch.tokens->advance();
  const auto listed = [](const std::vector<std::uint64_t>& ids, const ServerJob& job) {
    return std::find(ids.begin(), ids.end(), job.id) != ids.end();
  };
  std::vector<ServerJob> finished;
  std::vector<ServerJob> staying;
  for (ServerJob& job : batch.jobs) {
    if (listed(progress.first_token, job)) job.first_token = now;
    (listed(progress.finished, job) ? finished : staying).push_back(std::move(job));
  }
  batch.jobs = std::move(staying);
  return finished;
}

ServiceReport report_of(const ServerJob& job, const ServedModels::BatchTime& time,
                        bool language_model, Time now) {
  ServiceReport report = times_of(job, now);
  if (!language_model) return report;
  // A slower clock stretches all phases alike.
  const double first_share = time.first.seconds() / time.total.seconds();
  const Duration first = Duration::from_seconds(report.service.seconds() * first_share);
  const Duration decode = report.service - first;
  report.detail.ttft = report.queue_wait + job.setup + first;
  if (time.steps > 0) report.detail.tpot = decode / time.steps;
  return report;
}

ServiceReport report_of(const ServerJob& job, std::int64_t output_tokens, Time now) {
  ServiceReport report = times_of(job, now);
  const std::int64_t steps = output_tokens - 1;
  report.detail.ttft = job.first_token - job.arrived;
  if (steps > 0) report.detail.tpot = (now - job.first_token) / steps;
  return report;
}

}  // namespace orbitmesh
