#include "scenarios/report/workload_names.h"

#include <fmt/format.h>

#include "core/error.h"

namespace orbitmesh {

WorkloadNames::WorkloadNames(const SqliteReader& results) {
  std::map<std::int64_t, std::string> groups;
  SelectStatement clients(results, "SELECT client_id, group_id, group_name FROM client");
  while (clients.next()) {
    group_of_[clients.integer(0)] = clients.integer(1);
    groups[clients.integer(1)] = clients.text(2);
  }
  SelectStatement workloads(
      results, "SELECT group_id, workload_id, name FROM workload ORDER BY group_id, workload_id");
  while (workloads.next()) {
    by_group_[{workloads.integer(0), workloads.integer(1)}] = names_.size();
    names_.push_back(groups[workloads.integer(0)] + "." + workloads.text(2));
  }
}

std::size_t WorkloadNames::of(std::int64_t client, std::int64_t workload) const {
  const auto group = group_of_.find(client);
  const auto found =
      group == group_of_.end() ? by_group_.end() : by_group_.find({group->second, workload});
  if (found != by_group_.end()) return found->second;
  throw InputError(
      fmt::format("results.sqlite has a request of client {}, workload {}, which it "
                  "does not list",
                  client, workload));
}

}  // namespace orbitmesh
