#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/time.h"
#include "inference/worker_engines.h"

namespace orbitmesh {

/// Where the workers of a run are and how long to wait for them; no member changes a
/// result. The times are the host's.
struct WorkerPoolOptions {
  /// "inproc": threads of this process. "ipc://auto": processes of this machine, started by
  /// the pool. Else an endpoint (ipc://PATH, tcp://HOST:PORT) where the pool listens and
  /// `orbitmesh worker --connect` comes by itself.
  std::string endpoint = "inproc";
  /// Threads or processes that the pool starts; > 0; of no meaning for other endpoints.
  int workers = 1;
  /// The program started for "ipc://auto", as PROGRAM worker --connect ENDPOINT --quiet
  /// ARGUMENTS...; empty: this one.
  std::string program;
  std::vector<std::string> arguments;

  /// Requests that one worker has at a time; the rest wait in the pool; > 0.
  int in_flight = 64;
  /// Longest time without any worker while a reply is waited for.
  Duration worker_limit = Duration::from_s(5);
  /// Longest time that a worker may take for one request.
  Duration reply_limit = Duration::from_s(60);
  /// Workers that may be lost with one request before the run fails.
  int max_attempts = 3;

  /// Key pair of this end and public keys of the workers that may connect, as files (the
  /// latter as folders, too) of wire/curve_keys.h; for tcp. Without them tcp takes loopback
  /// addresses alone, unless `allow_plain_tcp`.
  std::string curve_key_file;
  std::vector<std::string> curve_worker_files;
  bool allow_plain_tcp = false;

  /// Told what happened to the workers and should be known, a line each; may be empty.
  std::function<void(const std::string&)> tell = {};

  /// Looked at while waiting; may be null.
  const std::atomic<bool>* interrupted = nullptr;
};

/// Whether anybody who reaches the endpoint could pose as a worker, read the requests and
/// choose the answers: tcp beyond the loopback interface without CURVE keys.
bool is_exposed(const WorkerPoolOptions& options);

/// What happened to a pool's requests; depends on timing, so no part of a run's digest.
struct WorkerPoolStats {
  std::uint64_t dispatched = 0;
  std::uint64_t answered = 0;     ///< replies taken in
  std::uint64_t resent = 0;       ///< sent again because a worker was lost
  std::uint64_t discarded = 0;    ///< requests that discard() took back
  std::uint64_t ignored = 0;      ///< replies that nobody waited for any more
  std::uint64_t malformed = 0;    ///< messages that were none of ours
  std::uint64_t workers_met = 0;  ///< joins, each time that a worker came (back)
  std::uint64_t workers_lost = 0;
  std::uint64_t refused_keys = 0;  ///< connections refused for their CURVE key
};

/// Runs real inference on workers while virtual time goes on: dispatch a request as soon as
/// its content is known, await its reply when virtual time has reached its effect. Replies
/// are functions of their requests, so nothing depends on the workers' number, place or
/// speed. A lost worker's requests are sent again to others. One thread at a time.
class WorkerPool {
 public:
  /// `factory` makes the engines of worker threads; processes have their own. Throws
  /// InputError for options that cannot be.
  WorkerPool(const WorkerPoolOptions& options, const EngineFactory& factory);
  /// Ends the workers; what is under way is given up.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Hands a request to a worker, or keeps it until one has room. Never waits. Throws
  /// WireError when it breaks a bound of wire/message_bounds.h and RunError when its id is
  /// in use: dispatched, and neither awaited nor discarded.
  void dispatch(const WorkerRequest& request);

  /// Takes a request back; its id may be used again. Nothing happens for an unknown id.
  void discard(std::uint64_t id);

  /// Waits for the reply to one request and hands it out, once. Throws RunError for an id
  /// that was not dispatched, when no worker was there for worker_limit, and when the
  /// request was lost max_attempts times; Interrupted when the flag was set.
  WorkerReply await(std::uint64_t id);

  const WorkerPoolStats& stats() const;
  /// Where workers connect, with the port that was chosen.
  const std::string& endpoint() const;
  /// Process ids of the workers that the pool has started and that still run.
  std::vector<int> processes() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace orbitmesh
