#pragma once

#include <atomic>

namespace orbitmesh {

/// Turns SIGINT and SIGTERM into a flag for the life of the program; a second signal ends
/// it at once. Returns the flag.
const std::atomic<bool>& catch_interrupts();

}  // namespace orbitmesh
