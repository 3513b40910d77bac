#include "wire/endpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;
using testing::Property;
using testing::Throws;

void expect_refused(const std::string& text, const std::string& why) {
  EXPECT_THAT([&] { parse_endpoint(text); },
              Throws<InputError>(Property(&InputError::what, HasSubstr(why))));
}

TEST(Endpoint, TransportAndAddressAreTakenApart) {
  EXPECT_EQ(parse_endpoint("inproc://a").transport, Transport::kInproc);
  EXPECT_EQ(parse_endpoint("ipc:///x/y").address, "/x/y");
  EXPECT_EQ(parse_endpoint("tcp://10.0.0.1:5555").transport, Transport::kTcp);
  EXPECT_EQ(parse_endpoint("tcp://127.0.0.1:*").address, "127.0.0.1:*");
}

TEST(Endpoint, OnlyLoopbackAndLocalTransportsAreLocal) {
  for (const char* text :
       {"inproc://a", "ipc://a", "tcp://127.0.0.1:1", "tcp://localhost:1", "tcp://[::1]:1"}) {
    EXPECT_TRUE(parse_endpoint(text).is_local()) << text;
  }
  // With a semicolon a source address stands before the destination, as libzmq has it.
  for (const char* text : {"tcp://10.0.0.1:1", "tcp://*:1", "tcp://localhost.example:1",
                           "tcp://127.example:1", "tcp://127.0.0.1:0;192.0.2.1:1"}) {
    EXPECT_FALSE(parse_endpoint(text).is_local()) << text;
  }
}

TEST(Endpoint, MalformedOnesAreRefusedWithTheReason) {
  expect_refused("", "expected inproc");
  expect_refused("udp://a:1", "expected inproc");
  expect_refused("ipc://", "nothing stands behind");
  expect_refused("ipc://" + std::string(108, 'a'), "107 bytes");
  expect_refused("tcp://host", "expected tcp://HOST:PORT");
  expect_refused("tcp://:80", "expected tcp://HOST:PORT");
  expect_refused("tcp://host:65536", "0 to 65535");
  expect_refused("tcp://host:12x", "0 to 65535");
  expect_refused("tcp://host:", "0 to 65535");
}

}  // namespace
}  // namespace orbitmesh
