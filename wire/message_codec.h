#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "wire/control_messages.h"
#include "wire/message_bounds.h"
#include "wire/offload_messages.h"
#include "wire/worker_messages.h"

namespace orbitmesh {

/// Version of the protocol that this program speaks; it refuses every other.
inline constexpr std::uint16_t kWireVersion = 2;

/// An encoded message: Cap'n Proto's stream framing (segment table and one segment),
/// unpacked; its size is what counts on an emulated link.
using EncodedMessage = std::vector<std::uint8_t>;

using WireMessage = std::variant<WireFault, WorkerHello, WorkerProbe, WorkerStop, WorkerRequest,
                                 WorkerReply, OffloadRequest, OffloadReply>;

/// A message and the number by which a reply finds its request.
struct Envelope {
  std::uint64_t sequence = 0;
  WireMessage message;
};

/// Encodes one message. Throws WireError when it breaks a bound of wire/message_bounds.h.
EncodedMessage encode(const WireFault& fault, std::uint64_t sequence = 0);
EncodedMessage encode(const WorkerHello& hello, std::uint64_t sequence = 0);
EncodedMessage encode(const WorkerProbe& probe, std::uint64_t sequence = 0);
EncodedMessage encode(const WorkerStop& stop, std::uint64_t sequence = 0);
EncodedMessage encode(const WorkerRequest& request, std::uint64_t sequence = 0);
EncodedMessage encode(const WorkerReply& reply, std::uint64_t sequence = 0);
EncodedMessage encode(const OffloadRequest& request, std::uint64_t sequence = 0);
EncodedMessage encode(const OffloadReply& reply, std::uint64_t sequence = 0);
EncodedMessage encode(const Envelope& envelope);

/// Decodes `size` bytes from anywhere, at any alignment. Throws WireError, and nothing
/// else but std::bad_alloc, for bytes that are not one well-formed message within bounds.
/// What it allocates is at most a small multiple of `size`.
Envelope decode(const std::uint8_t* data, std::size_t size);
inline Envelope decode(const EncodedMessage& message) {
  return decode(message.data(), message.size());
}

}  // namespace orbitmesh
