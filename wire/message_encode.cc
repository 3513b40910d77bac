#include <capnp/any.h>
#include <capnp/message.h>
#include <fmt/format.h>

#include <cstring>
#include <string>
#include <utility>

#include "wire/message_codec.h"
#include "wire/orbitmesh.capnp.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kWord = sizeof(capnp::word);
constexpr std::size_t kSegmentTableBytes = 8;  // segment count - 1 and one size, 32 bits each

constexpr std::size_t words_of(std::size_t bytes) { return (bytes + kWord - 1) / kWord; }
// Cap'n Proto ends a text with NUL; an empty one is left out.
std::size_t text_words(std::string_view text) {
  return text.empty() ? 0 : words_of(text.size() + 1);
}

/// Words of an envelope without its body: root pointer and struct.
std::size_t envelope_words() { return 1 + capnp::sizeInWords<schema::Envelope>(); }

std::size_t words_of(const WireFault& fault) {
  return capnp::sizeInWords<schema::Fault>() + text_words(fault.reason);
}
std::size_t words_of(const WorkerHello& hello) {
  return capnp::sizeInWords<schema::WorkerHello>() + text_words(hello.name);
}
std::size_t words_of(const WorkerProbe&) { return 0; }
std::size_t words_of(const WorkerStop&) { return 0; }
std::size_t words_of(const WorkerRequest& request) {
  const std::size_t flips = request.flips.size() * capnp::sizeInWords<schema::WeightBit>();
  return capnp::sizeInWords<schema::WorkerRequest>() + text_words(request.model) +
         capnp::sizeInWords<schema::Tensor>() + request.input.shape.size() +
         words_of(request.input.values.size() * sizeof(float)) + (flips > 0 ? 1 + flips : 0) +
         (request.activation ? capnp::sizeInWords<schema::ActivationBit>() : 0);
}
std::size_t words_of(const WorkerReply& reply) {
  return capnp::sizeInWords<schema::WorkerReply>() + words_of(reply.output.size() * sizeof(float)) +
         text_words(reply.error);
}
std::size_t request_words(std::size_t payload, std::string_view model) {
  return capnp::sizeInWords<schema::OffloadRequest>() + text_words(model) + words_of(payload);
}
std::size_t words_of(const OffloadRequest& request) {
  return request_words(request.payload.size(), request.model);
}
std::size_t reply_words(std::size_t payload) {
  return capnp::sizeInWords<schema::OffloadReply>() + words_of(payload);
}
std::size_t words_of(const OffloadReply& reply) { return reply_words(reply.payload.size()); }

capnp::Text::Reader text(const std::string& value) { return {value.c_str(), value.size()}; }
capnp::Data::Reader data(const std::vector<std::uint8_t>& value) {
  return {value.data(), value.size()};
}

/// Copies whole, so that every NaN keeps its bits.
void fill(capnp::List<float>::Builder list, const std::vector<float>& values) {
  const auto bytes = capnp::AnyList::Reader(list.asReader()).getRawBytes();
  std::memcpy(const_cast<kj::byte*>(bytes.begin()), values.data(), values.size() * sizeof(float));
}

void write(schema::Envelope::Builder envelope, const WireFault& fault) {
  auto body = envelope.initFault();
  if (!fault.reason.empty()) body.setReason(text(fault.reason));
}

void write(schema::Envelope::Builder envelope, const WorkerHello& hello) {
  auto body = envelope.initWorkerHello();
  if (!hello.name.empty()) body.setName(text(hello.name));
}

void write(schema::Envelope::Builder envelope, const WorkerProbe&) { envelope.setWorkerProbe(); }
void write(schema::Envelope::Builder envelope, const WorkerStop&) { envelope.setWorkerStop(); }

void write(schema::Tensor::Builder body, const Tensor& tensor) {
  if (!tensor.shape.empty()) {
    auto shape = body.initShape(static_cast<unsigned>(tensor.shape.size()));
    for (unsigned i = 0; i < shape.size(); ++i) shape.set(i, tensor.shape[i]);
  }
  if (!tensor.values.empty()) {
    fill(body.initValues(static_cast<unsigned>(tensor.values.size())), tensor.values);
  }
}

void write(schema::Envelope::Builder envelope, const WorkerRequest& request) {
  auto body = envelope.initWorkerRequest();
  body.setId(request.id);
  if (!request.model.empty()) body.setModel(text(request.model));
  write(body.initInput(), request.input);
  if (request.activation) {
    auto activation = body.initActivation();
    activation.setElement(request.activation->element);
    activation.setBit(request.activation->bit);
  }
  if (request.flips.empty()) return;
  auto flips = body.initFlips(static_cast<unsigned>(request.flips.size()));
  for (unsigned i = 0; i < flips.size(); ++i) {
    flips[i].setElement(request.flips[i].element);
    flips[i].setTensor(request.flips[i].tensor);
    flips[i].setBit(request.flips[i].bit);
  }
}

void write(schema::Envelope::Builder envelope, const WorkerReply& reply) {
  auto body = envelope.initWorkerReply();
  body.setId(reply.id);
  body.setStatus(static_cast<schema::WorkerStatus>(reply.status));
  body.setTopClass(reply.top_class);
  body.setCleanClass(reply.clean_class);
  if (!reply.output.empty()) {
    fill(body.initOutput(static_cast<unsigned>(reply.output.size())), reply.output);
  }
  if (!reply.error.empty()) body.setError(text(reply.error));
}

void write(schema::Envelope::Builder envelope, const OffloadRequest& request) {
  auto body = envelope.initOffloadRequest();
  body.setId(request.id);
  body.setIssueTime(request.issue_time.ns());
  body.setDeadline(request.deadline.ns());
  if (!request.model.empty()) body.setModel(text(request.model));
  if (!request.payload.empty()) body.setPayload(data(request.payload));
}

void write(schema::Envelope::Builder envelope, const OffloadReply& reply) {
  auto body = envelope.initOffloadReply();
  body.setId(reply.id);
  body.setStatus(static_cast<schema::OffloadStatus>(reply.status));
  body.setQueueWait(reply.queue_wait.ns());
  body.setService(reply.service.ns());
  if (!reply.payload.empty()) body.setPayload(data(reply.payload));
}

/// Builds the message where it will stand, behind the segment table, in one segment of a
/// size known beforehand.
template <class Body>
EncodedMessage build(const Body& body, std::uint64_t sequence) {
  check_bounds(body);
  const std::size_t words = envelope_words() + words_of(body);
  EncodedMessage message(kSegmentTableBytes + words * kWord);
  if (message.size() > kMaxMessageBytes) {
    throw WireError(fmt::format("the message has {} bytes, at most {} are allowed", message.size(),
                                kMaxMessageBytes));
  }
  const std::uint32_t table[2] = {0, static_cast<std::uint32_t>(words)};
  std::memcpy(message.data(), table, sizeof table);
  capnp::FlatMessageBuilder builder(
      kj::arrayPtr(reinterpret_cast<capnp::word*>(message.data() + kSegmentTableBytes), words));
  auto envelope = builder.initRoot<schema::Envelope>();
  envelope.setVersion(kWireVersion);
  envelope.setSequence(sequence);
  write(envelope, body);
  builder.requireFilled();
  return message;
}

Bytes bytes_of(std::size_t body_words) {
  return {static_cast<std::int64_t>(kSegmentTableBytes + (envelope_words() + body_words) * kWord)};
}

}  // namespace

EncodedMessage encode(const WireFault& fault, std::uint64_t sequence) {
  return build(fault, sequence);
}
EncodedMessage encode(const WorkerHello& hello, std::uint64_t sequence) {
  return build(hello, sequence);
}
EncodedMessage encode(const WorkerProbe& probe, std::uint64_t sequence) {
  return build(probe, sequence);
}
EncodedMessage encode(const WorkerStop& stop, std::uint64_t sequence) {
  return build(stop, sequence);
}
EncodedMessage encode(const WorkerRequest& request, std::uint64_t sequence) {
  return build(request, sequence);
}
EncodedMessage encode(const WorkerReply& reply, std::uint64_t sequence) {
  return build(reply, sequence);
}
EncodedMessage encode(const OffloadRequest& request, std::uint64_t sequence) {
  return build(request, sequence);
}
EncodedMessage encode(const OffloadReply& reply, std::uint64_t sequence) {
  return build(reply, sequence);
}
EncodedMessage encode(const Envelope& envelope) {
  return std::visit([&](const auto& body) { return build(body, envelope.sequence); },
                    envelope.message);
}

Bytes encoded_offload_request_size(Bytes payload, std::string_view model) {
  return bytes_of(request_words(static_cast<std::size_t>(payload.count), model));
}

Bytes encoded_offload_reply_size(Bytes payload) {
  return bytes_of(reply_words(static_cast<std::size_t>(payload.count)));
}

}  // namespace orbitmesh
