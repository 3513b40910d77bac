#include "scenarios/stored_metrics.h"

#include <fmt/format.h>

#include "core/error.h"
#include "scenarios/result_store_schema.h"
#include "scenarios/sqlite_reader.h"

namespace orbitmesh {

std::vector<Metric> read_stored_metrics(const std::filesystem::path& results) {
  const SqliteReader database(results);
  if (const std::int64_t version = database.user_version(); version != kResultSchemaVersion) {
    throw InputError(
        fmt::format("'{}' has schema {}, this version reads {}; run the scenario again",
                    results.string(), version, kResultSchemaVersion));
  }
  std::vector<Metric> metrics;
  SelectStatement rows(database, "SELECT name, unit, value, reason FROM metric ORDER BY rowid");
  while (rows.next()) {
    metrics.push_back({rows.text(0), rows.text(1), rows.real_or_null(2), rows.text(3)});
  }
  return metrics;
}

}  // namespace orbitmesh
