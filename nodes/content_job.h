#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace orbitmesh {

class SampleSequence;

/// What the requests of a workload really compute, apart from the model whose profile
/// times them.
struct WorkloadContent {
  std::string model;        ///< name of the content model ("digits")
  std::string input;        ///< name of the set of labelled samples ("digits")
  std::size_t samples = 0;  ///< in that set; > 0
};

/// The content of one request: `content`, which must outlive the run, and which of its
/// samples is the input. A null `content` is a request that computes nothing.
struct ContentJob {
  const WorkloadContent* content = nullptr;
  std::size_t sample = 0;  ///< < content->samples
  /// Nodes of the content model that its client has run by itself, with intact weights.
  std::uint32_t nodes_before = 0;
  /// The samples of all requests of the same client and workload, which must outlive the run,
  /// and the number of this one among them; null where those to come are unknown.
  const SampleSequence* sequence = nullptr;
  std::uint64_t number = 0;
};

}  // namespace orbitmesh
