#include "scenarios/site/miss_runs.h"

#include <algorithm>
#include <optional>

namespace orbitmesh {

std::vector<MissRun> miss_runs(const std::vector<ProbeResult>& results, Duration deadline,
                               Time end) {
  std::vector<MissRun> runs;
  Time last_answer;
  bool answered = false;
  std::int64_t misses = 0;
  for (const ProbeResult& result : results) {
    if (!result.within(deadline)) {
      ++misses;
      continue;
    }
    const Time answer = result.issued + *result.latency;
    if (misses > 0) runs.push_back({misses, answer - last_answer, !answered});
    misses = 0;
    answered = true;
    last_answer = answer;
  }
  if (misses > 0) runs.push_back({misses, end - last_answer, true});
  return runs;
}

WindowFigures window_figures(const std::vector<ProbeResult>& results, Duration deadline,
                             std::int64_t m, std::int64_t k) {
  WindowFigures figures;
  const auto count = static_cast<std::int64_t>(results.size());
  if (count < k) return figures;
  const auto in_time = [&](std::int64_t i) {
    return results[static_cast<std::size_t>(i)].within(deadline) ? 1 : 0;
  };
  figures.least = k;
  std::int64_t met = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    met += in_time(i);
    if (i >= k) met -= in_time(i - k);
    if (i + 1 < k) continue;
    ++figures.windows;
    figures.least = std::min(figures.least, met);
    if (met < m) ++figures.failed;
  }
  return figures;
}

std::vector<Duration> peak_ages(const std::vector<ProbeResult>& results) {
  struct Answer {
    Time issued;
    Time came;
  };
  std::vector<Answer> answers;
  for (const ProbeResult& result : results) {
    if (result.latency) answers.push_back({result.issued, result.issued + *result.latency});
  }
  std::stable_sort(answers.begin(), answers.end(),
                   [](const Answer& a, const Answer& b) { return a.came < b.came; });
  std::vector<Duration> ages;
  std::optional<Time> newest;
  for (const Answer& answer : answers) {
    if (newest && !(*newest < answer.issued)) continue;
    if (newest) ages.push_back(answer.came - *newest);
    newest = answer.issued;
  }
  std::sort(ages.begin(), ages.end());
  return ages;
}

}  // namespace orbitmesh
