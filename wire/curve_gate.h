#pragma once

#include <atomic>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "wire/curve_keys.h"

namespace orbitmesh {

/// Answers ZeroMQ's question, for every connection to a CURVE server of one context,
/// whether the client's key may connect (ZAP, rfc.zeromq.org/spec/27). Runs a thread.
class CurveGate {
 public:
  /// `context` is the library's pointer; `client_keys` are public keys in Z85.
  CurveGate(void* context, const std::vector<std::string>& client_keys);
  ~CurveGate();
  CurveGate(const CurveGate&) = delete;
  CurveGate& operator=(const CurveGate&) = delete;

  /// Connections refused so far, because their key is none of `client_keys`. From any thread.
  RefusedKeys refused() const;

  /// Domain that a server socket states so that it is asked about.
  static constexpr const char* kDomain = "orbitmesh";

 private:
  void answer();
  void note_refused(const std::string& key);
  void serve();

  std::set<std::string> keys_;  // 32 bytes each
  void* socket_;
  mutable std::mutex mutex_;
  RefusedKeys refused_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace orbitmesh
