#include "orbit/catalogue/tle_reader.h"

#include <fmt/format.h>

#include <string>

#include "orbit/catalogue/tle_elements.h"
#include "orbit/printable_text.h"

namespace orbitmesh {
namespace {

/// A line that is not blank; no line where the text is empty.
struct TextLine {
  std::string_view text;
  int number = 0;
};

/// The lines of a text that are not blank, without blanks at their ends.
class TextLines {
 public:
  explicit TextLines(std::string_view text) : rest_(text) { advance(); }

  const TextLine& current() const { return current_; }

  void advance() {
    current_ = {};
    while (!rest_.empty() && current_.text.empty()) {
      const std::size_t end = rest_.find('\n');
      const std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      ++number_;
      const std::size_t last = line.find_last_not_of(" \t\r");
      if (last != std::string_view::npos) current_ = {line.substr(0, last + 1), number_};
    }
  }

 private:
  std::string_view rest_;
  int number_ = 0;
  TextLine current_;
};

/// Whether it is line 1 or line 2 of an element set, as `kind` says, and no name line.
bool is_element_line(const TextLine& line, char kind) {
  return line.text.size() > 1 && line.text[0] == kind && line.text[1] == ' ';
}

bool same_object(const TextLine& a, const TextLine& b) {
  return a.text.substr(2, 5) == b.text.substr(2, 5);
}

std::string read_name(const std::string& file, const TextLine& line) {
  const bool numbered = line.text == "0" || line.text.substr(0, 2) == "0 ";
  std::string name = printable_name(line.text.substr(numbered ? 1 : 0));
  if (name.size() > kMaxNameLength) {
    throw InputError({file, line.number, 1},
                     fmt::format("a name has at most {} characters; this line has {}",
                                 kMaxNameLength, line.text.size()));
  }
  return name;
}

/// Reads one record that begins with `first`, an element line; `second` is the line after it.
ElementSet read_record(const std::string& file, const TextLine& name, const TextLine& first,
                       const TextLine& second) {
  if (is_element_line(first, '2')) {
    const bool swapped = is_element_line(second, '1') && same_object(first, second);
    throw InputError({file, first.number, 1},
                     swapped ? "line 2 of this element set stands before its line 1; swap them"
                             : "line 2 of an element set without its line 1 before it");
  }
  if (!is_element_line(second, '2')) {
    throw InputError({file, first.number, 1},
                     "line 1 of an element set without its line 2 after it");
  }
  ElementSet elements = parse_element_lines(TleLine(file, first.number, first.text),
                                            TleLine(file, second.number, second.text));
  if (!name.text.empty()) elements.name = read_name(file, name);
  return elements;
}

/// Whether `second` is of the record that `first` begins, good or bad.
bool same_record(const TextLine& first, const TextLine& second) {
  if (is_element_line(first, '1')) return is_element_line(second, '2');
  return is_element_line(second, '1') && same_object(first, second);
}

void add_name_alone(const TextLine& name, CatalogueBuilder& catalogue) {
  catalogue.add([&]() -> ElementSet {
    throw InputError({catalogue.source(), name.number, 1},
                     quoted_text(name.text) +
                         " should be followed by line 1 of an element set, \"1 \" and the "
                         "catalogue number, if it is a name line");
  });
}

/// Whether it is the line that Hypatia puts before the first element set: the numbers of
/// orbits and of satellites in each.
bool is_grid_line(const TextLine& line) {
  const std::size_t blank = line.text.find(' ');
  return line.number == 1 && blank > 0 && blank != std::string_view::npos &&
         line.text.find_first_not_of("0123456789", blank + 1) == std::string_view::npos &&
         line.text.find_first_not_of("0123456789") == blank;
}

}  // namespace

void read_tle(std::string_view text, CatalogueBuilder& catalogue) {
  TextLine name;
  TextLines lines(text);
  while (!lines.current().text.empty()) {
    const TextLine line = lines.current();
    lines.advance();
    if (!is_element_line(line, '1') && !is_element_line(line, '2')) {
      if (!name.text.empty() && !is_grid_line(name)) add_name_alone(name, catalogue);
      name = line;
      continue;
    }
    catalogue.add([&] { return read_record(catalogue.source(), name, line, lines.current()); });
    if (same_record(line, lines.current())) lines.advance();
    name = {};
  }
  if (!name.text.empty()) add_name_alone(name, catalogue);
}

}  // namespace orbitmesh
