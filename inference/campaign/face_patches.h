#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inference/engine/value.h"

namespace orbitmesh {

/// A picture for a face detector, and whether a face is on it.
struct FacePicture {
  Value input;  ///< [1, size, size, 3] from -1 to 1
  std::uint32_t is_face = 0;
};

/// The 200 grey patches of scikit-image's lfw_subset.npy, 100 faces and 100 without one, each
/// enlarged to half the frame's size in the middle of a grey frame of `size` pixels; faces and
/// others in turn. Throws InputError for a file that is not that array.
std::vector<FacePicture> read_face_pictures(const std::string& path, int size);

}  // namespace orbitmesh
