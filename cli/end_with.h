#pragma once

namespace orbitmesh {

/// Has the kernel kill this process when its parent `parent_pid` ends, so that a sweep that is
/// killed leaves no run behind. Throws RunError when that process has ended already.
void end_with(int parent_pid);

}  // namespace orbitmesh
