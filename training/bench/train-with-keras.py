"""Trains the network of a list of nodes with Keras, for training/bench/main.ts.

Reads one line of JSON with the nodes and settings, says "ready", and then, for every line that it
reads, trains one round and says how many seconds it took. Needs tensorflow-cpu 2.15.1, the version
whose library tfjs-node runs on.
"""

import json
import sys
import time

import numpy as np
import tensorflow as tf

job = json.loads(sys.stdin.readline())
threads = job["threads"]
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(1)
layers = tf.keras.layers


def build(nodes):
    """The Keras model of the nodes that training/src/learning/network walks too."""
    made = {}
    for node in nodes:
        inputs = [made[name] for name in node["inputs"]]
        made[node["name"]] = apply(node, inputs)
    last = made[nodes[-1]["name"]]
    first = made[nodes[0]["name"]]
    return tf.keras.Model(first, layers.Reshape((-1,))(last))


def apply(node, inputs):
    kind = node["kind"]
    if kind == "input":
        return layers.Input(node["shape"])
    x = inputs[0]
    if kind == "conv":
        x = layers.Conv2D(
            node["filters"],
            node["kernelSize"],
            node["stride"],
            node["padding"],
            use_bias=node["bias"],
            kernel_initializer="he_normal",
        )(x)
        if node["batchNorm"]:
            x = layers.BatchNormalization(epsilon=job["batchNormEpsilon"], momentum=0.95)(x)
        return layers.ReLU()(x) if node["activation"] == "relu" else x
    if kind == "maxPool":
        return layers.MaxPool2D(node["poolSize"], node["stride"], node["padding"])(x)
    if kind == "concat":
        return layers.Concatenate()(inputs)
    if kind == "residual":
        scale = node["scale"]
        return layers.Lambda(lambda pair: pair[0] + scale * pair[1])(inputs)
    if kind == "relu":
        return layers.ReLU()(x)
    if kind == "globalAveragePool":
        return layers.GlobalAveragePooling2D(keepdims=True)(x)
    if kind == "dropout":
        return layers.Dropout(1 - node["keep"])(x)
    if kind == "dense":
        return layers.Dense(node["units"])(layers.Flatten()(x))
    raise ValueError(f"unknown node {kind}")


model = build(job["nodes"])
model.compile(tf.keras.optimizers.AdamW(1e-4, weight_decay=1e-4), loss="mse")
random = np.random.default_rng(1)
images = job["steps"] * job["batchSize"]
x = random.standard_normal((images, *job["nodes"][0]["shape"]), dtype=np.float32)
y = random.standard_normal((images, model.output_shape[-1]), dtype=np.float32)
data = tf.data.Dataset.from_tensor_slices((x, y)).batch(job["batchSize"]).cache()


def train():
    model.fit(data, epochs=1, verbose=0)


train()
print(json.dumps({"version": tf.__version__, "parameters": model.count_params()}), flush=True)
while sys.stdin.readline():
    start = time.perf_counter()
    train()
    print(time.perf_counter() - start, flush=True)
