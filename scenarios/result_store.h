#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "mesh/outage.h"
#include "mesh/records.h"
#include "nodes/records.h"
#include "scenarios/metrics.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// Writes a run's records to an SQLite database of STRICT tables: node, client, workload,
/// request, attempt, fault, slot, node_sample, node_energy, link_sample, outage, flow,
/// connection_sample, metric; the view
/// handover has the slots with a new satellite. Columns carry their
/// unit ("latency_ns"); ids are those of the records; NULL stands for what does not exist
/// (the node of a request that was never placed, the latency of one never answered, the
/// utilisation of a group of links, the packets of a TCP flow).
///
/// Rows go in batches of 20,000 to a transaction, to a file that only finish() gives its
/// final name, so that a database with that name is always whole. Any failure to write
/// throws RunError with one sentence; the store is then of no further use.
class ResultStore final : public RecordSink {
 public:
  /// Creates the database `part`, which must not exist, and writes the entities' tables.
  ResultStore(std::filesystem::path part, const RunEntities& entities);
  /// Without finish(), leaves `part` as of the last whole batch.
  ~ResultStore() override;

  void add(const RequestRecord& record) override;
  void add(const AttemptRecord& record) override;
  void add(const NodeSample& record) override;
  void add(const FaultRecord& record) override;
  void add(const SlotRecord& record);
  void add(const LinkSample& record);
  void add(const FlowRecord& record);
  void add(const ConnectionSample& record);
  void add(const Outage& outage);
  void add(const NodeEnergyRecord& record);
  void add(const Metric& metric);
  void add(const std::vector<Metric>& metrics);

  /// Commits, flushes to the disk and renames to `results`. Nothing may be added after it.
  void finish(const std::filesystem::path& results);

  /// Of the SQLite library in use, "3.40.1".
  static std::string sqlite_version();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace orbitmesh
