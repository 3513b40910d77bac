#include "bench/child_process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr int kAmple_s = 60;

std::string shell(const std::string& script, int limit_s = kAmple_s) {
  return output_of_child("/bin/sh", {"-c", script}, limit_s);
}

std::string failure_of(const std::string& script, int limit_s = kAmple_s) {
  try {
    shell(script, limit_s);
  } catch (const RunError& error) {
    return error.what();
  }
  return "no failure";
}

TEST(ChildProcess, GivesWhatTheChildPrinted) {
  EXPECT_EQ(shell("echo one; echo two"), "one\ntwo\n");
  EXPECT_EQ(shell("true"), "");
  // More than a pipe holds.
  EXPECT_EQ(shell("head -c 300000 /dev/zero").size(), 300'000U);
}

TEST(ChildProcess, NamesTheCommandAndTheCauseOfAFailure) {
  EXPECT_THAT(failure_of("exit 3"),
              testing::AllOf(testing::HasSubstr("'sh -c exit 3'"), testing::HasSubstr("code 3")));
  EXPECT_THAT(failure_of("kill -SEGV $$"), testing::HasSubstr("crashed: Segmentation fault"));
}

TEST(ChildProcess, StopsOneThatHangs) {
  EXPECT_THAT(failure_of("exec sleep 1000", 1), testing::HasSubstr("took too long"));
  // It has closed its output and lives on.
  EXPECT_THAT(failure_of("exec sleep 1000 >&-", 1), testing::HasSubstr("Killed"));
}

TEST(ChildProcess, StopsOneThatPrintsWithoutEnd) {
  EXPECT_THAT(failure_of("exec yes"), testing::HasSubstr("printed too much"));
}

TEST(ChildProcess, SaysThatAProgramIsMissing) {
  try {
    output_of_child("/no/such/program", {}, kAmple_s);
    FAIL() << "no exception";
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("could not be started"));
  }
}

}  // namespace
}  // namespace orbitmesh
