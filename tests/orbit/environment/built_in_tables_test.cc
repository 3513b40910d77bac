#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "orbit/catalogue/xz_decoder.h"
#include "orbit/environment/embedded_tables.h"
#include "orbit/environment/number_table.h"

namespace orbitmesh {
namespace {

struct Table {
  const char* file;  // in ../shared/data/radiation
  std::string_view (*packed)();
};

class BuiltInTable : public testing::TestWithParam<Table> {};

TEST_P(BuiltInTable, IsTheSourceByteForByte) {
  const std::string path =
      ORBITMESH_SOURCE_DIR "/../shared/data/radiation/" + std::string(GetParam().file);
  std::ifstream file(path, std::ios::binary);
  if (!file) GTEST_SKIP() << "no radiation tables in ../shared/data";
  std::ostringstream source;
  source << file.rdbuf();
  EXPECT_TRUE(decode_xz(GetParam().packed(), {}, 4'000'000) == source.str()) << GetParam().file;
}

INSTANTIATE_TEST_SUITE_P(
    All, BuiltInTable,
    testing::Values(Table{"ap8min_grid_2deg.csv", embedded_ap8_min},
                    Table{"ap8max_grid_2deg.csv", embedded_ap8_max},
                    Table{"L_igrf2025_550km_2deg.csv", embedded_mcilwain_l},
                    Table{"gcr_let_integral_W10.csv", embedded_gcr_let_w10},
                    Table{"gcr_let_integral_W100.csv", embedded_gcr_let_w100},
                    Table{"spenvis/creme96_worst_day_protons.csv", embedded_worst_day_protons},
                    Table{"spenvis/tid_550km_5yr_by_inclination.csv", embedded_dose}));

TEST(NumberTable, LeavesRemarksAndColumnNamesOut) {
  const NumberTable table = NumberTable::unpack(embedded_worst_day_protons());
  EXPECT_EQ(table.columns(), 5U);
  EXPECT_EQ(table.rows(), 75U);
  EXPECT_DOUBLE_EQ(table.at(0, 0), 0.1);
  EXPECT_DOUBLE_EQ(table.column(3).back(), 14980);
}

}  // namespace
}  // namespace orbitmesh
