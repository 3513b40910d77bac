#include <capnp/any.h>
#include <capnp/serialize.h>
#include <fmt/format.h>
#include <kj/exception.h>

#include <cstring>
#include <string>
#include <utility>

#include "wire/message_codec.h"
#include "wire/orbitmesh.capnp.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kWord = sizeof(capnp::word);
constexpr std::size_t kFlipBytes = 16;  // an encoded WeightBit
constexpr int kNestingLimit = 8;        // the deepest message has five levels

std::string string_of(capnp::Text::Reader text, std::size_t max_bytes) {
  if (text.size() > max_bytes) {
    throw WireError(
        fmt::format("a text has {} bytes, at most {} are allowed", text.size(), max_bytes));
  }
  return {text.begin(), text.size()};
}

/// An element may take no room in a message (a list of empty structs), so a list's length
/// is checked against the room that its elements should have taken.
template <class List>
void check_length(const List& list, std::size_t element_bytes, std::size_t message_bytes) {
  if (list.size() > message_bytes / element_bytes) {
    throw WireError(
        fmt::format("a list of {} elements does not fit in {} bytes", list.size(), message_bytes));
  }
}

/// Decodes the parts of one message of a given size.
class Decoder {
 public:
  explicit Decoder(std::size_t message_bytes) : message_bytes_(message_bytes) {}

  WireMessage message(schema::Envelope::Reader envelope) const {
    switch (envelope.which()) {
      case schema::Envelope::FAULT:
        return WireFault{string_of(envelope.getFault().getReason(), kMaxTextBytes)};
      case schema::Envelope::WORKER_HELLO:
        return WorkerHello{string_of(envelope.getWorkerHello().getName(), kMaxNameBytes)};
      case schema::Envelope::WORKER_PROBE:
        return WorkerProbe{};
      case schema::Envelope::WORKER_STOP:
        return WorkerStop{};
      case schema::Envelope::WORKER_REQUEST:
        return request(envelope.getWorkerRequest());
      case schema::Envelope::WORKER_REPLY:
        return reply(envelope.getWorkerReply());
      case schema::Envelope::OFFLOAD_REQUEST:
        return request(envelope.getOffloadRequest());
      case schema::Envelope::OFFLOAD_REPLY:
        return reply(envelope.getOffloadReply());
      case schema::Envelope::UNSET:
        break;
    }
    throw WireError(
        fmt::format("unknown kind of message ({})", static_cast<unsigned>(envelope.which())));
  }

 private:
  std::vector<float> floats(capnp::List<float>::Reader list) const {
    check_length(list, sizeof(float), message_bytes_);
    std::vector<float> values(list.size());
    const capnp::AnyList::Reader any(list);
    if (any.getElementSize() == capnp::ElementSize::FOUR_BYTES && !values.empty()) {
      std::memcpy(values.data(), any.getRawBytes().begin(), values.size() * sizeof(float));
    } else {
      for (unsigned i = 0; i < list.size(); ++i) values[i] = list[i];
    }
    return values;
  }

  Tensor tensor(schema::Tensor::Reader body) const {
    Tensor tensor;
    const auto shape = body.getShape();
    if (shape.size() > kMaxTensorRank) {
      throw WireError(fmt::format("the input has {} dimensions, at most {} are allowed",
                                  shape.size(), kMaxTensorRank));
    }
    for (const std::int64_t extent : shape) tensor.shape.push_back(extent);
    tensor.values = floats(body.getValues());
    return tensor;
  }

  WorkerRequest request(schema::WorkerRequest::Reader body) const {
    WorkerRequest request;
    request.id = body.getId();
    request.model = string_of(body.getModel(), kMaxNameBytes);
    request.input = tensor(body.getInput());
    const auto flips = body.getFlips();
    check_length(flips, kFlipBytes, message_bytes_);
    request.flips.reserve(flips.size());
    for (const auto flip : flips) {
      request.flips.push_back({flip.getTensor(), flip.getElement(), flip.getBit()});
    }
    if (body.hasActivation()) {
      request.activation =
          ActivationBit{body.getActivation().getElement(), body.getActivation().getBit()};
    }
    return request;
  }

  WorkerReply reply(schema::WorkerReply::Reader body) const {
    WorkerReply reply;
    reply.id = body.getId();
    reply.status = enum_of<WorkerStatus>(static_cast<std::uint16_t>(body.getStatus()));
    reply.top_class = body.getTopClass();
    reply.clean_class = body.getCleanClass();
    reply.output = floats(body.getOutput());
    reply.error = string_of(body.getError(), kMaxTextBytes);
    return reply;
  }

  static OffloadRequest request(schema::OffloadRequest::Reader body) {
    OffloadRequest request;
    request.id = body.getId();
    request.issue_time = Time::from_ns(body.getIssueTime());
    request.deadline = Duration::from_ns(body.getDeadline());
    request.model = string_of(body.getModel(), kMaxNameBytes);
    const auto payload = body.getPayload();
    request.payload.assign(payload.begin(), payload.end());
    return request;
  }

  static OffloadReply reply(schema::OffloadReply::Reader body) {
    OffloadReply reply;
    reply.id = body.getId();
    reply.status = enum_of<OffloadStatus>(static_cast<std::uint16_t>(body.getStatus()));
    reply.queue_wait = Duration::from_ns(body.getQueueWait());
    reply.service = Duration::from_ns(body.getService());
    const auto payload = body.getPayload();
    reply.payload.assign(payload.begin(), payload.end());
    return reply;
  }

  template <class Enum>
  static Enum enum_of(std::uint16_t value) {
    if (value >= enum_names(Enum{}).size()) {
      throw WireError(fmt::format("unknown status {}", value));
    }
    return static_cast<Enum>(value);
  }

  std::size_t message_bytes_;
};

Envelope decode_words(kj::ArrayPtr<const capnp::word> words) {
  capnp::ReaderOptions options;
  options.traversalLimitInWords = 2 * words.size();
  options.nestingLimit = kNestingLimit;
  capnp::FlatArrayMessageReader reader(words, options);
  if (reader.getEnd() != words.end()) throw WireError("the message ends before its bytes do");
  const auto root = reader.getRoot<schema::Envelope>();
  if (root.getVersion() != kWireVersion) {
    throw WireError(fmt::format("the message is of protocol version {}, this program speaks {}",
                                root.getVersion(), kWireVersion));
  }
  Envelope envelope{root.getSequence(), Decoder(words.size() * kWord).message(root)};
  std::visit([](const auto& body) { check_bounds(body); }, envelope.message);
  return envelope;
}

kj::ArrayPtr<const capnp::word> as_words(const void* data, std::size_t bytes) {
  return kj::arrayPtr(static_cast<const capnp::word*>(data), bytes / kWord);
}

}  // namespace

Envelope decode(const std::uint8_t* data, std::size_t size) {
  if (size > kMaxMessageBytes) {
    throw WireError(
        fmt::format("the message has {} bytes, at most {} are allowed", size, kMaxMessageBytes));
  }
  if (size == 0 || size % kWord != 0) {
    throw WireError(
        fmt::format("the message has {} bytes, no positive multiple of {}", size, kWord));
  }
  try {
    if (reinterpret_cast<std::uintptr_t>(data) % kWord == 0) {
      return decode_words(as_words(data, size));
    }
    std::vector<std::uint64_t> aligned(size / kWord);
    std::memcpy(aligned.data(), data, size);
    return decode_words(as_words(aligned.data(), size));
  } catch (const kj::Exception& error) {
    throw WireError(fmt::format("malformed message: {}", error.getDescription().cStr()));
  }
}

}  // namespace orbitmesh
