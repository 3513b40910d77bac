// Runs a fuzz target without libFuzzer: on each seed file named on the command line, on cuts
// of it and on copies with a few changed bytes. The same inputs every time.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "core/rng.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace orbitmesh {
namespace {

constexpr int kCuts = 500;
constexpr int kMutations = 20'000;
/// Where files keep their structure; changes of bulk data find less.
constexpr std::uint64_t kHead = 1024;

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

/// Somewhere in `size` bytes: half of the time in the first or last kHead of them.
std::size_t place(std::size_t size, RngStream& stream) {
  const std::uint64_t choice = stream.below(4);
  const std::uint64_t near = stream.below(std::min<std::uint64_t>(size, kHead));
  if (choice == 0) return near;
  if (choice == 1) return size - 1 - near;
  return stream.below(size);
}

std::string mutated(std::string input, RngStream& stream) {
  for (std::uint64_t change = stream.below(4); !input.empty() && change < 4; ++change) {
    const std::size_t at = place(input.size(), stream);
    switch (stream.below(4)) {
      case 0:
        input[at] = static_cast<char>(input[at] ^ (1 << stream.below(8)));
        break;
      case 1:
        input[at] = static_cast<char>(stream.below(256));
        break;
      case 2:
        input.erase(at, stream.below(16) + 1);
        break;
      default:
        input.insert(at, input.substr(place(input.size(), stream), stream.below(64) + 1));
    }
  }
  return input;
}

void run_seed(const std::string& seed) {
  run(seed);
  RngStream stream(1, "fuzz.corpus", seed.size());
  for (int i = 0; i < kCuts && !seed.empty(); ++i) run(seed.substr(0, place(seed.size(), stream)));
  for (int i = 0; i < kMutations; ++i) run(mutated(seed, stream));
}

}  // namespace
}  // namespace orbitmesh

int main(int argc, char** argv) {
  orbitmesh::run_seed("");
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    if (!in) {
      std::fprintf(stderr, "cannot read %s\n", argv[i]);
      return 1;
    }
    orbitmesh::run_seed({std::istreambuf_iterator<char>(in), {}});
  }
  return 0;
}
