#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.h"
#include "inference/policy_view.h"
#include "nodes/client_setup.h"
#include "nodes/connection_pool.h"
#include "nodes/local_accelerator.h"
#include "nodes/queue_reports.h"
#include "nodes/workload.h"

namespace orbitmesh {

/// Fills the PolicyView of one client from what the client can know.
class ClientView {
 public:
  /// All references must outlive the object.
  ClientView(const ClientContext& context, const ClientSetup& setup, const ConnectionPool& pool,
             const QueueReports& reports, const LocalAccelerator& local)
      : context_(context), setup_(setup), pool_(pool), reports_(reports), local_(local) {}

  /// The view for a request of `workload` issued now; `satellites` are the satellites among
  /// its nodes. Nodes in `without` (the client itself among them) are not offered. `number` is
  /// the request's in its workload. Valid until the next call.
  const PolicyView& of(const Workload& workload, const std::vector<NodeId>& satellites,
                       const std::vector<NodeId>& without = {}, std::uint64_t number = 0);

 private:
  void offer_cuts(const Workload& workload);
  void offer(const ServingNode& serving);
  /// Of the satellites that can be reached the nearest (ties: lowest id), as many as the workload
  /// says: those that its rules keep, and any only where none of these can be reached.
  std::vector<NodeId> nearest(const std::vector<NodeId>& satellites, const Workload& workload,
                              const std::vector<NodeId>& without) const;
  bool welcome(const Workload& workload, NodeId node) const;

  const ClientContext& context_;
  const ClientSetup& setup_;
  const ConnectionPool& pool_;
  const QueueReports& reports_;
  const LocalAccelerator& local_;
  PolicyView view_;  // kept for its capacity
};

}  // namespace orbitmesh
