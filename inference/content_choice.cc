#include "inference/content_choice.h"

#include <fmt/format.h>

#include "core/error.h"

namespace orbitmesh {

std::string to_text(const ContentChoice& choice) {
  if (choice.kernels == KernelSet::kPortable) return choice.model;
  return fmt::format("{}:{}", choice.model, to_string(choice.kernels));
}

ContentChoice parse_content_choice(std::string_view text) {
  const std::size_t colon = text.find(':');
  ContentChoice choice;
  choice.model = text.substr(0, colon);
  if (colon == std::string_view::npos) return choice;
  const std::string_view name = text.substr(colon + 1);
  for (const EnumName<KernelSet>& entry : enum_names(KernelSet{})) {
    if (entry.name != name) continue;
    choice.kernels = entry.value;
    return choice;
  }
  throw InputError(fmt::format("content model '{}' with unknown kernels '{}'", choice.model, name));
}

}  // namespace orbitmesh
