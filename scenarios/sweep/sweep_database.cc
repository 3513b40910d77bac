#include <filesystem>
#include <system_error>

#include "scenarios/result_store_sqlite.h"
#include "scenarios/run_folder_io.h"
#include "scenarios/sweep/sweep_tables.h"

namespace orbitmesh {
namespace {

constexpr const char* kSchema = R"sql(
PRAGMA user_version = 1;
CREATE TABLE point (
  point_id INTEGER PRIMARY KEY,
  variant TEXT NOT NULL,
  description TEXT NOT NULL
) STRICT;
CREATE TABLE setting (
  point_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE run (
  run_id INTEGER PRIMARY KEY,
  point_id INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  digest TEXT,
  failure TEXT
) STRICT;
CREATE TABLE metric (
  run_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  value REAL,
  reason TEXT,
  PRIMARY KEY (run_id, name)
) STRICT;
CREATE TABLE estimate (
  point_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  replications INTEGER NOT NULL,
  mean REAL NOT NULL,
  half_width_95 REAL,
  difference_replications INTEGER,
  difference_mean REAL,
  difference_half_width_95 REAL,
  PRIMARY KEY (point_id, name)
) STRICT;
)sql";

void write_points(SqliteWriter& database, const SweepPlan& plan) {
  InsertStatement points(database, "point", 3);
  InsertStatement settings(database, "setting", 3);
  for (std::size_t p = 0; p < plan.points.size(); ++p) {
    const auto id = static_cast<std::int64_t>(p);
    const std::string description = describe(plan.points[p]);
    points.integer(id).text(plan.points[p].variant).text(description).insert();
    for (const SweepSetting& setting : plan.points[p].settings) {
      settings.integer(id).text(setting.key).text(setting.value).insert();
    }
  }
}

void write_runs(SqliteWriter& database, const SweepResults& results) {
  InsertStatement runs(database, "run", 6);
  InsertStatement metrics(database, "metric", 5);
  for (const SweepRunResult& result : results.runs) {
    const SweepRun& run = result.run;
    runs.integer(run.index).integer(run.point).integer(run.replication).integer(run.seed);
    if (!result.stored) {
      runs.null().text(result.failure).insert();
      continue;
    }
    runs.text(result.stored->digest).null().insert();
    for (const Metric& metric : result.stored->metrics) {
      metrics.integer(run.index).text(metric.name).text(metric.unit).real_or_null(metric.value);
      metric.reason.empty() ? metrics.null() : metrics.text(metric.reason);
      metrics.insert();
    }
  }
}

void write_estimates(SqliteWriter& database, const SweepResults& results) {
  InsertStatement estimates(database, "estimate", 9);
  for (std::size_t p = 0; p < results.points.size(); ++p) {
    for (const PointMetric& metric : results.points[p]) {
      estimates.integer(static_cast<std::int64_t>(p)).text(metric.name).text(metric.unit);
      estimates.integer(metric.value.count).real(metric.value.mean);
      estimates.real_or_null(metric.value.half_width);
      if (metric.difference) {
        estimates.integer(metric.difference->count).real(metric.difference->mean);
        estimates.real_or_null(metric.difference->half_width);
      } else {
        estimates.null().null().null();
      }
      estimates.insert();
    }
  }
}

}  // namespace

void write_sweep_database(const SweepPlan& plan, const SweepResults& results,
                          const std::filesystem::path& file) {
  const std::filesystem::path part = file.string() + ".part";
  std::error_code ignored;  // a part that stays makes the database's creation fail, with a reason
  std::filesystem::remove(part, ignored);
  SqliteWriter database(part);
  database.execute(kSchema);
  database.execute("BEGIN");
  write_points(database, plan);
  write_runs(database, results);
  write_estimates(database, results);
  database.execute("COMMIT");
  database.close();
  rename_durably(part, file);
}

}  // namespace orbitmesh
