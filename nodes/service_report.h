#pragma once

#include "core/time.h"
#include "nodes/computed_answer.h"
#include "nodes/records.h"

namespace orbitmesh {

/// What serving one request took.
struct ServiceReport {
  Duration queue_wait;    ///< from arrival to the start of its batch
  Duration service;       ///< from there to its end, without detail.setup
  ComputedAnswer answer;  ///< of the content, if it had any
  ServingDetail detail;
};

}  // namespace orbitmesh
