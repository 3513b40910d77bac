#pragma once

#include <string_view>
#include <vector>

namespace orbitmesh {

/// Names of the content models and labelled sample sets that the program has, as
/// [[client.workload]] content = { model, input } may give them.
std::vector<std::string_view> content_names();

}  // namespace orbitmesh
