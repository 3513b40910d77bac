#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "core/time.h"
#include "core/units.h"
#include "mesh/network.h"
#include "nodes/service_report.h"

namespace orbitmesh {

/// The requests that a server has lately taken, by their ids, so that one that comes again is
/// not executed again. At most kCapacity, of which the oldest answered ones are forgotten
/// first; those in the queue are bounded by its admission.
class KnownRequests {
 public:
  static constexpr std::size_t kCapacity = 4096;

  /// Where an answer goes.
  struct Peer {
    Connection* connection;
    std::uint64_t message_id;
    Bytes reply;
  };

  enum class Known {
    kNew,       ///< is remembered from now on; execute it
    kRunning,   ///< `peer` waits for its answer with the others
    kAnswered,  ///< see answer_of()
  };
  /// A request comes. `remember`: how long after its answer it is known; > 0.
  Known arrive(std::uint64_t request_id, const Peer& peer, Duration remember, Time now);
  /// Precondition: arrive() has just said kAnswered.
  const ServiceReport& answer_of(std::uint64_t request_id) const;

  /// It is answered: remembers the answer, and returns who else waits for it.
  std::vector<Peer> answer(std::uint64_t request_id, const ServiceReport& report, Time now);
  /// It is lost or refused, and forgotten; returns who else waits for it.
  std::vector<Peer> forget(std::uint64_t request_id);

  std::size_t size() const { return known_.size(); }

 private:
  struct Request {
    std::optional<ServiceReport> report;  ///< once answered
    Duration remember;
    Time known_until;         ///< once answered
    std::vector<Peer> peers;  ///< beside the first
  };

  void make_room();

  std::map<std::uint64_t, Request> known_;
  std::deque<std::uint64_t> answered_;  ///< in the order of their answers
};

}  // namespace orbitmesh
