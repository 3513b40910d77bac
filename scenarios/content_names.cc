#include "scenarios/content_names.h"

#include "inference/content_model.h"

namespace orbitmesh {

std::vector<std::string_view> content_names() { return content_model_names(); }

}  // namespace orbitmesh
