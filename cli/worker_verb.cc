#include <fmt/format.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <array>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>

#include "cli/interrupt.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "inference/content_model.h"
#include "inference/worker_delay_engine.h"
#include "inference/worker_echo_engine.h"
#include "inference/worker_group.h"
#include "wire/curve_keys.h"
#include "wire/endpoint.h"

namespace orbitmesh {
namespace {

constexpr int kMaxWorkers = 256;

struct WorkerOptions {
  std::string connect;
  int workers = 1;
  double connect_limit_s = 10;
  std::string curve_key;
  std::string curve_runner;
  std::string curve_generate;
  bool plain_tcp = false;
  bool quiet = false;
  int echo_ms = -1;
  int delay_ms = 0;
};

std::string process_name() {
  std::array<char, 65> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) return fmt::format("{}", getpid());
  return fmt::format("{}:{}", host.data(), getpid());
}

/// A worker without keys would take requests from whoever answers at the endpoint.
void check_plain(const WorkerOptions& options) {
  if (parse_endpoint(options.connect).is_local()) return;
  if (!options.plain_tcp) {
    throw InputError("endpoint '" + options.connect +
                     "': on another machine anybody could pose as the run; give --curve-key and "
                     "--curve-runner, or allow it with --plain-tcp");
  }
  fmt::print(stderr,
             "warning: --plain-tcp: whoever stands between here and {} can read and change "
             "requests and answers\n",
             options.connect);
}

void add_curve(const WorkerOptions& options, WorkerServerOptions& server) {
  if (options.curve_key.empty() && options.curve_runner.empty()) return check_plain(options);
  if (options.curve_key.empty() || options.curve_runner.empty()) {
    throw InputError("CURVE needs both --curve-key and --curve-runner");
  }
  if (parse_endpoint(options.connect).transport != Transport::kTcp) {
    throw InputError("endpoint '" + options.connect + "': CURVE keys are for tcp");
  }
  server.socket.curve_client = CurveClient{read_curve_key_pair(options.curve_key),
                                           read_curve_public_key(options.curve_runner)};
}

WorkerServerOptions server_options(const WorkerOptions& options) {
  WorkerServerOptions server;
  server.endpoint = options.connect;
  server.name = process_name();
  server.connect_limit = Duration::from_seconds(options.connect_limit_s);
  if (!options.quiet) {
    server.on_connected = [endpoint = options.connect, workers = options.workers] {
      std::printf("connected to %s with %d worker%s\n", endpoint.c_str(), workers,
                  workers == 1 ? "" : "s");
      std::fflush(stdout);
    };
  }
  add_curve(options, server);
  return server;
}

EngineFactory engines(const WorkerOptions& options) {
  if (options.echo_ms >= 0) return echo_engines(Duration::from_ms(options.echo_ms));
  const EngineFactory content = [](const std::string& model) { return make_content_engine(model); };
  return options.delay_ms > 0 ? delayed_engines(content, Duration::from_ms(options.delay_ms),
                                                static_cast<std::uint64_t>(getpid()))
                              : content;
}

ExitCode worker(const WorkerOptions& options) {
  if (!options.curve_generate.empty()) {
    generate_curve_keys(options.curve_generate);
    std::printf("%s: keep secret\n%s.pub: give to the other side\n", options.curve_generate.c_str(),
                options.curve_generate.c_str());
    return ExitCode::kOk;
  }
  if (options.connect.empty()) {
    throw InputError("give --connect ENDPOINT, e.g. --connect tcp://127.0.0.1:5555");
  }
  if (parse_endpoint(options.connect).transport == Transport::kInproc) {
    throw InputError("endpoint '" + options.connect + "': expected ipc://PATH or tcp://HOST:PORT");
  }
  const WorkerServerOptions server = server_options(options);
  const std::atomic<bool>& interrupted = catch_interrupts();
  const WorkerOutcome outcome =
      serve_in_threads(options.workers, server, engines(options), interrupted);
  if (outcome.end == WorkerEnd::kAsked) throw Interrupted();
  if (outcome.end != WorkerEnd::kStopped) throw RunError(outcome.reason);
  return ExitCode::kOk;
}

}  // namespace

void add_worker_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("worker", "run inference for a run on this machine");
  const auto options = std::make_shared<WorkerOptions>();
  verb->add_option("--connect", options->connect,
                   "where the run listens: ipc://PATH or tcp://HOST:PORT");
  verb->add_option("--workers", options->workers, "requests run at the same time (default: 1)")
      ->check(CLI::Range(1, kMaxWorkers));
  verb->add_option("--connect-limit", options->connect_limit_s,
                   "seconds without a connection after which to give up (default: 10)")
      ->check(CLI::Range(0.1, 86400.0));
  verb->add_option("--curve-key", options->curve_key, "file with this worker's CURVE key pair");
  verb->add_option("--curve-runner", options->curve_runner, "file with the run's public CURVE key");
  verb->add_option("--curve-generate", options->curve_generate,
                   "make a new CURVE key pair FILE and FILE.pub, and end");
  verb->add_flag("--plain-tcp", options->plain_tcp,
                 "permit tcp to another machine without CURVE: unchecked and unencrypted");
  verb->add_flag("--quiet", options->quiet, "print nothing when connected");
  // For measuring the way to a worker: it answers with the input after so many milliseconds.
  verb->add_option("--echo-ms", options->echo_ms)->group("");
  // For showing that results do not depend on the workers' speed.
  verb->add_option("--delay-ms", options->delay_ms)->group("");
  verb->callback([options, &action] { action = [options] { return worker(*options); }; });
}

}  // namespace orbitmesh
