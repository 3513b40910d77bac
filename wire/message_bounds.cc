#include "wire/message_bounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>

#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

void check_text(const char* what, const std::string& text, std::size_t max_bytes) {
  if (text.size() > max_bytes) {
    throw WireError(
        fmt::format("{} has {} bytes, at most {} are allowed", what, text.size(), max_bytes));
  }
  if (std::any_of(text.begin(), text.end(), is_control)) {
    throw WireError(fmt::format("{} contains a control character", what));
  }
}

void check_tensor(const Tensor& tensor) {
  if (tensor.shape.size() > kMaxTensorRank) {
    throw WireError(fmt::format("the input has {} dimensions, at most {} are allowed",
                                tensor.shape.size(), kMaxTensorRank));
  }
  std::uint64_t count = 1;
  for (const std::int64_t extent : tensor.shape) {
    if (extent < 0) throw WireError(fmt::format("the input has a dimension of {}", extent));
    const auto factor = static_cast<std::uint64_t>(extent);
    if (factor != 0 && count > std::numeric_limits<std::uint64_t>::max() / factor) {
      throw WireError("the shape of the input is too large");
    }
    count *= factor;
  }
  if (count != tensor.values.size()) {
    throw WireError(
        fmt::format("the shape of the input has {} values, {} came", count, tensor.values.size()));
  }
}

void check_not_negative(const char* what, Duration duration) {
  if (duration < Duration{}) {
    throw WireError(fmt::format("{} is negative ({} ns)", what, duration.ns()));
  }
}

}  // namespace

void check_bounds(const WorkerHello& hello) {
  check_text("the worker's name", hello.name, kMaxNameBytes);
}

void check_bounds(const WireFault& fault) { check_text("the reason", fault.reason, kMaxTextBytes); }

void check_bounds(const WorkerRequest& request) {
  check_text("the model's name", request.model, kMaxNameBytes);
  check_tensor(request.input);
  if (request.activation && request.activation->bit >= ActivationBit::kBits) {
    throw WireError(fmt::format("bit {} of an activation, which has {}", request.activation->bit,
                                ActivationBit::kBits));
  }
}

void check_bounds(const WorkerReply& reply) { check_text("the error", reply.error, kMaxTextBytes); }

void check_bounds(const OffloadRequest& request) {
  check_text("the model's name", request.model, kMaxNameBytes);
  check_not_negative("the deadline", request.deadline);
}

void check_bounds(const OffloadReply& reply) {
  check_not_negative("the queue wait", reply.queue_wait);
  check_not_negative("the service time", reply.service);
}

std::string bounded_text(std::string_view text) {
  std::string bounded(text.substr(0, kMaxTextBytes));
  std::replace_if(bounded.begin(), bounded.end(), is_control, '?');
  return bounded;
}

}  // namespace orbitmesh
