#include "wire/offload_messages.h"

#include <gtest/gtest.h>

#include "wire/message_codec.h"

namespace orbitmesh {
namespace {

Bytes size_of(const EncodedMessage& message) { return {static_cast<std::int64_t>(message.size())}; }

OffloadRequest request_of(std::size_t payload, std::size_t model) {
  OffloadRequest request;
  request.id = 1;
  request.model = std::string(model, 'm');
  request.deadline = Duration::from_ms(300);
  request.payload.assign(payload, 0xab);
  return request;
}

TEST(OffloadMessages, SizesWithoutEncodingAreThoseOfTheEncoding) {
  for (const std::size_t payload : {0, 1, 7, 8, 9, 63, 64, 65, 1000, 25'000, 200'001}) {
    for (const std::size_t model : {0, 1, 6, 7, 8, 15, 16, 128}) {
      const OffloadRequest request = request_of(payload, model);
      EXPECT_EQ(encoded_offload_request_size({static_cast<std::int64_t>(payload)}, request.model),
                size_of(encode(request)))
          << payload << " bytes, name of " << model;
    }
    OffloadReply reply;
    reply.payload.assign(payload, 1);
    EXPECT_EQ(encoded_offload_reply_size({static_cast<std::int64_t>(payload)}),
              size_of(encode(reply)));
  }
}

// By hand from the schema: segment table 8, root pointer 8, envelope 2 words of data and 1
// pointer, request 3 and 2, reply 4 and 1; "digits" and its NUL take one word.
TEST(OffloadMessages, SizesAreThoseOfTheSchema) {
  EXPECT_EQ(encoded_offload_request_size(Bytes{100}, "digits"), Bytes{8 + 8 + 24 + 40 + 8 + 104});
  EXPECT_EQ(encoded_offload_reply_size(Bytes{100}), Bytes{8 + 8 + 24 + 40 + 104});
}

}  // namespace
}  // namespace orbitmesh
