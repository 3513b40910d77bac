#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "inference/engine.h"
#include "wire/worker_messages.h"

namespace orbitmesh {

/// Makes the engine of a model, named as in WorkerRequest::model; the name may come from
/// another machine. Throws InputError for a name it does not know. Called from several
/// threads at once.
using EngineFactory = std::function<std::unique_ptr<Engine>(const std::string& model)>;

/// The engines of one worker, made when first asked for and kept: of more than kMostKept those
/// asked for last. An answer is a function of the request alone: flips are undone after each run.
class WorkerEngines {
 public:
  static constexpr std::size_t kMostKept = 32;

  explicit WorkerEngines(EngineFactory factory);

  /// Runs the request. Whatever goes wrong becomes WorkerStatus::kError with a text. A
  /// NaN or infinity in the output gives kDetected; a NaN is never the top class.
  WorkerReply answer(const WorkerRequest& request);

 private:
  Engine& engine(const std::string& model);
  WorkerReply run(const WorkerRequest& request);

  struct Kept {
    std::unique_ptr<Engine> engine;
    std::uint64_t asked = 0;  ///< number of the last request for it
  };

  EngineFactory factory_;
  std::map<std::string, Kept, std::less<>> engines_;
  std::uint64_t asked_ = 0;
};

}  // namespace orbitmesh
