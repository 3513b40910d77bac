#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// What a robot's program sends to a server: one inference to do.
struct OffloadRequest {
  std::uint64_t id = 0;
  std::string model;
  Time issue_time;    ///< scheduled issue
  Duration deadline;  ///< after the issue time; >= 0
  std::vector<std::uint8_t> payload;
};

enum class OffloadStatus {
  kAnswered,
  kRefused,  ///< by the server's admission
};

constexpr std::array<EnumName<OffloadStatus>, 2> enum_names(OffloadStatus) {
  return {{{OffloadStatus::kAnswered, "answered"}, {OffloadStatus::kRefused, "refused"}}};
}

struct OffloadReply {
  std::uint64_t id = 0;
  OffloadStatus status = OffloadStatus::kAnswered;
  Duration queue_wait;  ///< at the server; >= 0
  Duration service;     ///< >= 0
  std::vector<std::uint8_t> payload;
};

/// Size of an OffloadRequest as encode() of wire/message_codec.h makes it, without making
/// it. Transport framing is not included.
Bytes encoded_offload_request_size(Bytes payload, std::string_view model);

/// The same for an OffloadReply. A refusal is one with an empty payload.
Bytes encoded_offload_reply_size(Bytes payload);

}  // namespace orbitmesh
