#include "wire/curve_keys.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <sstream>

#include "core/error.h"
#include "core/text_file.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kKeyLength = 40;
constexpr std::int64_t kMaxFileBytes = 4096;
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

/// The keys that a file states; what it does not state is empty.
CurveKeyPair parse(const std::string& path) {
  std::istringstream lines(read_text_file(path, kMaxFileBytes));
  CurveKeyPair keys;
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
    (name == kPublic ? keys.public_key : keys.secret_key) = key;
  }
  if (keys.public_key.empty()) throw InputError(path + ": holds no public-key");
  return keys;
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
  CurveKeyPair keys = parse(path);
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

std::string read_curve_public_key(const std::string& path) { return parse(path).public_key; }

}  // namespace orbitmesh
