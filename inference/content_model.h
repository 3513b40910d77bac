#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "inference/engine/content_engine.h"
#include "inference/engine/split_model.h"
#include "inference/labelled_set.h"

namespace orbitmesh {

/// The models whose inferences are really run and the inputs they are run on, by the names
/// that scenarios use. "digits" is built in, as a model and as a set.

/// The engine of a model, given as inference/content_choice.h writes it: a built-in one, or one
/// of the catalogue (inference/models) that has been fetched, with all inputs but the first
/// fixed. Throws InputError for an unknown name, for a model that has not been fetched, for a cut
/// behind its last node, and for kernels that this CPU cannot run.
std::unique_ptr<ContentEngine> make_content_engine(std::string_view choice);
/// Where a model can be cut, by an inference of its sample. Throws InputError likewise.
std::vector<CutPoint> content_cuts(const std::string& model);
/// Those built in, for which there is a set. In alphabetical order.
std::vector<std::string_view> content_model_names();

/// Held-out images, none of which the model was trained on. Throws InputError for an unknown
/// name. The set lives as long as the program; any thread may read it.
const LabelledSet& content_set(std::string_view name);
/// In alphabetical order.
std::vector<std::string_view> content_set_names();

}  // namespace orbitmesh
