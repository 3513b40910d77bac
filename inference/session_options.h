#pragma once

#include <cstdint>

#include "core/fields.h"
#include "core/section_location.h"
#include "inference/kv_cache.h"

namespace orbitmesh {

/// Sessions of a workload: so many consecutive requests of a client have a context in common,
/// to which each adds its prompt and its answer.
struct SessionOptions {
  std::int64_t turns = 2;
  KvHandover kv_handover = KvHandover::kRebuild;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("turns", turns,
            Spec<std::int64_t>("requests of one session").min(2).max(1000).required());
    v.field("kv_handover", kv_handover,
            Spec<KvHandover>("when another node serves the next turn: rebuild computes the "
                             "context again, move sends its cache over the mesh"));
  }
};

}  // namespace orbitmesh
