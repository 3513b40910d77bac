#include "tests/wire/sample_messages.h"

#include <cmath>

namespace orbitmesh {

std::vector<Envelope> sample_messages() {
  WorkerRequest request;
  request.id = 7;
  request.model = "digits";
  request.input = {{1, 2, 3}, {0.5F, -1.0F, INFINITY, NAN, 1e-40F, -0.0F}};
  request.flips = {{3, 1'000'000'000'000ULL, 31}, {0, 5, 1}};
  request.activation = ActivationBit{1'000'000'000'001ULL, 30};

  WorkerReply reply;
  reply.id = ~std::uint64_t{0};
  reply.status = WorkerStatus::kDetected;
  reply.top_class = 4;
  reply.clean_class = 9;
  reply.output = {1.0F, NAN, 3.0F};
  reply.error = "caf\xc3\xa9 \"x\"";

  OffloadRequest ask;
  ask.id = 12;
  ask.model = "openvla-7b";
  ask.issue_time = Time::from_ns(-5);
  ask.deadline = Duration::from_ms(300);
  ask.payload = {1, 2, 3, 0, 255};

  OffloadReply answer;
  answer.id = 12;
  answer.status = OffloadStatus::kRefused;
  answer.queue_wait = Duration::from_us(3);
  answer.service = Duration::from_s(1);
  answer.payload = {9};

  return {{1, WireFault{"no"}},
          {2, WorkerHello{"host:1"}},
          {3, WorkerProbe{}},
          {4, WorkerStop{}},
          {5, request},
          {6, reply},
          {7, ask},
          {8, answer}};
}

}  // namespace orbitmesh
