#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "core/rng.h"
#include "inference/worker_echo_engine.h"
#include "inference/worker_pool.h"

namespace orbitmesh {

/// Request `id` of a fixed set: other values, number of values and flips for every id.
inline WorkerRequest sample_request(std::uint64_t id) {
  RngStream random(1, "request", id);
  WorkerRequest request;
  request.id = id;
  request.model = id % 3 == 0 ? "a" : "b";
  const std::uint64_t values = 10 + random.below(300);
  request.input.shape = {1, static_cast<std::int64_t>(values)};
  for (std::uint64_t i = 0; i < values; ++i) {
    request.input.values.push_back(static_cast<float>(random.uniform()));
  }
  for (std::uint64_t n = random.below(3); n > 0; --n) {
    request.flips.push_back({0, random.below(10), static_cast<std::uint32_t>(random.below(32))});
  }
  return request;
}

/// A reply as one line, floats by their bits.
inline std::string line_of(const WorkerReply& reply) {
  std::string line = std::to_string(reply.id) + " " + std::string(to_string(reply.status)) + " " +
                     std::to_string(reply.top_class) + " " + std::to_string(reply.clean_class);
  for (const float value : reply.output) {
    std::uint32_t bits = 0;
    static_assert(sizeof bits == sizeof value);
    std::memcpy(&bits, &value, sizeof bits);
    line += " " + std::to_string(bits);
  }
  return line + " " + reply.error;
}

/// Dispatches sample requests 0 to count - 1, `ahead` of their awaiting.
inline std::vector<std::string> replies_of(WorkerPool& pool, std::uint64_t count,
                                           std::uint64_t ahead) {
  std::vector<std::string> lines;
  for (std::uint64_t i = 0; i < count + ahead; ++i) {
    if (i < count) pool.dispatch(sample_request(i));
    if (i >= ahead) lines.push_back(line_of(pool.await(i - ahead)));
  }
  return lines;
}

/// The same without a pool.
inline std::vector<std::string> direct_replies(std::uint64_t count) {
  WorkerEngines engines(echo_engines());
  std::vector<std::string> lines;
  for (std::uint64_t i = 0; i < count; ++i) {
    lines.push_back(line_of(engines.answer(sample_request(i))));
  }
  return lines;
}

}  // namespace orbitmesh
