#pragma once

#include <string>

namespace orbitmesh {

enum class Transport { kInproc, kIpc, kTcp };

/// Where a socket binds or connects: "inproc://NAME", "ipc://PATH" or "tcp://HOST:PORT".
struct Endpoint {
  Transport transport = Transport::kInproc;
  std::string text;     ///< the whole
  std::string address;  ///< behind "://"

  /// tcp on an address of 127.0.0.0/8, localhost or [::1]; always for inproc and ipc.
  bool is_local() const;
};

/// Throws InputError for anything else, a path too long for a Unix socket (107 bytes), or
/// a port that is no number up to 65535. "*" or 0 as the port lets bind() choose one.
Endpoint parse_endpoint(const std::string& text);

}  // namespace orbitmesh
