#pragma once

#include "nodes/records.h"

namespace orbitmesh::testing {

/// Takes records and keeps none.
struct NoRecords final : RecordSink {
  void add(const RequestRecord&) override {}
  void add(const AttemptRecord&) override {}
  void add(const NodeSample&) override {}
  void add(const FaultRecord&) override {}
};

}  // namespace orbitmesh::testing
