#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/fault_outcome.h"

namespace orbitmesh {

/// Who is served next among the requests that wait.
enum class QueueOrder {
  kFifo,      ///< the one that came first
  kEdf,       ///< earliest deadline first
  kPriority,  ///< the highest priority, equals as they came
  kShares,    ///< tenants in proportion to their weights (start-time fair queueing)
};

constexpr std::array<EnumName<QueueOrder>, 4> enum_names(QueueOrder) {
  return {{{QueueOrder::kFifo, "fifo"},
           {QueueOrder::kEdf, "edf"},
           {QueueOrder::kPriority, "priority"},
           {QueueOrder::kShares, "shares"}}};
}

enum class BatchingKind {
  kStatic,      ///< a batch starts and ends as one
  kContinuous,  ///< language models: requests join and leave between iterations
};

constexpr std::array<EnumName<BatchingKind>, 2> enum_names(BatchingKind) {
  return {{{BatchingKind::kStatic, "static"}, {BatchingKind::kContinuous, "continuous"}}};
}

enum class ResidencyKind {
  kPinned,  ///< all models that a node holds are in memory at once
  kLru,     ///< loaded when asked for, in place of those used least recently
};

constexpr std::array<EnumName<ResidencyKind>, 2> enum_names(ResidencyKind) {
  return {{{ResidencyKind::kPinned, "pinned"}, {ResidencyKind::kLru, "lru"}}};
}

/// Work of others on the same devices, which gives way to requests.
struct BackgroundOptions {
  double load = 0.0;                        ///< share of the otherwise idle time it takes
  Duration slice = Duration::from_us(500);  ///< it gives way at the end of one
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("load", load,
            Spec<double>("share of otherwise idle device time that leased work takes")
                .min(0.0)
                .max(1.0)
                .required());
    v.field("slice", slice,
            Spec<Duration>("leased work gives way to a request at the end of a slice of this "
                           "length")
                .min(Duration())
                .max(Duration::from_s(60)));
  }
};

/// How a server works off its queue. The defaults: first come, first served, one request at
/// a time on each device.
struct ServingOptions {
  std::int64_t max_waiting = 64;  ///< admission limit, running ones apart
  QueueOrder order = QueueOrder::kFifo;
  std::int64_t batch_max = 1;
  Duration batch_wait = {};
  BatchingKind batching = BatchingKind::kStatic;
  ResidencyKind residency = ResidencyKind::kPinned;
  std::optional<Bandwidth> load_bandwidth = {};  ///< the accelerator's memory bandwidth without it
  std::optional<Bytes> kv_memory = {};           ///< a device; what the models leave without it
  std::optional<BackgroundOptions> background = {};
  Protection protection = Protection::kNone;
  SectionLocation where = {};

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("max_waiting", max_waiting,
            Spec<std::int64_t>("requests that may wait; more are refused").min(0).max(1'000'000));
    v.field("order", order, Spec<QueueOrder>("which of the waiting requests is served next"));
    v.field(
        "batch_max", batch_max,
        Spec<std::int64_t>("most requests of one model that are served together").min(1).max(4096));
    v.field("batch_wait", batch_wait,
            Spec<Duration>("longest time that a request waits for its batch to fill")
                .min(Duration())
                .max(Duration::from_s(60)));
    v.field("batching", batching, Spec<BatchingKind>("static, or continuous for language models"));
    v.field("residency", residency,
            Spec<ResidencyKind>("pinned, or lru where the models do not fit together"));
    v.field("load_bandwidth", load_bandwidth,
            Spec<Bandwidth>("rate at which a model is loaded; the memory bandwidth without it")
                .min({1e6})
                .max({1e18}));
    v.field("kv_memory", kv_memory,
            Spec<Bytes>("memory of a device for key-value caches; what the models leave without "
                        "it")
                .min({1})
                .max({1'000'000'000'000'000}));
    v.field("background", background,
            Spec<BackgroundOptions>("leased work on the same devices; none without this key"));
    v.field("protection", protection,
            Spec<Protection>("what guards inferences against wrong bits, for the time that the "
                             "table of outcomes says: range-restriction holds activations within "
                             "known bounds, checksums checks products and convolutions"));
  }
};

}  // namespace orbitmesh
