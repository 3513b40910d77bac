#include "inference/content_choice.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

#include "core/error.h"

namespace orbitmesh {
namespace {

template <class Enum>
bool take_named(std::string_view name, Enum& value) {
  for (const EnumName<Enum>& entry : enum_names(Enum{})) {
    if (entry.name != name) continue;
    value = entry.value;
    return true;
  }
  return false;
}

constexpr std::string_view kCut = "cut=";

bool take_cut(std::string_view text, ContentChoice& choice) {
  if (text.substr(0, kCut.size()) != kCut) return false;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + kCut.size(), end, choice.nodes_before);
  if (error == std::errc() && stop == end) return true;
  throw InputError(fmt::format("content model '{}' with '{}': expected a whole number of nodes",
                               choice.model, text));
}

}  // namespace

std::string to_text(const ContentChoice& choice) {
  std::string text = choice.model;
  if (choice.kernels != KernelSet::kPortable) text += fmt::format(":{}", to_string(choice.kernels));
  if (choice.protection != Protection::kNone) {
    text += fmt::format(":{}", to_string(choice.protection));
  }
  if (choice.nodes_before > 0) text += fmt::format(":{}{}", kCut, choice.nodes_before);
  return text;
}

ContentChoice parse_content_choice(std::string_view text) {
  ContentChoice choice;
  std::size_t colon = text.find(':');
  choice.model = text.substr(0, colon);
  while (colon != std::string_view::npos) {
    text.remove_prefix(colon + 1);
    colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    if (!take_named(name, choice.kernels) && !take_named(name, choice.protection) &&
        !take_cut(name, choice)) {
      throw InputError(fmt::format("content model '{}' with unknown kernels or protection '{}'",
                                   choice.model, name));
    }
  }
  return choice;
}

}  // namespace orbitmesh
