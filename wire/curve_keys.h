#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace orbitmesh {

/// A CURVE key pair, each key in Z85 (40 characters).
struct CurveKeyPair {
  std::string public_key;
  std::string secret_key;
};

/// Makes `path` with a new key pair, readable by its owner alone, and `path`.pub with the
/// public key. Throws InputError when one of them exists or cannot be written.
CurveKeyPair generate_curve_keys(const std::string& path);

/// Reads a file that generate_curve_keys() made. Throws InputError when it is missing or
/// malformed, or when others than its owner may read it.
CurveKeyPair read_curve_key_pair(const std::string& path);

/// Reads the public key of `path`, a .pub file or one of a key pair. Throws InputError.
std::string read_curve_public_key(const std::string& path);

/// Reads the public keys that may connect: all of a file, one a line, or those of the files
/// *.pub of a folder. At most 1,000. Throws InputError, also when there is none.
std::vector<std::string> read_curve_public_keys(const std::string& path);

/// Both ends of a connection know each other by their public keys.
struct CurveServer {
  CurveKeyPair own;
  std::vector<std::string> clients;  ///< public keys that may connect; nobody else may
};

/// Connections that a server refused for their key.
struct RefusedKeys {
  std::uint64_t connections = 0;  ///< tries, of the same client too
  std::string first_key;          ///< public key of the first one; empty when there was none
};

struct CurveClient {
  CurveKeyPair own;
  std::string server_key;  ///< public key of the server
};

}  // namespace orbitmesh
