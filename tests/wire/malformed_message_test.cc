#include <capnp/message.h>
#include <capnp/serialize.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <functional>

#include "core/rng.h"
#include "tests/wire/sample_messages.h"
#include "wire/message_codec.h"
#include "wire/orbitmesh.capnp.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;
using testing::Property;
using testing::Throws;

auto throws_wire_error(const std::string& text) {
  return Throws<WireError>(Property(&WireError::what, HasSubstr(text)));
}

EncodedMessage flat(capnp::MessageBuilder& builder) {
  const auto words = capnp::messageToFlatArray(builder);
  const auto bytes = words.asBytes();
  return {bytes.begin(), bytes.end()};
}

/// A message that the schema allows, made by another program than this.
EncodedMessage foreign(const std::function<void(schema::Envelope::Builder)>& fill) {
  capnp::MallocMessageBuilder builder;
  auto envelope = builder.initRoot<schema::Envelope>();
  envelope.setVersion(kWireVersion);
  fill(envelope);
  return flat(builder);
}

TEST(MalformedMessage, BytesThatAreNoMessageAreRefused) {
  EXPECT_THAT([] { decode(nullptr, 0); }, throws_wire_error("0 bytes"));
  EXPECT_THAT([] { decode(EncodedMessage(7)); }, throws_wire_error("no positive multiple of 8"));
  EXPECT_THAT([] { decode(EncodedMessage(8)); }, throws_wire_error(""));
  EXPECT_THAT([] { decode(EncodedMessage(64, 0xff)); }, throws_wire_error(""));
  EXPECT_THAT([] { decode(EncodedMessage(kMaxMessageBytes + 8)); },
              throws_wire_error("at most 67108864"));
}

TEST(MalformedMessage, CutAndPaddedMessagesAreRefused) {
  for (const Envelope& sample : sample_messages()) {
    const EncodedMessage bytes = encode(sample);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_THROW(decode(bytes.data(), size), WireError) << size << " of " << bytes.size();
    }
    EncodedMessage padded = bytes;
    padded.resize(bytes.size() + 8);
    EXPECT_THAT([&] { decode(padded); }, throws_wire_error("ends before"));
  }
}

TEST(MalformedMessage, AnotherVersionIsRefusedByName) {
  const EncodedMessage bytes = foreign([](auto envelope) {
    envelope.setVersion(1);
    envelope.setWorkerStop();
  });
  EXPECT_THAT([&] { decode(bytes); },
              throws_wire_error("protocol version 1, this program speaks 2"));
}

TEST(MalformedMessage, UnknownAndMissingKindsAreRefused) {
  EXPECT_THAT([] { decode(foreign([](auto) {})); }, throws_wire_error("unknown kind"));
  EncodedMessage bytes = encode(WorkerStop{});
  bytes[8 + 8 + 2] = 200;  // the union's tag, behind segment table, root pointer and version
  EXPECT_THAT([&] { decode(bytes); }, throws_wire_error("unknown kind of message (200)"));
}

TEST(MalformedMessage, UnknownStatusIsRefused) {
  const EncodedMessage bytes = foreign([](auto envelope) {
    envelope.initWorkerReply().setStatus(static_cast<schema::WorkerStatus>(3));
  });
  EXPECT_THAT([&] { decode(bytes); }, throws_wire_error("unknown status 3"));
}

TEST(MalformedMessage, BoundsHoldForWhatComes) {
  const auto shaped = [](std::vector<std::int64_t> shape, unsigned values) {
    return foreign([&](auto envelope) {
      auto input = envelope.initWorkerRequest().initInput();
      auto list = input.initShape(static_cast<unsigned>(shape.size()));
      for (unsigned i = 0; i < list.size(); ++i) list.set(i, shape[i]);
      input.initValues(values);
    });
  };
  EXPECT_NO_THROW(decode(shaped({2, 3}, 6)));
  EXPECT_THAT([&] { decode(shaped({2, 3}, 5)); }, throws_wire_error("6 values, 5 came"));
  EXPECT_THAT([&] { decode(shaped({}, 0)); }, throws_wire_error("1 values, 0 came"));
  EXPECT_THAT([&] { decode(shaped({1LL << 62, 4}, 0)); }, throws_wire_error("too large"));
  EXPECT_THAT([&] { decode(shaped(std::vector<std::int64_t>(9, 1), 1)); },
              throws_wire_error("9 dimensions"));
  EXPECT_THAT(
      [] {
        decode(foreign([](auto envelope) {
          envelope.initWorkerRequest().setModel(std::string(129, 'a').c_str());
        }));
      },
      throws_wire_error("129 bytes"));
  EXPECT_THAT(
      [] {
        decode(foreign([](auto envelope) {
          auto request = envelope.initWorkerRequest();
          request.initInput().initValues(1);
          request.initActivation().setBit(32);
        }));
      },
      throws_wire_error("bit 32 of an activation, which has 32"));
  EXPECT_THAT(
      [] { decode(foreign([](auto envelope) { envelope.initFault().setReason("a\x1b[2J"); })); },
      throws_wire_error("control character"));
  EXPECT_THAT(
      [] { decode(foreign([](auto envelope) { envelope.initOffloadRequest().setDeadline(-1); })); },
      throws_wire_error("negative"));
}

TEST(MalformedMessage, SeveralSegmentsAreRead) {
  capnp::MallocMessageBuilder builder(2, capnp::AllocationStrategy::FIXED_SIZE);
  auto envelope = builder.initRoot<schema::Envelope>();
  envelope.setVersion(kWireVersion);
  auto reply = envelope.initWorkerReply();
  reply.setId(5);
  reply.initOutput(3).set(2, 1.5F);
  ASSERT_GT(builder.getSegmentsForOutput().size(), 1U);
  const auto decoded = std::get<WorkerReply>(decode(flat(builder)).message);
  EXPECT_EQ(decoded.id, 5U);
  EXPECT_EQ(decoded.output, (std::vector<float>{0, 0, 1.5F}));
}

// A list of structs without fields takes no room: its length may be anything.
TEST(MalformedMessage, AListWithoutRoomForItsElementsIsRefused) {
  EncodedMessage bytes = encode(std::get<WorkerRequest>(sample_messages()[4].message));
  bool found = false;
  for (std::size_t at = 8; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    const std::uint64_t tag_of_two_flips = (std::uint64_t{2} << 32) | (2U << 2);
    if (word != tag_of_two_flips) continue;
    found = true;
    const std::uint64_t many_empty = ((std::uint64_t{1} << 28) << 2);
    std::memcpy(bytes.data() + at, &many_empty, sizeof many_empty);
  }
  ASSERT_TRUE(found);
  EXPECT_THROW(decode(bytes), WireError);
}

/// Decoding random damage either fails with a WireError or gives a message that encodes.
void survive(const EncodedMessage& bytes) {
  try {
    encode(decode(bytes));
  } catch (const WireError&) {
  }
}

TEST(MalformedMessage, EverySingleBitErrorIsSurvived) {
  for (const Envelope& sample : sample_messages()) {
    EncodedMessage bytes = encode(sample);
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
      bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
      survive(bytes);
      bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    }
  }
}

TEST(MalformedMessage, RandomDamageIsSurvived) {
  RngStream random(1, "damage", 0);
  const std::vector<Envelope> samples = sample_messages();
  for (int round = 0; round < 20'000; ++round) {
    EncodedMessage bytes = encode(samples[random.below(samples.size())]);
    for (std::uint64_t n = 1 + random.below(8); n > 0; --n) {
      bytes[random.below(bytes.size())] = static_cast<std::uint8_t>(random.next_u64());
    }
    survive(bytes);
  }
}

}  // namespace
}  // namespace orbitmesh
