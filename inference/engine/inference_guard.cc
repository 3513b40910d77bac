#include "inference/engine/inference_guard.h"

#include "inference/engine/checksum_guard.h"
#include "inference/engine/range_guard.h"

namespace orbitmesh {

std::unique_ptr<InferenceGuard> make_inference_guard(Protection protection) {
  switch (protection) {
    case Protection::kNone:
      return nullptr;
    case Protection::kRangeRestriction:
      return std::make_unique<RangeGuard>();
    case Protection::kChecksums:
      return std::make_unique<ChecksumGuard>();
  }
  return nullptr;
}

}  // namespace orbitmesh
