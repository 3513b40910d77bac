#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/sourced.h"
#include "core/time.h"

namespace orbitmesh {

struct MeasuredPoint {
  std::int64_t batch = 1;
  Duration latency;  ///< of the whole batch

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("batch", batch,
            Spec<std::int64_t>("inferences together").min(1).max(100'000).required());
    v.field("latency", latency,
            Spec<Duration>("time of the batch")
                .above(Duration())
                .max(Duration::from_s(1'000'000))
                .required());
  }
};

/// [[measured]]: how long a model takes on an accelerator, as somebody has measured it.
struct MeasuredLatency {
  std::string model;
  std::string accelerator;
  std::int64_t devices = 1;
  std::vector<MeasuredPoint> points;  ///< by ascending batch, of latencies that do not fall
  std::string source;
  Confidence confidence = Confidence::kGuess;
  SectionLocation where;

  /// On straight lines between the points; below the first its latency, beyond the last in
  /// proportion to the batch.
  Duration at(std::int64_t batch) const;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("model", model, Spec<std::string>("name of a model").required());
    v.field("accelerator", accelerator, Spec<std::string>("name of an accelerator").required());
    v.field("devices", devices,
            Spec<std::int64_t>("devices that shared the model").min(1).max(100'000));
    v.field("points", points,
            Spec<std::vector<MeasuredPoint>>("latency by batch, batches ascending")
                .required()
                .not_empty()
                .max_count(1000));
    v.field("source", source, Spec<std::string>("who measured it").required().not_empty());
    v.field("confidence", confidence,
            Spec<Confidence>("O official, P press, D derived, G guess").required());
  }
};

/// Throws InputError where the points are not in order.
void check_points(const MeasuredLatency& measured);

}  // namespace orbitmesh
