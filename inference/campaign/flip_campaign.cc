#include "inference/campaign/flip_campaign.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "core/error.h"
#include "inference/campaign/trial_runner.h"

namespace orbitmesh {
namespace {

void check_range(std::string_view what, std::int64_t value, std::int64_t most) {
  if (value >= 1 && value <= most) return;
  throw InputError(fmt::format("{} {}: it must lie between 1 and {}", value, what, most));
}

void check(const CampaignOptions& options) {
  check_range("flips", options.flips, kMostFlips);
  check_range("upsets", options.upsets, 1'000'000);
  check_range("jobs", options.jobs, 256);
  if (options.upsets == 1) return;
  if (options.place == FaultPlace::kActivations) {
    throw InputError(
        "several upsets add up in weights alone, which keep them; an inference meets "
        "one flip of its activations at most");
  }
  if (options.each_bit) {
    throw InputError("several upsets are of bits drawn uniformly, not of each bit in turn");
  }
}

/// The trials of a campaign, shared out among threads.
class TrialPool {
 public:
  TrialPool(const DecisionTask& task, const CampaignOptions& options, std::int64_t trials,
            const std::atomic<bool>& interrupted)
      : task_(task), options_(options), interrupted_(interrupted) {
    results_.resize(static_cast<std::size_t>(trials));
  }

  void run(std::unique_ptr<TrialRunner> first, const std::function<void(std::int64_t)>& progress) {
    std::vector<std::thread> threads;
    for (std::int64_t i = 0; i < options_.jobs; ++i) {
      threads.emplace_back(
          [this, runner = std::move(first)]() mutable { work(std::move(runner)); });
    }
    wait(progress);
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
  }

  /// Those before the first one that is missing.
  std::vector<TrialResult> results() const {
    std::vector<TrialResult> done;
    for (const auto& result : results_) {
      if (!result) break;
      done.push_back(*result);
    }
    return done;
  }

 private:
  void work(std::unique_ptr<TrialRunner> runner) {
    try {
      if (!runner) runner = std::make_unique<TrialRunner>(task_, options_);
      while (!interrupted_ && !failed_) {
        const std::int64_t trial = next_++;
        if (trial >= static_cast<std::int64_t>(results_.size())) break;
        results_[static_cast<std::size_t>(trial)] = runner->run(trial);
        ++done_;
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failed_ = true;
      if (!failure_) failure_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    ++finished_;
    changed_.notify_one();
  }

  void wait(const std::function<void(std::int64_t)>& progress) {
    std::unique_lock lock(mutex_);
    while (finished_ < options_.jobs) {
      changed_.wait_for(lock, std::chrono::milliseconds(200));
      progress(done_);
    }
  }

  const DecisionTask& task_;
  const CampaignOptions& options_;
  const std::atomic<bool>& interrupted_;
  std::vector<std::optional<TrialResult>> results_;  // each written by one thread
  std::atomic<std::int64_t> next_ = 0;
  std::atomic<std::int64_t> done_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::int64_t finished_ = 0;
  std::exception_ptr failure_;
};

void add(TrialResult& sum, const TrialResult& trial) {
  sum.decisions += trial.decisions;
  sum.tolerable += trial.tolerable;
  sum.critical += trial.critical;
  sum.due += trial.due;
  sum.unchecked += trial.unchecked;
  sum.right_before += trial.right_before;
  sum.right_after += trial.right_after;
  sum.corrected += trial.corrected;
}

}  // namespace

CampaignSums sum_up(const std::vector<TrialResult>& trials, std::uint64_t seed) {
  CampaignSums sums;
  std::vector<ClusterCount> critical;
  std::vector<ClusterCount> unchecked;
  for (const TrialResult& trial : trials) {
    ++sums.trials;
    sums.critical_trials += trial.critical > 0 ? 1 : 0;
    sums.due_trials += trial.due > 0 ? 1 : 0;
    sums.unchecked_trials += trial.unchecked > 0 ? 1 : 0;
    sums.harmed_trials += trial.critical + trial.due > 0 ? 1 : 0;
    add(sums.decisions, trial);
    critical.push_back({trial.critical, trial.decisions});
    unchecked.push_back({trial.unchecked, trial.decisions});
  }
  sums.critical_share = cluster_interval(critical, seed);
  sums.unchecked_share = cluster_interval(unchecked, seed);
  return sums;
}

std::vector<TrialResult> trials_of(const CampaignResult& result, WeightFormat format,
                                   BitClass bits) {
  std::vector<TrialResult> some;
  std::copy_if(result.trials.begin(), result.trials.end(), std::back_inserter(some),
               [&](const TrialResult& t) { return bit_class(format, t.bit) == bits; });
  return some;
}

std::int64_t campaign_trials(const CampaignOptions& options) {
  return options.flips * (options.each_bit ? bits_of(options.format) : 1);
}

CampaignResult run_campaign(const DecisionTask& task, const CampaignOptions& options,
                            const std::function<void(std::int64_t)>& progress,
                            const std::atomic<bool>& interrupted) {
  check(options);
  CampaignResult result;
  result.asked = campaign_trials(options);
  result.inputs = static_cast<std::int64_t>(task.inputs.size());
  auto first = std::make_unique<TrialRunner>(task, options);
  result.right = first->right();
  result.guard_cost = first->guard_cost();
  TrialPool pool(task, options, result.asked, interrupted);
  pool.run(std::move(first), progress);
  result.trials = pool.results();
  return result;
}

}  // namespace orbitmesh
