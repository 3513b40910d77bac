#include "cli/end_with.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>

#include "core/error.h"

namespace orbitmesh {

void end_with(int parent_pid) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent_pid) throw RunError("the process that started this run has ended");
}

}  // namespace orbitmesh
