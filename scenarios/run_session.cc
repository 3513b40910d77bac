#include "scenarios/run_session.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <utility>

#include "core/error.h"
#include "core/version.h"
#include "scenarios/canonical_digest.h"
#include "scenarios/expectations.h"
#include "scenarios/metrics.h"
#include "scenarios/progress.h"
#include "scenarios/report/report_page.h"
#include "scenarios/resolved.h"
#include "scenarios/result_store.h"
#include "scenarios/run_folder.h"
#include "scenarios/run_folder_io.h"
#include "scenarios/run_in_memory.h"
#include "scenarios/run_recorder.h"
#include "scenarios/run_warnings.h"
#include "scenarios/runner.h"
#include "scenarios/summary.h"
#include "scenarios/summary_format.h"
#include "scenarios/world.h"

namespace orbitmesh {
namespace {

RunInfo info_of(const RunRecord& record) {
  RunInfo info;
  info.scenario = record.scenario;
  info.seed = record.seed;
  info.versions = {{"orbitmesh", std::string(version())},
                   {"ns-3", "3.37"},
                   {"sqlite", ResultStore::sqlite_version()}};
  info.simulated = record.simulated;
  info.wall_s = record.wall_s;
  info.deterministic = record.deterministic;
  info.warnings = record.warnings;
  info.catalogues = record.entities.catalogues;
  info.digest = record.digest;
  info.faults = record.fault_summary;
  return info;
}

/// Time on the host's clock since construction.
class WallTime {
 public:
  double elapsed_s() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

/// The log of a run that came to no end may fail as well, as on a full disk; run.json has
/// its state by then.
void log_if_possible(const RunFolder& folder, const std::string& line) {
  try {
    folder.log(line);
  } catch (const RunError&) {
    // Nothing more can be said in a folder that takes no writes.
  }
}

RunFolder make_folder(const RunRequest& request) {
  const RunSection& run = request.scenario.run;
  return request.out
             ? RunFolder::create(*request.out)
             : RunFolder::create_numbered("runs", run.name, static_cast<std::uint64_t>(run.seed));
}

/// Runs the scenario and writes everything; the caller turns exceptions into states.
RunOutcome run_in_folder(const RunRequest& request, const World& world, RunFolder& folder,
                         RunRecord& record, const WallTime& wall) {
  std::optional<Progress> progress;
  if (request.show_progress) progress.emplace(stderr, request.scenario.run.duration);
  ResultStore store(folder.results_part(), record.entities);
  RunRecorder recorder(record, &store);
  WorkerPoolOptions workers = request.workers;
  workers.interrupted = request.interrupted;
  workers.tell = [&folder](const std::string& line) { folder.log(line); };
  Runner runner(request.scenario, world, request.library, recorder, record, workers,
                {[&](Time now) {
                   if (progress) progress->update(now);
                 },
                 request.interrupted, folder.path()});
  runner.run();
  if (!record.content_models.empty() && is_exposed(workers)) {
    record.remarks.push_back("workers were neither checked nor encrypted (--plain-tcp)");
  }
  record.warnings = run_warnings(record);
  progress.reset();

  record.digest = canonical_digest(record);
  record.wall_s = wall.elapsed_s();
  const RunMetrics metrics = compute_metrics(record);
  const std::vector<Metric> named = list_metrics(record, metrics);
  const auto results = evaluate(request.scenario.expectations, named);
  store.add(named);
  store.finish(folder.results());
  folder.complete(info_of(record));
  const SummaryInput input{record, metrics, results, folder.path().string()};
  return {summary_text(input), summary_json(input), record.digest, all_passed(results),
          record.warnings};
}

}  // namespace

InterruptedRun::InterruptedRun(const std::filesystem::path& folder)
    : message_("interrupted; partial results in '" + folder.string() + "'") {}

RunOutcome execute_run(const RunRequest& request) {
  const WallTime wall;
  const World world(request.scenario);
  RunRecord record = new_record(request.scenario, world);

  RunFolder folder = make_folder(request);
  RunOutcome outcome;
  folder.begin(info_of(record));
  try {
    folder.write_resolved(resolved_toml(request.scenario));
    outcome = run_in_folder(request, world, folder, record, wall);
    folder.log("complete, digest " + outcome.digest);
  } catch (const Interrupted&) {
    record.wall_s = wall.elapsed_s();
    folder.interrupt(info_of(record));
    log_if_possible(folder, "interrupted after " + readable(record.simulated) +
                                " simulated; partial results in results.sqlite.part");
    throw InterruptedRun(folder.path());
  } catch (const std::exception& error) {
    record.wall_s = wall.elapsed_s();
    folder.fail(info_of(record), error.what());
    log_if_possible(folder, std::string("failed: ") + error.what());
    throw;
  }
  if (request.report) {
    write_durably(folder.path() / "report.html", report_html(folder.path(), request.library));
  }
  return outcome;
}

}  // namespace orbitmesh
