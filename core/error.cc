#include "core/error.h"

namespace orbitmesh {

std::string SourceLocation::str() const {
  std::string text = file;
  if (line > 0) text += ":" + std::to_string(line);
  if (line > 0 && column > 0) text += ":" + std::to_string(column);
  return text;
}

InputError::InputError(const SourceLocation& where, const std::string& message)
    : std::runtime_error(where.file.empty() ? message : where.str() + ": " + message) {}

}  // namespace orbitmesh
