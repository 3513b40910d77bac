#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "wire/control_messages.h"
#include "wire/offload_messages.h"
#include "wire/worker_messages.h"

namespace orbitmesh {

/// Bounds of every message, the same for who encodes and who decodes it.
inline constexpr std::size_t kMaxMessageBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxNameBytes = 128;   ///< of a model or a worker
inline constexpr std::size_t kMaxTextBytes = 4096;  ///< of an error or a reason
inline constexpr std::size_t kMaxTensorRank = 8;

/// Each throws WireError when a text is too long or has control characters, a shape does
/// not fit its values, an activation has no such bit, or a duration is negative.
void check_bounds(const WorkerHello& hello);
void check_bounds(const WireFault& fault);
void check_bounds(const WorkerRequest& request);
void check_bounds(const WorkerReply& reply);
void check_bounds(const OffloadRequest& request);
void check_bounds(const OffloadReply& reply);
inline void check_bounds(const WorkerProbe&) {}
inline void check_bounds(const WorkerStop&) {}

/// `text` cut to kMaxTextBytes, with '?' for control characters: fit for a message.
std::string bounded_text(std::string_view text);

}  // namespace orbitmesh
