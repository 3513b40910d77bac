#include "scenarios/arrival_trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/temporary_folder.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class ArrivalTraceTest : public testing::Test {
 protected:
  std::string file(const std::string& text) {
    const std::string path = (folder_.path() / "trace.csv").string();
    std::ofstream(path) << text;
    return path;
  }
  std::string error_of(const std::string& text) {
    const std::string path = file(text);
    return input_error_of([&] { read_arrival_trace(path); });
  }

  TemporaryFolder folder_;
};

TEST_F(ArrivalTraceTest, TimesAreTakenToTheNanosecond) {
  const auto trace =
      read_arrival_trace(file("time_s\n0\n0.000000001\r\n0.1\n0.1\n1e1\n2678399.123456789\n"));
  EXPECT_EQ(*trace, (std::vector<Duration>{Duration(), Duration::from_ns(1), Duration::from_ms(100),
                                           Duration::from_ms(100), Duration::from_s(10),
                                           Duration::from_ns(2'678'399'123'456'789)}));
}

TEST_F(ArrivalTraceTest, WhatIsWrongIsToldWithItsPlace) {
  EXPECT_THAT(error_of(""), HasSubstr("trace.csv:1:1: the file has no header"));
  EXPECT_THAT(error_of("time_s\n"), HasSubstr("no rows"));
  EXPECT_THAT(error_of("times\n1\n"), AllOf(HasSubstr("trace.csv:1:1"), HasSubstr("time_s")));
  EXPECT_THAT(error_of("time_s\n1\nx\n"), HasSubstr("trace.csv:3:1"));
  EXPECT_THAT(error_of("time_s\n2\n1\n"), AllOf(HasSubstr("trace.csv:3:1"), HasSubstr("order")));
  EXPECT_THAT(error_of("time_s\n-1\n"), HasSubstr("trace.csv:2:1"));
  EXPECT_THAT(error_of("time_s\n1e7\n"), HasSubstr("must lie between"));
  EXPECT_THAT(error_of("time_s\n1,2\n"), HasSubstr("this row has 2 fields"));
  EXPECT_THAT(error_of("time_s\nnan\n"), HasSubstr("trace.csv:2:1"));
}

}  // namespace
}  // namespace orbitmesh
