#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/sqlite_reader.h"

namespace orbitmesh {

/// The workloads of a run's client groups, numbered in the order of the groups, and which of them
/// a request belongs to: in place of a join for each row.
class WorkloadNames {
 public:
  explicit WorkloadNames(const SqliteReader& results);

  std::size_t count() const { return names_.size(); }
  /// As "group.workload".
  const std::string& name(std::size_t workload) const { return names_[workload]; }
  /// Of a request's client_id and workload_id. Throws InputError for unknown ones.
  std::size_t of(std::int64_t client, std::int64_t workload) const;

 private:
  std::vector<std::string> names_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> by_group_;  // and workload_id
  std::map<std::int64_t, std::int64_t> group_of_;                          // of each client
};

}  // namespace orbitmesh
