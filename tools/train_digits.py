#!/usr/bin/python3
"""Trains the digits network and writes models/digits.onnx and models/digits-heldout.bin.

    tools/train_digits.py DIGITS_CSV_GZ OUTPUT_FOLDER

DIGITS_CSV_GZ is sklearn/datasets/data/digits.csv.gz of Debian's python3-sklearn: 1,797 rows of
64 pixels (0 to 16, 8x8 row-major) and the digit. Needs Debian's python3-numpy. Neither package
is needed to build, run or test orbitmesh: the two files written here are committed.

Every draw comes from one seeded generator, so two runs on one machine write the same bytes;
another BLAS library may round differently and give other weights of the same quality.
"""

import gzip
import struct
import sys
from pathlib import Path

import numpy as np

SEED = 20260601
HELD_OUT = 360
EPOCHS = 120
BATCH = 48
PEAK_RATE = 3e-3
WEIGHT_DECAY = 2e-4
DROPOUT = 0.3
MAX_PIXEL = 16


# --- data ---------------------------------------------------------------------------------


def read_digits(path):
    with gzip.open(path, "rt", encoding="ascii") as text:
        table = np.loadtxt(text, delimiter=",").astype(np.int64)
    return table[:, :64].reshape(-1, 1, 8, 8), table[:, 64]


def shift(images, rows, columns):
    """The images moved by whole pixels, filled with the background."""
    moved = np.zeros_like(images)
    height, width = images.shape[2:]
    target = np.s_[:, :, max(rows, 0) : height + min(rows, 0), max(columns, 0) : width + min(columns, 0)]
    source = np.s_[:, :, max(-rows, 0) : height + min(-rows, 0), max(-columns, 0) : width + min(-columns, 0)]
    moved[target] = images[source]
    return moved


def augment(images, rng):
    """Each image moved by a random part of a pixel, up to 0.8 each way."""
    out = images
    for axis in range(2):
        by = rng.uniform(-0.8, 0.8, size=(len(images), 1, 1, 1)).astype(np.float32)
        step = (1, 0) if axis == 0 else (0, 1)
        forward = shift(out, *step)
        backward = shift(out, -step[0], -step[1])
        out = (1 - np.abs(by)) * out + np.maximum(by, 0) * forward + np.maximum(-by, 0) * backward
    gain = rng.uniform(0.85, 1.15, size=(len(images), 1, 1, 1)).astype(np.float32)
    return np.clip(out * gain, 0, 1)


# --- network: conv 8, conv 16, max pool, 64, 10 ---------------------------------------------


def initial_weights(rng):
    def he(shape, fan_in):
        return (rng.standard_normal(shape) * np.sqrt(2 / fan_in)).astype(np.float32)

    return {
        "conv1.weight": he((8, 1, 3, 3), 9),
        "conv1.bias": np.zeros(8, np.float32),
        "conv2.weight": he((16, 8, 3, 3), 72),
        "conv2.bias": np.zeros(16, np.float32),
        "fc1.weight": he((256, 64), 256),
        "fc1.bias": np.zeros(64, np.float32),
        "fc2.weight": he((64, 10), 64),
        "fc2.bias": np.zeros(10, np.float32),
    }


def columns_of(x):
    """3x3 neighbourhoods with padding 1: (N, C, H, W) to (N, H, W, C * 9)."""
    n, c, h, w = x.shape
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    taps = [padded[:, :, i : i + h, j : j + w] for i in range(3) for j in range(3)]
    return np.stack(taps, axis=2).reshape(n, c * 9, h, w).transpose(0, 2, 3, 1)


def conv(x, weight, bias):
    columns = columns_of(x)
    out = columns @ weight.reshape(len(weight), -1).T + bias
    return out.transpose(0, 3, 1, 2), columns


def conv_gradient(grad, columns, weight):
    n, m, h, w = grad.shape
    grad = grad.transpose(0, 2, 3, 1)
    d_weight = grad.reshape(-1, m).T @ columns.reshape(-1, columns.shape[3])
    d_columns = (grad @ weight.reshape(m, -1)).transpose(0, 3, 1, 2)
    taps = d_columns.reshape(n, weight.shape[1], 9, h, w)
    padded = np.zeros((n, weight.shape[1], h + 2, w + 2), np.float32)
    for tap in range(9):
        i, j = divmod(tap, 3)
        padded[:, :, i : i + h, j : j + w] += taps[:, :, tap]
    return d_weight.reshape(weight.shape), grad.sum((0, 1, 2)), padded[:, :, 1:-1, 1:-1]


def forward(w, x, keep=None):
    c1, columns1 = conv(x, w["conv1.weight"], w["conv1.bias"])
    r1 = np.maximum(c1, 0)
    c2, columns2 = conv(r1, w["conv2.weight"], w["conv2.bias"])
    r2 = np.maximum(c2, 0)
    windows = r2.reshape(len(x), 16, 4, 2, 4, 2).transpose(0, 1, 2, 4, 3, 5).reshape(len(x), 16, 4, 4, 4)
    pooled = windows.max(4)
    flat = pooled.reshape(len(x), 256)
    f1 = flat @ w["fc1.weight"] + w["fc1.bias"]
    h = np.maximum(f1, 0)
    if keep is not None:
        h = h * keep
    logits = h @ w["fc2.weight"] + w["fc2.bias"]
    return logits, (c1, columns1, c2, columns2, windows, pooled, flat, f1, h)


def gradients(w, x, labels, keep):
    logits, (c1, columns1, c2, columns2, windows, pooled, flat, f1, h) = forward(w, x, keep)
    e = np.exp(logits - logits.max(1, keepdims=True))
    d = e / e.sum(1, keepdims=True)
    target = np.full_like(d, 0.05 / 10)  # label smoothing 0.05
    target[np.arange(len(x)), labels] += 0.95
    d = (d - target) / len(x)
    g = {"fc2.weight": h.T @ d, "fc2.bias": d.sum(0)}
    d = (d @ w["fc2.weight"].T) * keep * (f1 > 0)
    g |= {"fc1.weight": flat.T @ d, "fc1.bias": d.sum(0)}
    d = (d @ w["fc1.weight"].T).reshape(pooled.shape)
    first = np.eye(4, dtype=np.float32)[windows.argmax(4)]
    d = (d[..., None] * first).reshape(len(x), 16, 4, 4, 2, 2).transpose(0, 1, 2, 4, 3, 5)
    d = d.reshape(c2.shape) * (c2 > 0)
    g["conv2.weight"], g["conv2.bias"], d = conv_gradient(d, columns2, w["conv2.weight"])
    g["conv1.weight"], g["conv1.bias"], _ = conv_gradient(d * (c1 > 0), columns1, w["conv1.weight"])
    return g


def train(images, labels, rng):
    """Adam with decoupled weight decay, a linear warm-up and a cosine decay."""
    w = initial_weights(rng)
    mean = {k: np.zeros_like(v) for k, v in w.items()}
    square = {k: np.zeros_like(v) for k, v in w.items()}
    batches = len(images) // BATCH
    for step in range(1, EPOCHS * batches + 1):
        if (step - 1) % batches == 0:
            order = rng.permutation(len(images))
        start = (step - 1) % batches * BATCH
        pick = order[start : start + BATCH]
        keep = (rng.random((BATCH, 64)) >= DROPOUT).astype(np.float32) / np.float32(1 - DROPOUT)
        g = gradients(w, augment(images[pick], rng), labels[pick], keep)
        progress = step / (EPOCHS * batches)
        rate = PEAK_RATE * min(1.0, progress / 0.05) * 0.5 * (1 + np.cos(np.pi * progress))
        for k in w:
            mean[k] = 0.9 * mean[k] + 0.1 * g[k]
            square[k] = 0.999 * square[k] + 0.001 * g[k] ** 2
            update = mean[k] / (1 - 0.9**step) / (np.sqrt(square[k] / (1 - 0.999**step)) + 1e-8)
            w[k] = (w[k] - rate * update - rate * WEIGHT_DECAY * w[k]).astype(np.float32)
    return w


# --- ONNX, in the protobuf wire format ------------------------------------------------------


def varint(value):
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def ints_attribute(name, values):
    return field(5, field(1, name) + b"".join(field(8, v) for v in values) + field(20, 7))


def node(operator, inputs, output, attributes=b""):
    names = b"".join(field(1, name) for name in inputs)
    return field(1, names + field(2, output) + field(3, output) + field(4, operator) + attributes)


def tensor(name, array):
    dims = b"".join(field(1, int(d)) for d in array.shape)
    return field(5, dims + field(2, 1) + field(8, name) + field(9, array.astype("<f4").tobytes()))


def value_info(number, name, dims):
    def dimension(d):
        return field(1, field(2, d) if isinstance(d, str) else field(1, d))

    shape = field(2, b"".join(dimension(d) for d in dims))
    return field(number, field(1, name) + field(2, field(1, field(1, 1) + shape)))


def onnx_model(w):
    kernel = ints_attribute("kernel_shape", [3, 3]) + ints_attribute("pads", [1, 1, 1, 1])
    pool = ints_attribute("kernel_shape", [2, 2]) + ints_attribute("strides", [2, 2])
    graph = b"".join(
        [
            node("Conv", ["image", "conv1.weight", "conv1.bias"], "conv1", kernel),
            node("Relu", ["conv1"], "relu1"),
            node("Conv", ["relu1", "conv2.weight", "conv2.bias"], "conv2", kernel),
            node("Relu", ["conv2"], "relu2"),
            node("MaxPool", ["relu2"], "pool", pool),
            node("Flatten", ["pool"], "flat"),
            node("Gemm", ["flat", "fc1.weight", "fc1.bias"], "fc1"),
            node("Relu", ["fc1"], "relu3"),
            node("Gemm", ["relu3", "fc2.weight", "fc2.bias"], "scores"),
            field(2, "digits"),
            *(tensor(name, array) for name, array in w.items()),
            value_info(11, "image", ["N", 1, 8, 8]),
            value_info(12, "scores", ["N", 10]),
        ]
    )
    return field(1, 8) + field(2, "orbitmesh tools/train_digits.py") + field(7, graph) + field(8, field(2, 13))


def held_out_file(images, labels):
    """"OMSET1", two zero bytes, count, rows, columns, largest pixel (uint32, little-endian), then
    for each image the label and the pixels, a byte each."""
    header = b"OMSET1\0\0" + struct.pack("<4I", len(images), 8, 8, MAX_PIXEL)
    rows = (bytes([label]) + image.astype(np.uint8).tobytes() for image, label in zip(images, labels))
    return header + b"".join(rows)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    pixels, labels = read_digits(sys.argv[1])
    rng = np.random.default_rng(SEED)
    order = rng.permutation(len(pixels))
    held_out, training = order[:HELD_OUT], order[HELD_OUT:]
    images = (pixels / MAX_PIXEL).astype(np.float32)
    w = train(images[training], labels[training], rng)

    def accuracy(part):
        right = int((forward(w, images[part])[0].argmax(1) == labels[part]).sum())
        return f"{right} of {len(part)} ({100 * right / len(part):.2f} %)"

    print("weights ", sum(v.size for v in w.values()))
    print("training", accuracy(training))
    print("held out", accuracy(held_out))
    folder = Path(sys.argv[2])
    (folder / "digits.onnx").write_bytes(onnx_model(w))
    (folder / "digits-heldout.bin").write_bytes(held_out_file(pixels[held_out], labels[held_out]))


if __name__ == "__main__":
    main()
