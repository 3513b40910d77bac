#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "core/error.h"
#include "tests/inference/operator_call.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;

Value counting(const Shape& shape) {
  Value value =
      float_value(shape, std::vector<float>(static_cast<std::size_t>(element_count(shape))));
  std::iota(value.floats.begin(), value.floats.end(), 0.0F);
  return value;
}

Value list(std::vector<std::int64_t> elements) {
  const auto size = static_cast<std::int64_t>(elements.size());
  return integer_value({size}, std::move(elements));
}

Shape shape_after(const std::string& op, std::vector<Value> inputs,
                  std::vector<OnnxAttribute> attributes = {}, std::int64_t opset = 13) {
  const Value y = OperatorCall{op, inputs, std::move(attributes), opset}.run();
  EXPECT_EQ(y.floats, inputs.front().floats) << "the elements stay in order";
  return y.shape;
}

TEST(KernelReshape, TakesTheShapeGiven) {
  const Value x = counting({2, 3, 4});
  EXPECT_EQ(shape_after("Reshape", {x, list({4, 6})}), (Shape{4, 6}));
  EXPECT_EQ(shape_after("Reshape", {x, list({0, -1})}), (Shape{2, 12}));
  EXPECT_EQ(shape_after("Reshape", {counting({0, 3}), list({3, 0})},
                        {integer_attribute("allowzero", 1)}, 14),
            (Shape{3, 0}));
}

TEST(KernelReshape, RefusesAShapeOfOtherSize) {
  const Value x = counting({2, 3});
  for (const auto& shape :
       std::vector<std::vector<std::int64_t>>{{5}, {-1, 4}, {-1, -1}, {1, 1, 0, 6}, {-2, -3}}) {
    EXPECT_THROW((OperatorCall{"Reshape", {x, list(shape)}}.run()), InputError) << to_string(shape);
  }
}

TEST(KernelFlatten, JoinsTheDimensionsBeforeAndFromTheAxis) {
  const Value x = counting({2, 3, 4});
  EXPECT_EQ(shape_after("Flatten", {x}), (Shape{2, 12}));
  EXPECT_EQ(shape_after("Flatten", {x}, {integer_attribute("axis", 0)}), (Shape{1, 24}));
  EXPECT_EQ(shape_after("Flatten", {x}, {integer_attribute("axis", 3)}), (Shape{24, 1}));
  EXPECT_EQ(shape_after("Flatten", {x}, {integer_attribute("axis", -1)}), (Shape{6, 4}));
}

TEST(KernelSqueeze, RemovesDimensionsOfOne) {
  const Value x = counting({1, 3, 1, 2});
  EXPECT_EQ(shape_after("Squeeze", {x}), (Shape{3, 2}));
  EXPECT_EQ(shape_after("Squeeze", {x, list({-2})}), (Shape{1, 3, 2}));
  EXPECT_EQ(shape_after("Squeeze", {x}, {integers_attribute("axes", {0})}, 11), (Shape{3, 1, 2}));
  EXPECT_THROW((OperatorCall{"Squeeze", {x, list({1})}}.run()), InputError);
}

TEST(KernelUnsqueeze, InsertsDimensionsOfOne) {
  const Value x = counting({3});
  EXPECT_EQ(shape_after("Unsqueeze", {x, list({0, -1})}), (Shape{1, 3, 1}));
  EXPECT_EQ(shape_after("Unsqueeze", {x}, {integers_attribute("axes", {1})}, 11), (Shape{3, 1}));
  EXPECT_THROW((OperatorCall{"Unsqueeze", {x, list({0, 0})}}.run()), InputError);
  EXPECT_THROW((OperatorCall{"Unsqueeze", {x}}.run()), InputError);
}

TEST(KernelIdentity, CopiesAndDropoutDoesNothingOutsideTraining) {
  const Value x = counting({2, 2});
  EXPECT_EQ(shape_after("Identity", {x}), x.shape);
  EXPECT_EQ(shape_after("Dropout", {x}), x.shape);
  EXPECT_THROW((OperatorCall{"Dropout", {x, absent(), integer_value({}, {1})}}.run()), InputError);
}

TEST(KernelTranspose, ReordersTheDimensions) {
  const Value x = counting({1, 2, 3});
  const Value reversed = OperatorCall{"Transpose", {x}}.run();
  EXPECT_EQ(reversed.shape, (Shape{3, 2, 1}));
  EXPECT_THAT(reversed.floats, ElementsAre(0, 3, 1, 4, 2, 5));
  const Value moved =
      OperatorCall{
          "Transpose", {counting({2, 1, 2, 2})}, {integers_attribute("perm", {0, 2, 3, 1})}}
          .run();
  EXPECT_EQ(moved.shape, (Shape{2, 2, 2, 1}));
  EXPECT_THROW((OperatorCall{"Transpose", {x}, {integers_attribute("perm", {0, 0, 1})}}.run()),
               InputError);
}

TEST(KernelConcat, PutsArraysSideBySide) {
  const Value a = counting({2, 2});
  const Value b = float_value({2, 1}, {10, 11});
  const Value y = OperatorCall{"Concat", {a, b}, {integer_attribute("axis", 1)}}.run();
  EXPECT_EQ(y.shape, (Shape{2, 3}));
  EXPECT_THAT(y.floats, ElementsAre(0, 1, 10, 2, 3, 11));
  EXPECT_THROW((OperatorCall{"Concat", {a, b}, {integer_attribute("axis", 0)}}.run()), InputError);
  EXPECT_THROW((OperatorCall{"Concat", {a, b}}.run()), InputError);
}

TEST(KernelSlice, TakesRangesWithSteps) {
  const Value x = counting({2, 4});
  const Value y =
      OperatorCall{"Slice", {x, list({1, -1}), list({2, -100}), list({0, 1}), list({1, -2})}}.run();
  EXPECT_EQ(y.shape, (Shape{1, 2}));
  EXPECT_THAT(y.floats, ElementsAre(7, 5));
  const Value old =
      OperatorCall{"Slice",
                   {x},
                   {integers_attribute("starts", {1}), integers_attribute("ends", {1000}),
                    integers_attribute("axes", {1})},
                   9}
          .run();
  EXPECT_THAT(old.floats, ElementsAre(1, 2, 3, 5, 6, 7));
}

TEST(KernelSlice, CanTakeNothingAndSurvivesExtremeNumbers) {
  const std::int64_t max = std::numeric_limits<std::int64_t>::max();
  const std::int64_t min = std::numeric_limits<std::int64_t>::min();
  const Value x = counting({3});
  const auto slice = [&](std::int64_t start, std::int64_t end, std::int64_t step) {
    return OperatorCall{"Slice", {x, list({start}), list({end}), list({0}), list({step})}}
        .run()
        .floats;
  };
  EXPECT_THAT(slice(2, 1, 1), ElementsAre());
  EXPECT_THAT(slice(max, max, 1), ElementsAre());
  EXPECT_THAT(slice(min, max, max), ElementsAre(0));
  EXPECT_THAT(slice(max, min, -1), ElementsAre(2, 1, 0));
  EXPECT_THAT(slice(max, min, min), ElementsAre(2));
  EXPECT_THROW(slice(0, 1, 0), InputError);
}

TEST(KernelGather, PicksByIndexAlsoFromTheEnd) {
  const Value x = counting({2, 3});
  const Value y =
      OperatorCall{"Gather", {x, integer_value({1, 2}, {-1, 0})}, {integer_attribute("axis", 1)}}
          .run();
  EXPECT_EQ(y.shape, (Shape{2, 1, 2}));
  EXPECT_THAT(y.floats, ElementsAre(2, 0, 5, 3));
  EXPECT_THROW((OperatorCall{"Gather", {x, list({2})}}.run()), InputError);
}

TEST(KernelPad, FillsReflectsOrRepeatsTheEdge) {
  const Value x = float_value({1, 3}, {1, 2, 3});
  const Value pads = list({0, 2, 0, 1});
  const auto pad = [&](const char* mode) {
    return OperatorCall{"Pad", {x, pads, float_value({}, {9})}, {text_attribute("mode", mode)}}
        .run()
        .floats;
  };
  EXPECT_THAT(pad("constant"), ElementsAre(9, 9, 1, 2, 3, 9));
  EXPECT_THAT(pad("reflect"), ElementsAre(3, 2, 1, 2, 3, 2));
  EXPECT_THAT(pad("edge"), ElementsAre(1, 1, 1, 2, 3, 3));
  EXPECT_THROW(pad("wrap"), InputError);
}

TEST(KernelPad, CropsForNegativePadsAndTakesAttributesBeforeOpset11) {
  const Value x = float_value({3}, {1, 2, 3});
  EXPECT_THAT((OperatorCall{"Pad", {x, list({-1, 1})}}.run().floats), ElementsAre(2, 3, 0));
  EXPECT_THAT((OperatorCall{"Pad", {x}, {integers_attribute("pads", {1, 0})}, 9}.run().floats),
              ElementsAre(0, 1, 2, 3));
  EXPECT_THROW((OperatorCall{"Pad", {x, list({-4, 0})}}.run()), InputError);
  EXPECT_THROW((OperatorCall{"Pad", {x, list({1})}}.run()), InputError);
}

TEST(KernelResize, RepeatsTheNearestPixel) {
  const Value x = float_value({1, 1, 1, 2}, {1, 2});
  const Value y = OperatorCall{"Resize",
                               {x, absent(), float_value({4}, {1, 1, 2, 2})},
                               {text_attribute("mode", "nearest"),
                                text_attribute("coordinate_transformation_mode", "asymmetric"),
                                text_attribute("nearest_mode", "floor")}}
                      .run();
  EXPECT_EQ(y.shape, (Shape{1, 1, 2, 4}));
  EXPECT_THAT(y.floats, ElementsAre(1, 1, 2, 2, 1, 1, 2, 2));
}

TEST(KernelResize, InterpolatesBetweenPixels) {
  const Value x = float_value({1, 1, 1, 2}, {0, 4});
  const auto resize = [&](const char* coordinates) {
    return OperatorCall{"Resize",
                        {x, absent(), absent(), list({1, 1, 1, 4})},
                        {text_attribute("mode", "linear"),
                         text_attribute("coordinate_transformation_mode", coordinates)}}
        .run()
        .floats;
  };
  EXPECT_THAT(resize("half_pixel"), ElementsAre(0, 1, 3, 4));
  EXPECT_THAT(resize("asymmetric"), ElementsAre(0, 2, 4, 4));
  EXPECT_THAT(resize("align_corners"),
              ElementsAre(0, testing::FloatEq(4.0F / 3), testing::FloatEq(8.0F / 3), 4));
  EXPECT_THROW(resize("tf_crop_and_resize"), InputError);
}

TEST(KernelResize, RefusesSizesBeyondTheLimit) {
  const Value x = float_value({1, 1}, {1});
  EXPECT_THROW((OperatorCall{"Resize", {x, absent(), absent(), list({1 << 20, 1 << 20})}}.run()),
               InputError);
  EXPECT_THROW((OperatorCall{"Resize", {x, absent(), float_value({2}, {1e30F, 1})}}.run()),
               InputError);
  EXPECT_THROW((OperatorCall{"Resize", {x, absent(), absent(), list({0, 1})}}.run()), InputError);
}

TEST(KernelShape, GivesTheDimensions) {
  const Value x = counting({2, 3, 4});
  EXPECT_THAT((OperatorCall{"Shape", {x}}.run().integers), ElementsAre(2, 3, 4));
  EXPECT_THAT((OperatorCall{
                  "Shape", {x}, {integer_attribute("start", -2), integer_attribute("end", -1)}, 15}
                   .run()
                   .integers),
              ElementsAre(3));
}

TEST(KernelConstantOfShape, FillsWithItsValue) {
  EXPECT_THAT((OperatorCall{"ConstantOfShape", {list({2})}}.run().floats), ElementsAre(0, 0));
  EXPECT_THAT(
      (OperatorCall{
          "ConstantOfShape", {list({1, 2})}, {tensor_attribute("value", integer_value({1}, {7}))}}
           .run()
           .integers),
      ElementsAre(7, 7));
  EXPECT_THROW((OperatorCall{"ConstantOfShape", {list({1 << 30, 1 << 30})}}.run()), InputError);
  EXPECT_THROW((OperatorCall{"ConstantOfShape", {list({-1})}}.run()), InputError);
}

TEST(KernelCast, TruncatesAndIsDefinedForEveryNumber) {
  const float infinity = std::numeric_limits<float>::infinity();
  const Value x =
      float_value({5}, {1.9F, -1.9F, std::numeric_limits<float>::quiet_NaN(), infinity, -1e20F});
  const auto to = [&](std::int64_t type) {
    return OperatorCall{"Cast", {x}, {integer_attribute("to", type)}}.run().integers;
  };
  EXPECT_THAT(to(6), ElementsAre(1, -1, 0, std::numeric_limits<std::int32_t>::max(),
                                 std::numeric_limits<std::int32_t>::min()));
  EXPECT_THAT(to(7), ElementsAre(1, -1, 0, std::numeric_limits<std::int64_t>::max(),
                                 std::numeric_limits<std::int64_t>::min()));
  EXPECT_THAT(to(9), ElementsAre(1, 1, 1, 1, 1));
  EXPECT_THROW(to(11), InputError);
  const Value back = OperatorCall{"Cast", {list({3})}, {integer_attribute("to", 1)}}.run();
  EXPECT_THAT(back.floats, ElementsAre(3));
}

}  // namespace
}  // namespace orbitmesh
