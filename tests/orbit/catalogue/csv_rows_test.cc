#include "orbit/catalogue/csv_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/orbit/catalogue/sample_elements.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

using Table = std::vector<std::vector<std::string>>;

Table read(const std::string& text) {
  const std::string file = "a.csv";
  CsvRows rows(text, file);
  Table table;
  for (CsvRow row; rows.next(row);) {
    table.emplace_back();
    for (const CsvField& field : row) table.back().push_back(field.text);
  }
  return table;
}

std::string error_of(const std::string& text) {
  return input_error_of([&] { read(text); });
}

TEST(CsvRows, RowsWithAndWithoutTheLastLineEnd) {
  const Table expected = {{"a", "b"}, {"", "d e"}};
  EXPECT_EQ(read("a,b\n,d e\n"), expected);
  EXPECT_EQ(read("a,b\r\n,d e"), expected);
  EXPECT_EQ(read("\n\r\na,b\n\n,d e\n\n"), expected);
  EXPECT_EQ(read(""), Table());
}

TEST(CsvRows, EmptyFieldsAtTheEndOfARow) {
  EXPECT_EQ(read("a,\n,,"), (Table{{"a", ""}, {"", "", ""}}));
}

TEST(CsvRows, QuotedFieldsMayHoldAnything) {
  EXPECT_EQ(read("\"a,b\",\"c \"\"d\"\"\"\n\"line\nend\",\"\"\r\n"),
            (Table{{"a,b", "c \"d\""}, {"line\nend", ""}}));
  EXPECT_EQ(read("a \"b\" c,d"), (Table{{"a \"b\" c", "d"}}));
}

TEST(CsvRows, PlacesOfFields) {
  const std::string file = "a.csv";
  CsvRows rows("ab,\"c\nd\",e\nf,g", file);
  CsvRow row;
  ASSERT_TRUE(rows.next(row));
  EXPECT_EQ(row[1].line, 1);
  EXPECT_EQ(row[1].column, 4);
  EXPECT_EQ(row[2].line, 2);
  EXPECT_EQ(row[2].column, 4);
  ASSERT_TRUE(rows.next(row));
  EXPECT_EQ(row[1].line, 3);
  EXPECT_EQ(row[1].column, 3);
}

TEST(CsvRows, FaultsOfQuotationMarksAndBounds) {
  EXPECT_THAT(error_of("a,b\nc,\"d\n"),
              StartsWith("a.csv:2:3: this field's closing quotation mark is missing"));
  EXPECT_THAT(error_of("\"a\"b,c"), StartsWith("a.csv:1:1: after the closing quotation mark"));
  EXPECT_THAT(error_of(std::string(1'000'000, ',')),
              StartsWith("a.csv:1:257: a row has at most 256"));
  EXPECT_THAT(error_of(std::string(5000, 'a')), StartsWith("a.csv:1:1: a field has at most 4096"));
  EXPECT_THAT(error_of("\"" + std::string(5000, 'a') + "\""), StartsWith("a.csv:1:1: a field has"));
}

}  // namespace
}  // namespace orbitmesh
