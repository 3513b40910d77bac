#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iostream>
#include <optional>

#include "core/file_bytes.h"
#include "inference/engine/onnx_engine.h"
#include "inference/engine/onnx_reader.h"
#include "tests/inference/fetched_file.h"

// Speech activity with a model and recordings that are not part of the project; where they
// cannot be fetched, the test is skipped. The recordings have no labels. A frame of one with
// spoken words counts as speech when its level is within 25 dB of the recording's loudest
// frame, and as none when it is 45 dB below or more; frames between are left out. A frame of
// the recording of noise counts as no speech.

namespace orbitmesh {
namespace {

constexpr std::size_t kFrame = 512;   // 32 ms at 16 kHz
constexpr std::size_t kContext = 64;  // samples before a frame that the model sees too
constexpr double kSpeechDb = -25;
constexpr double kSilenceDb = -45;

std::uint32_t number_at(const std::string& bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  if (at + size <= bytes.size()) std::memcpy(&number, bytes.data() + at, size);
  return number;
}

/// The samples of a WAV file of one channel of 16 bits, from -1 to 1 at 16 kHz. Of a file of
/// 48 kHz three samples are averaged.
std::vector<float> read_sound(const std::string& path) {
  const std::string bytes = read_file_bytes(path, 10'000'000);
  const std::size_t step = number_at(bytes, 24, 4) / 16'000;
  std::size_t chunk = 12;
  while (chunk + 8 < bytes.size() && bytes.compare(chunk, 4, "data") != 0) {
    chunk += 8 + number_at(bytes, chunk + 4, 4);
  }
  std::vector<float> samples;
  for (std::size_t at = chunk + 8; at + 2 * step <= bytes.size(); at += 2 * step) {
    float sum = 0;
    for (std::size_t i = 0; i < step; ++i) {
      sum += static_cast<float>(static_cast<std::int16_t>(number_at(bytes, at + 2 * i, 2)));
    }
    samples.push_back(sum / static_cast<float>(step) / 32768);
  }
  return samples;
}

std::vector<double> frame_powers(const std::vector<float>& samples) {
  std::vector<double> powers;
  for (std::size_t at = 0; at + kFrame <= samples.size(); at += kFrame) {
    double power = 0;
    for (std::size_t i = 0; i < kFrame; ++i) power += std::pow(samples[at + i], 2);
    powers.push_back(power / kFrame);
  }
  return powers;
}

/// For each frame whether someone speaks; none where that is left open.
std::vector<std::optional<bool>> labels_of(const std::vector<float>& samples, bool is_noise) {
  const std::vector<double> powers = frame_powers(samples);
  const double loudest = *std::max_element(powers.begin(), powers.end());
  std::vector<std::optional<bool>> labels;
  for (const double power : powers) {
    const double db = 10 * std::log10(power / loudest + 1e-12);
    std::optional<bool> label;
    if (is_noise || db <= kSilenceDb) label = false;
    if (!is_noise && db >= kSpeechDb) label = true;
    labels.push_back(label);
  }
  return labels;
}

/// Probability of speech in each frame, with the model's state carried on.
std::vector<float> speech_probabilities(OnnxEngine& engine, const std::vector<float>& samples) {
  Value frame;
  frame.reset(ElementType::kFloat, {1, static_cast<std::int64_t>(kContext + kFrame)});
  Value state;
  state.reset(ElementType::kFloat, {2, 1, 128});
  std::vector<float> probabilities;
  for (std::size_t at = 0; at + kFrame <= samples.size(); at += kFrame) {
    for (std::size_t i = 0; i < kContext + kFrame; ++i) {
      frame.floats[i] = at + i < kContext ? 0.0F : samples[at + i - kContext];
    }
    std::vector<Value> outputs = engine.run_values({frame, state});
    probabilities.push_back(outputs[0].floats[0]);
    state = outputs[1];
  }
  return probabilities;
}

struct Score {
  int speech = 0;
  int right_speech = 0;
  int silence = 0;
  int right_silence = 0;
};

void add_recording(OnnxEngine& engine, const std::string& path, bool is_noise, Score& score) {
  const std::vector<float> samples = read_sound(path);
  const auto labels = labels_of(samples, is_noise);
  const std::vector<float> probabilities = speech_probabilities(engine, samples);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!labels[i]) continue;
    const bool heard = probabilities[i] > 0.5F;
    (*labels[i] ? score.speech : score.silence) += 1;
    if (heard == *labels[i]) (heard ? score.right_speech : score.right_silence) += 1;
  }
}

TEST(EngineSpeech, TellsSpeechFromNoiseAndSilence) {
  const FetchedFile file = fetched_file("silero-vad-v5");
  if (file.path.empty()) GTEST_SKIP() << file.missing;
  OnnxModel model = read_onnx_file(file.path);
  Value rate;
  rate.reset(ElementType::kInteger, {});
  rate.integers[0] = 16'000;
  fix_input(model, "sr", rate);
  OnnxEngine engine(std::move(model));
  Score score;
  for (const char* const name :
       {"Front_Center.wav", "Front_Left.wav", "Front_Right.wav", "Noise.wav", "Rear_Center.wav",
        "Rear_Left.wav", "Rear_Right.wav", "Side_Left.wav", "Side_Right.wav", "speech_orig_16k.wav",
        "wia_16kHz.wav"}) {
    const FetchedFile recording = fetched_file(name);
    if (recording.path.empty()) GTEST_SKIP() << recording.missing;
    add_recording(engine, recording.path, std::string(name) == "Noise.wav", score);
  }
  std::cout << "right on " << score.right_speech << " of " << score.speech
            << " frames of speech and " << score.right_silence << " of " << score.silence
            << " of none\n";
  EXPECT_GT(score.speech, 300);
  EXPECT_GT(score.silence, 50);
  EXPECT_GE(score.right_speech + score.right_silence, 0.85 * (score.speech + score.silence));
}

}  // namespace
}  // namespace orbitmesh
