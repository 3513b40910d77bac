#include "wire/curve_keys.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sstream>

#include "core/error.h"
#include "core/text_file.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kKeyLength = 40;
constexpr std::int64_t kMaxFileBytes = 100'000;
constexpr std::size_t kMaxKeys = 1000;
constexpr const char* kPublic = "public-key";
constexpr const char* kSecret = "secret-key";

void write_new_file(const std::string& path, mode_t mode, const std::string& text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) throw InputError(path + ": cannot be made: " + std::strerror(errno));
  const ssize_t written = write(file, text.data(), text.size());
  const bool failed = written != static_cast<ssize_t>(text.size());
  if (close(file) != 0 || failed) throw InputError(path + ": cannot be written");
}

std::string line(const char* name, const std::string& key) {
  return std::string(name) + " " + key + "\n";
}

bool is_key(const std::string& text) {
  std::array<std::uint8_t, 32> decoded{};
  return text.size() == kKeyLength && zmq_z85_decode(decoded.data(), text.c_str()) != nullptr;
}

/// What a file states.
struct StatedKeys {
  std::vector<std::string> public_keys;
  std::string secret_key;  ///< the last one; empty when there is none
};

StatedKeys parse(const std::string& path) {
  std::istringstream lines(read_text_file(path, kMaxFileBytes));
  StatedKeys keys;
  int number = 0;
  for (std::string text; std::getline(lines, text);) {
    ++number;
    if (text.empty() || text[0] == '#') continue;
    const std::size_t space = text.find(' ');
    const std::string name = text.substr(0, space);
    const std::string key = space == std::string::npos ? "" : text.substr(space + 1);
    if ((name != kPublic && name != kSecret) || !is_key(key)) {
      throw InputError({path, number, 1},
                       "expected 'public-key' or 'secret-key' and a key of 40 characters (Z85)");
    }
    if (name == kSecret) {
      keys.secret_key = key;
    } else {
      keys.public_keys.push_back(key);
    }
  }
  if (keys.public_keys.empty()) throw InputError(path + ": holds no public-key");
  return keys;
}

/// The keys of a file that states one pair, or the public half of one.
CurveKeyPair parse_pair(const std::string& path) {
  const StatedKeys keys = parse(path);
  if (keys.public_keys.size() > 1) throw InputError(path + ": holds more than one public-key");
  return {keys.public_keys.front(), keys.secret_key};
}

/// The files *.pub of a folder, by name.
std::vector<std::string> public_key_files(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() != ".pub") continue;
    files.push_back(entry->path().string());
    if (files.size() > kMaxKeys) throw InputError(folder + ": more than 1000 files *.pub");
  }
  if (error) throw InputError(folder + ": cannot be read: " + error.message());
  if (files.empty()) throw InputError(folder + ": holds no file *.pub");
  std::sort(files.begin(), files.end());
  return files;
}

void check_private(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw InputError(path + ": others may read this secret key; forbid it with chmod 600");
  }
}

}  // namespace

CurveKeyPair generate_curve_keys(const std::string& path) {
  std::array<char, kKeyLength + 1> public_key{};
  std::array<char, kKeyLength + 1> secret_key{};
  if (zmq_curve_keypair(public_key.data(), secret_key.data()) != 0) {
    throw RunError("this libzmq cannot make CURVE keys");
  }
  CurveKeyPair keys{public_key.data(), secret_key.data()};
  write_new_file(path, S_IRUSR | S_IWUSR,
                 "# CURVE key pair; keep secret\n" + line(kPublic, keys.public_key) +
                     line(kSecret, keys.secret_key));
  write_new_file(path + ".pub", S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH,
                 "# CURVE public key\n" + line(kPublic, keys.public_key));
  return keys;
}

CurveKeyPair read_curve_key_pair(const std::string& path) {
  CurveKeyPair keys = parse_pair(path);
  if (keys.secret_key.empty()) {
    throw InputError(path + ": holds no secret-key; a .pub file is not enough here");
  }
  check_private(path);
  std::array<char, kKeyLength + 1> derived{};
  if (zmq_curve_public(derived.data(), keys.secret_key.c_str()) != 0 ||
      keys.public_key != derived.data()) {
    throw InputError(path + ": the public key does not belong to the secret key");
  }
  return keys;
}

std::string read_curve_public_key(const std::string& path) { return parse_pair(path).public_key; }

std::vector<std::string> read_curve_public_keys(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) {
    std::vector<std::string> keys = parse(path).public_keys;
    if (keys.size() > kMaxKeys) throw InputError(path + ": holds more than 1000 keys");
    return keys;
  }
  std::vector<std::string> keys;
  for (const std::string& file : public_key_files(path))
    keys.push_back(parse_pair(file).public_key);
  return keys;
}

}  // namespace orbitmesh
