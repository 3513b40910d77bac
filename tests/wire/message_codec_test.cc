#include "wire/message_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/wire/sample_messages.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;
using testing::Property;
using testing::Throws;

/// Every byte of every field, so that NaN and -0 count.
bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

auto throws_wire_error(const std::string& text) {
  return Throws<WireError>(Property(&WireError::what, HasSubstr(text)));
}

TEST(MessageCodec, EveryKindEncodesAgainToTheSameBytes) {
  for (const Envelope& sample : sample_messages()) {
    const EncodedMessage bytes = encode(sample);
    const Envelope decoded = decode(bytes);
    EXPECT_EQ(decoded.sequence, sample.sequence);
    EXPECT_EQ(decoded.message.index(), sample.message.index());
    EXPECT_EQ(encode(decoded), bytes);
  }
}

// What programs of this version have sent and stored must stay readable and the same size.
TEST(MessageCodec, EveryKindHasTheBytesOfTheStoredMessages) {
  for (const Envelope& sample : sample_messages()) {
    const std::string path = std::string(ORBITMESH_SOURCE_DIR) + "/tests/fuzz/seeds/wire/" +
                             std::to_string(sample.sequence) + ".bin";
    std::ifstream file(path, std::ios::binary);
    const EncodedMessage stored{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(encode(sample), stored) << path;
  }
}

TEST(MessageCodec, WorkerRequestKeepsEveryField) {
  const auto sample = std::get<WorkerRequest>(sample_messages()[4].message);
  const auto decoded = std::get<WorkerRequest>(decode(encode(sample, 9)).message);
  EXPECT_EQ(decoded.id, sample.id);
  EXPECT_EQ(decoded.model, sample.model);
  EXPECT_EQ(decoded.input.shape, sample.input.shape);
  EXPECT_TRUE(same_bits(decoded.input.values, sample.input.values));
  EXPECT_EQ(decoded.flips, sample.flips);
  EXPECT_EQ(decoded.activation, sample.activation);
}

TEST(MessageCodec, WorkerReplyKeepsEveryField) {
  const auto sample = std::get<WorkerReply>(sample_messages()[5].message);
  const auto decoded = std::get<WorkerReply>(decode(encode(sample)).message);
  EXPECT_EQ(decoded.id, sample.id);
  EXPECT_EQ(decoded.status, sample.status);
  EXPECT_EQ(decoded.top_class, sample.top_class);
  EXPECT_EQ(decoded.clean_class, sample.clean_class);
  EXPECT_TRUE(same_bits(decoded.output, sample.output));
  EXPECT_EQ(decoded.error, sample.error);
}

TEST(MessageCodec, OffloadMessagesKeepEveryField) {
  const auto ask = std::get<OffloadRequest>(sample_messages()[6].message);
  const auto asked = std::get<OffloadRequest>(decode(encode(ask)).message);
  EXPECT_EQ(asked.id, ask.id);
  EXPECT_EQ(asked.model, ask.model);
  EXPECT_EQ(asked.issue_time, ask.issue_time);
  EXPECT_EQ(asked.deadline, ask.deadline);
  EXPECT_EQ(asked.payload, ask.payload);
  const auto answer = std::get<OffloadReply>(sample_messages()[7].message);
  const auto answered = std::get<OffloadReply>(decode(encode(answer)).message);
  EXPECT_EQ(answered.id, answer.id);
  EXPECT_EQ(answered.status, answer.status);
  EXPECT_EQ(answered.queue_wait, answer.queue_wait);
  EXPECT_EQ(answered.service, answer.service);
  EXPECT_EQ(answered.payload, answer.payload);
}

TEST(MessageCodec, EmptyFieldsComeBackEmpty) {
  const auto request =
      std::get<WorkerRequest>(decode(encode(WorkerRequest{0, "", {{0}, {}}, {}})).message);
  EXPECT_EQ(request.model, "");
  EXPECT_EQ(request.input.shape, std::vector<std::int64_t>{0});
  EXPECT_TRUE(request.flips.empty());
  EXPECT_FALSE(request.activation);
  EXPECT_EQ(std::get<WireFault>(decode(encode(WireFault{})).message).reason, "");
}

TEST(MessageCodec, BytesAtAnyAlignmentDecode) {
  for (const Envelope& sample : sample_messages()) {
    const EncodedMessage bytes = encode(sample);
    for (std::size_t offset = 0; offset < 8; ++offset) {
      EncodedMessage shifted(offset + bytes.size());
      std::copy(bytes.begin(), bytes.end(), shifted.begin() + static_cast<std::ptrdiff_t>(offset));
      EXPECT_EQ(encode(decode(shifted.data() + offset, bytes.size())), bytes);
    }
  }
}

TEST(MessageCodec, WhatBreaksABoundIsNotEncoded) {
  WorkerRequest request;
  request.input = {{2, 2}, {1, 2, 3}};
  EXPECT_THAT([&] { encode(request); }, throws_wire_error("has 4 values, 3 came"));
  request.input = {{-1}, {}};
  EXPECT_THAT([&] { encode(request); }, throws_wire_error("dimension of -1"));
  request.input = {{1LL << 40, 1LL << 40}, {}};
  EXPECT_THAT([&] { encode(request); }, throws_wire_error("too large"));
  request.input = {std::vector<std::int64_t>(9, 1), {1}};
  EXPECT_THAT([&] { encode(request); }, throws_wire_error("9 dimensions"));
  request = {};
  request.input = {{0}, {}};
  request.model = std::string(129, 'a');
  EXPECT_THAT([&] { encode(request); }, throws_wire_error("at most 128"));
  EXPECT_THAT([&] { encode(WireFault{"a\nb"}); }, throws_wire_error("control character"));
  OffloadRequest ask;
  ask.deadline = Duration::from_ns(-1);
  EXPECT_THAT([&] { encode(ask); }, throws_wire_error("deadline is negative"));
  ask.deadline = {};
  ask.payload.resize(kMaxMessageBytes);
  EXPECT_THAT([&] { encode(ask); }, throws_wire_error("at most 67108864"));
}

TEST(MessageCodec, BoundedTextIsFitForAMessage) {
  EXPECT_EQ(bounded_text("a\nb\x7f"), "a?b?");
  const WireFault fault{bounded_text(std::string(10'000, 'x') + "\n")};
  EXPECT_EQ(std::get<WireFault>(decode(encode(fault)).message).reason, std::string(4096, 'x'));
}

}  // namespace
}  // namespace orbitmesh
