#pragma once

#include <cstdint>

namespace orbitmesh {

/// Numbers the requests of a run from 1, in order of issue. One object a run.
class RequestIds {
 public:
  std::uint64_t next() { return ++last_; }
  std::uint64_t issued() const { return last_; }

 private:
  std::uint64_t last_ = 0;
};

/// Message id of an attempt at a request: the request's id and the attempt's number.
/// Precondition: 1 <= attempt <= 255 and request < 2^53.
constexpr std::uint64_t attempt_message_id(std::uint64_t request, std::int64_t attempt) {
  return (request << 8) | static_cast<std::uint64_t>(attempt);
}
constexpr std::uint64_t request_of_message(std::uint64_t message_id) { return message_id >> 8; }

/// Message id of the n-th probe, n from 1, of a client: apart from all attempts.
/// Precondition: client < 2^31.
constexpr std::uint64_t probe_message_id(std::uint32_t client, std::uint32_t n) {
  return (std::uint64_t{1} << 63) | (static_cast<std::uint64_t>(client) << 32) | n;
}
/// Message id of the n-th question, n from 1, of a node for its weights: apart from all others.
/// Precondition: node < 2^30.
constexpr std::uint64_t weights_message_id(std::uint32_t node, std::uint32_t n) {
  return (std::uint64_t{1} << 62) | (static_cast<std::uint64_t>(node) << 32) | n;
}
/// Message id under which a server fetches the session's cache of a request's attempt: apart from
/// all attempts with request < 2^53, and from all other questions.
constexpr std::uint64_t fetch_message_id(std::uint64_t request_message) {
  return (std::uint64_t{1} << 61) | request_message;
}
constexpr bool is_probe(std::uint64_t message_id) { return (message_id >> 63) != 0; }

}  // namespace orbitmesh
