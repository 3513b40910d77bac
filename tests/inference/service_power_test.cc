#include "inference/service_power.h"

#include <gtest/gtest.h>

#include "inference/profile_library.h"

namespace orbitmesh {
namespace {

TEST(ServicePower, IsThatOfAllDevicesAModelIsShardedOver) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  const AcceleratorProfile& h100 = *library.find_accelerator("nvidia-h100-sxm");  // 80 GB, 700 W
  const auto one = service_power(*library.find_model("openvla-7b"), h100);
  const auto sharded = service_power(*library.find_model("rt-2-55b"), h100);  // 110 GB
  ASSERT_TRUE(one && sharded);
  EXPECT_DOUBLE_EQ(one->si, 700.0);
  EXPECT_DOUBLE_EQ(sharded->si, 1400.0);
}

TEST(ServicePower, IsEmptyWhereTheProfileStatesNone) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  AcceleratorProfile unknown = *library.find_accelerator("nvidia-h100-sxm");
  unknown.power.reset();
  EXPECT_FALSE(service_power(*library.find_model("openvla-7b"), unknown));
}

}  // namespace
}  // namespace orbitmesh
