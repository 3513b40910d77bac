#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/fields.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/fault_kind.h"
#include "inference/tier.h"

namespace orbitmesh {

/// How a request ended. issued = completed + late + failed + pending, always.
enum class Outcome {
  kPending,    ///< still under way when the run ended
  kCompleted,  ///< answered within its deadline
  kLate,       ///< answered after its deadline
  kFailed,     ///< never answered; see FailureCause
};

constexpr std::array<EnumName<Outcome>, 4> enum_names(Outcome) {
  return {{{Outcome::kPending, "pending"},
           {Outcome::kCompleted, "completed"},
           {Outcome::kLate, "late"},
           {Outcome::kFailed, "failed"}}};
}

enum class FailureCause {
  kNone,
  kNoPlacement,     ///< the policy found no node that could run it
  kNoConnection,    ///< the connection was not up before the client gave up
  kConnectionLost,  ///< the transport broke down with the request or reply on it
  kRefused,         ///< the server's admission refused it
  kTimeout,         ///< no answer before the client gave up
  kSuperseded,      ///< of an attempt alone: the request was answered without it
  kDisagreed,       ///< its copies gave different answers, and none prevailed
  kSendRefused,     ///< the client's queue for the connection was full, or there was none
  kUnrecoverable,   ///< too many of the datagrams that carried it were lost
  kDraining,        ///< the server takes nothing while it drains
};

constexpr std::array<EnumName<FailureCause>, 11> enum_names(FailureCause) {
  return {{{FailureCause::kNone, "none"},
           {FailureCause::kNoPlacement, "no placement"},
           {FailureCause::kNoConnection, "no connection"},
           {FailureCause::kConnectionLost, "connection lost"},
           {FailureCause::kRefused, "refused"},
           {FailureCause::kTimeout, "timeout"},
           {FailureCause::kSuperseded, "superseded"},
           {FailureCause::kDisagreed, "disagreed"},
           {FailureCause::kSendRefused, "send refused"},
           {FailureCause::kUnrecoverable, "unrecoverable"},
           {FailureCause::kDraining, "draining"}}};
}

/// What an answer is worth. Without content, only answers of nodes that radiation strikes have
/// one, and it is drawn (nodes/outcome_source.h).
enum class Answer {
  kNone,       ///< neither computed nor drawn, or no answer came
  kCorrect,    ///< the label
  kMisread,    ///< not the label, but what the intact model answers too
  kCorrupted,  ///< differs from the intact model's answer: critical silent data corruption (SDC)
  kDetected,   ///< NaN or infinity in the output, or a failed check: known to be unusable
  kIntact,     ///< drawn: what the intact model answers
  kTolerable,  ///< drawn: the same decision with another output
};

constexpr std::array<EnumName<Answer>, 7> enum_names(Answer) {
  return {{{Answer::kNone, "none"},
           {Answer::kCorrect, "correct"},
           {Answer::kMisread, "misread"},
           {Answer::kCorrupted, "corrupted"},
           {Answer::kDetected, "detected"},
           {Answer::kIntact, "intact"},
           {Answer::kTolerable, "tolerable"}}};
}

/// What a server made of the context of a request's session. All 0 without one.
struct KvUse {
  std::int64_t cached = 0;   ///< tokens of context that it did not compute
  std::int64_t rebuilt = 0;  ///< tokens of context that another node had cached: computed again
  Bytes moved;               ///< cache that another node sent for it

  bool any() const { return cached != 0 || rebuilt != 0; }
};

/// How a server served a request, beside the times of waiting and service.
struct ServingDetail {
  /// Until the session's cache had come, weights were loaded and leased work gave way.
  Duration setup;
  std::int64_t batch = 1;        ///< requests served together, when this one joined them
  std::optional<Duration> ttft;  ///< time to first token, from arrival at the server
  std::optional<Duration> tpot;  ///< mean time of a token after the first
  KvUse kv;

  /// Whether there is anything to tell.
  bool any() const { return setup != Duration() || batch != 1 || ttft; }
};

/// One request from its scheduled issue to its end.
struct RequestRecord {
  std::uint64_t id = 0;        ///< unique in the run, in order of issue
  std::uint32_t client = 0;    ///< index of the client instance ("inspector-3")
  std::uint32_t workload = 0;  ///< index in the client's workloads
  Time issued;                 ///< scheduled issue time; latency counts from here
  Time ended;                  ///< reply received or given up; run end when pending
  Duration deadline;
  Outcome outcome = Outcome::kPending;
  FailureCause cause = FailureCause::kNone;
  Tier tier = Tier::kNone;  ///< of the last placement
  NodeId node;              ///< that ran it; invalid when never placed
  Duration queue_wait;      ///< at the server
  Duration service;         ///< at the server
  ServingDetail detail;     ///< at the server
  Bytes request;            ///< as sent: of a divided model what crosses the cut
  Bytes reply;
  Bytes carried;  ///< of the requests and replies of all copies, over all paths, to and from other
                  ///< nodes
  std::int64_t attempts = 0;
  Answer answer = Answer::kNone;  ///< of the attempt that ended it
  /// Where answers of copies are compared: the first one to arrive, which would have stood
  /// without the comparison. Else kNone.
  Answer first_answer = Answer::kNone;
  bool disagreed = false;  ///< copies gave different answers, whatever came of it
  /// Least latency that its policy held to be possible (Placement::bound); empty mostly.
  std::optional<Duration> bound;
};

/// One placement of a request on one node.
struct AttemptRecord {
  std::uint64_t request = 0;
  std::int64_t attempt = 0;  ///< from 1
  NodeId node;
  Tier tier = Tier::kNone;
  Time sent;     ///< handed to the connection, or queued locally
  Time arrived;  ///< whole message at the server; epoch 0 when never
  Time ended;
  Duration queue_wait;
  Duration service;
  ServingDetail detail;
  FailureCause cause = FailureCause::kNone;
  Answer answer = Answer::kNone;
  bool repeated = false;  ///< the server knew the request: it was not executed once more
};

/// One fault of a serving node.
struct FaultRecord {
  Time at;
  NodeId node;
  FaultKind kind = FaultKind::kSeu;
  Time cleared;              ///< scrubbed, or up again; kSdc: at once
  std::int64_t tensor = -1;  ///< kSeu: address of the first bit
  std::int64_t element = -1;
  std::int64_t bit = -1;
};

/// State of a bus that feeds accelerators, at the end of an interval.
struct BusSample {
  double charge_j = 0;                       ///< of the battery
  std::optional<double> temperature_k = {};  ///< of the radiator, where there is one
  std::optional<double> junction_k = {};     ///< of the chips
  double clock_factor = 0;                   ///< 0 while they are down
};

/// Radiation at an accelerator node over an interval.
struct RadiationSample {
  double dose_rad = 0;      ///< total ionising dose by its end, with that before time 0
  std::int64_t faults = 0;  ///< effects that struck it
  bool draining = false;    ///< at its end
};

/// Load of one serving node over an interval.
struct NodeSample {
  Time at;  ///< end of the interval
  NodeId node;
  std::int64_t served = 0;
  std::int64_t refused = 0;
  double busy_share = 0;  ///< of the interval, mean over accelerators, in [0, 1]
  std::int64_t queue_peak = 0;
  std::optional<BusSample> bus = {};              ///< where one limits its accelerators
  std::optional<RadiationSample> radiation = {};  ///< where radiation acts on it
};

/// Receives records as they are finished. Called from the event loop.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  virtual void add(const RequestRecord& record) = 0;
  virtual void add(const AttemptRecord& record) = 0;
  virtual void add(const NodeSample& record) = 0;
  virtual void add(const FaultRecord& record) = 0;
};

}  // namespace orbitmesh
