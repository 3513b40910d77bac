#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/rng.h"
#include "core/time.h"
#include "nodes/active_request.h"
#include "nodes/arrival_process.h"
#include "nodes/kv_session.h"
#include "nodes/request_ids.h"
#include "nodes/sample_sequence.h"
#include "nodes/workload.h"

namespace orbitmesh {

/// The requests of one workload of one client instance, as they are issued.
class RequestStream {
 public:
  /// Throws InputError for a deadline or give_up out of range, for content without samples,
  /// and as ArrivalProcess does. Draws depend on the seed, the names of client and workload,
  /// and the instance of the client.
  RequestStream(Workload workload, const std::string& client, std::uint64_t instance,
                std::uint64_t seed);

  const Workload& workload() const { return workload_; }
  /// The satellites among the workload's nodes.
  const std::vector<NodeId>& satellites() const { return satellites_; }
  std::int64_t issued() const { return issued_; }

  /// As ArrivalProcess.
  std::optional<Time> next_arrival() { return arrivals_.next(); }
  bool on_ended(Time free) { return arrivals_.on_ended(free); }
  /// Issues a request now, which refers to this object.
  ActiveRequest issue(RequestIds& ids, Time now);

 private:
  ContentJob content() const;
  TokenCounts draw_tokens();

  Workload workload_;
  ArrivalProcess arrivals_;
  std::optional<SampleSequence> samples_;  ///< of workloads with content
  RngStream lengths_;
  std::optional<KvSession> session_;
  std::vector<NodeId> satellites_;
  std::int64_t issued_ = 0;
};

}  // namespace orbitmesh
