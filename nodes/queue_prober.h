#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "nodes/client_setup.h"
#include "nodes/client_view.h"
#include "nodes/connection_pool.h"
#include "nodes/queue_reports.h"
#include "nodes/workload.h"
#include "nodes/workload_counts.h"

namespace orbitmesh {

/// Asks the nodes that a workload's policy is offered for their queue: one small message to
/// each that has a path, every Workload::probe, unless an earlier one to it is under way, for up to
/// kPatience. The
/// answer stands among the client's reports like that of any reply; a refusal counts as a
/// wait of the deadline. Probes travel over the client's connections, and open them.
class QueueProber {
 public:
  static constexpr Duration kPatience = Duration::from_s(10);

  /// All references must outlive the object.
  QueueProber(const ClientContext& context, const ClientSetup& setup, ConnectionPool& pool,
              QueueReports& reports, ClientView& view)
      : context_(context), setup_(setup), pool_(pool), reports_(reports), view_(view) {}
  QueueProber(const QueueProber&) = delete;
  QueueProber& operator=(const QueueProber&) = delete;

  /// Probes for a workload from now on, the first time after a share of its period that is
  /// drawn for this client. Precondition: workload.probe. The arguments must outlive the
  /// object.
  void start(const Workload& workload, const std::vector<NodeId>& satellites);

  /// Precondition of both: is_probe(message_id).
  void on_reply(std::uint64_t message_id);
  void on_lost(std::uint64_t message_id);

  /// Probes sent so far for that workload.
  WorkloadCounts counts(const Workload& workload) const;

 private:
  struct Probe {
    NodeId node;
    const Workload* workload;
    Time sent;
  };

  void probe(const Workload& workload, const std::vector<NodeId>& satellites);
  void send(const Workload& workload, NodeId node);
  void give_up_old();
  bool under_way(NodeId node) const;

  const ClientContext& context_;
  const ClientSetup& setup_;
  ConnectionPool& pool_;
  QueueReports& reports_;
  ClientView& view_;
  std::uint32_t sent_ = 0;
  std::map<std::uint64_t, Probe> under_way_;      // by message id
  std::map<std::string, WorkloadCounts> counts_;  // by workload
};

}  // namespace orbitmesh
