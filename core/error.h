#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace orbitmesh {

/// A place in an input file; line and column count from 1, 0 means unknown.
struct SourceLocation {
  std::string file;
  int line = 0;
  int column = 0;

  /// "file:line:column", leaving out what is unknown; empty without a file.
  std::string str() const;
};

/// Bad usage or input: a scenario, profile, data file or argument. Exit code 2.
/// `what()` reads "file:line:column: message".
class InputError : public std::runtime_error {
 public:
  explicit InputError(const std::string& message) : std::runtime_error(message) {}
  InputError(const SourceLocation& where, const std::string& message);
};

/// A run that could not go on: full disk, broken invariant, lost resource. Exit code 3.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The user interrupted the run (SIGINT or SIGTERM). Exit code 130.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

}  // namespace orbitmesh
