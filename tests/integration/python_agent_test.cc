#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;

struct ScriptResult {
  int exit_code = -1;
  std::string out;
};

/// Runs a Python script on the built program; what it prints includes its errors.
ScriptResult run_python(const std::string& script, const std::string& arguments = "") {
  const ScratchFolder scratch;
  const std::string command = "ORBITMESH_PROGRAM='" + program_path() +
                              "' PYTHONDONTWRITEBYTECODE=1 " + "timeout 60 /usr/bin/python3 '" +
                              source_path(script) + "' " + arguments + " >'" + (scratch / "out") +
                              "' 2>&1 </dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, file_content(scratch / "out")};
}

class PythonAgent : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("/usr/bin/python3 -c 'import zmq' 2>/dev/null") != 0) {
      GTEST_SKIP() << "python3-zmq is not installed";
    }
  }
};

TEST_F(PythonAgent, ThatDecidesAsNearestHasItsDigestAndErrorsReachIt) {
  const ScriptResult result =
      run_python("tests/integration/nearest_agent.py", "'" + source_path("docs") + "'");
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_THAT(result.out, HasSubstr("same digest"));
}

TEST_F(PythonAgent, LearnsToBeatNearestOnHeldOutSeeds) {
  const ScriptResult result =
      run_python("docs/examples/external_policy/learn_offload.py", "--episodes 6 --held-out 5");
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_THAT(result.out, HasSubstr("mean difference +"));
}

}  // namespace
}  // namespace orbitmesh
