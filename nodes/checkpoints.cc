#include "nodes/checkpoints.h"

#include <algorithm>

namespace orbitmesh {

Duration Checkpoints::with_saving(Duration work) const {
  if (!options_.on()) return work;
  return work + Duration::from_seconds(work.seconds() * options_.overhead);
}

void Checkpoints::wind_back(ServerJob& job, const BatchInService& batch, double clock,
                            Time now) const {
  if (!options_.on()) return;
  job.saved = saved(job, batch, clock, now);
  if (job.struck && (batch.tokens || *job.struck > last(now))) {
    job.struck.reset();
    job.logic.reset();
  }
}

Duration Checkpoints::saved(const ServerJob& job, const BatchInService& batch, double clock,
                            Time now) const {
  if (batch.tokens) return {};
  const Duration served = last(now) - (job.began + job.setup);
  if (!(served > Duration())) return job.saved;
  const double share = clock / (1.0 + options_.overhead);
  return std::min(job.saved + Duration::from_seconds(served.seconds() * share), batch.time.total);
}

}  // namespace orbitmesh
