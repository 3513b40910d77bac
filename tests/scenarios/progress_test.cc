#include "scenarios/progress.h"

#include <gmock/gmock.h>

#include <memory>

#include "core/temporary_folder.h"
#include "tests/support/file_content.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

/// A progress display into a file, on a clock that the test sets.
class ProgressTest : public ::testing::Test {
 protected:
  void start(bool terminal) {
    stream_ = std::fopen(file_.c_str(), "w");
    ASSERT_NE(stream_, nullptr);
    progress_ = std::make_unique<Progress>(stream_, Duration::from_s(1800), terminal,
                                           [this] { return wall_s_; });
  }
  void at(double wall_s, std::int64_t simulated_s) {
    wall_s_ = 1000.0 + wall_s;
    progress_->update(Time{} + Duration::from_s(simulated_s));
  }
  std::string shown() const { return file_content(file_); }
  void TearDown() override {
    progress_.reset();
    if (stream_ != nullptr) std::fclose(stream_);
  }

  TemporaryFolder temporary_;
  std::filesystem::path file_ = temporary_.path() / "shown";
  std::FILE* stream_ = nullptr;
  double wall_s_ = 1000.0;
  std::unique_ptr<Progress> progress_;
};

TEST(ProgressText, GivesSpeedAndTimeLeft) {
  EXPECT_EQ(progress_text(Duration::from_s(450), Duration::from_s(1800), 10.0),
            "7 min 30 s of 30 min simulated (25 %), 45 times real time, 30 s left");
}

TEST(ProgressText, SaysNoMoreThanIsKnown) {
  EXPECT_EQ(progress_text(Duration(), Duration::from_s(60), 5.0), "0 ms of 1 min simulated (0 %)");
  EXPECT_EQ(progress_text(Duration::from_ns(1), Duration::from_s(60), 5.0),
            "0.000 ms of 1 min simulated (0 %), 2e-10 times real time");
  EXPECT_THAT(progress_text(Duration::from_s(70), Duration::from_s(60), 5.0),
              HasSubstr("(100 %), 14 times real time, 0 s left"));
}

TEST_F(ProgressTest, WritesALineEveryTenSecondsElsewhere) {
  start(false);
  at(1.0, 10);
  EXPECT_EQ(shown(), "");
  at(10.0, 100);
  at(15.0, 150);
  at(20.0, 200);
  EXPECT_EQ(shown(),
            "1 min 40 s of 30 min simulated (6 %), 10 times real time, 2 min 50 s left\n"
            "3 min 20 s of 30 min simulated (11 %), 10 times real time, 2 min 40 s left\n");
}

TEST_F(ProgressTest, RedrawsABarOnATerminalAndClearsIt) {
  start(true);
  at(0.1, 1);
  EXPECT_EQ(shown(), "");
  at(1.0, 900);
  EXPECT_THAT(shown(), StartsWith("\r[##########..........] 15 min of 30 min simulated (50 %)"));
  const std::size_t width = shown().size() - 1;
  progress_.reset();
  EXPECT_THAT(shown(), ::testing::EndsWith("\r" + std::string(width, ' ') + "\r"));
}

}  // namespace
}  // namespace orbitmesh
