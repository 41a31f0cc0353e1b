"""Exports published echocardiography networks to ONNX, for `echonet import`.

    python export_onnx.py echonet-dynamic-ef --weights r2plus1d_18_32_2_pretrained.pt --out ef.onnx
    python export_onnx.py echonet-dynamic-ef --random 1 --out ef.onnx

With --random SEED in place of --weights the network has random weights: it shows whether the way from
Python to the viewer works, without anybody's model. With --check FILE the script also runs the network
on made numbers and writes its answer there as JSON, to compare other runtimes with
(npm run import:parity).

Each input has a batch axis of length 1: the viewer runs one window at a time, and a fixed shape lets
`echonet import` check the file against its contract.
"""

import argparse
import json
import sys
import warnings
from pathlib import Path

import torch
from torch import nn
from torchvision import models

# LayerNormalization is one operator from 17 on; ONNX Runtime Web runs all operators of it.
OPSET = 17

# Numbers of an output that --check writes down.
CHECKED = 500


class Heads(nn.Module):
    """Some outputs of a network that returns a dictionary, side by side: [1, names]."""

    def __init__(self, network, names):
        super().__init__()
        self.network = network
        self.names = names

    def forward(self, clip):
        outputs = self.network(clip)
        return torch.cat([outputs[name].reshape(1, -1) for name in self.names], 1)


class FrameTransformer(nn.Module):
    """ConvNeXt-Tiny on each frame, a transformer over the frames and one linear head a task.

    Shaped as PanEcho (Holste et al. 2025) with 5 of its tasks, for random weights: PanEcho itself is
    loaded by the code of its authors (docs/IMPORT.md). Input [1, 3, frames, 224, 224], output [1, heads].
    """

    def __init__(self, frames=16, size=224, heads=5, layers=4):
        super().__init__()
        self.size = size
        self.frames = frames
        self.encoder = models.convnext_tiny(weights=None)
        width = self.encoder.classifier[2].in_features
        self.encoder.classifier[2] = nn.Identity()
        self.place = nn.Parameter(torch.randn(1, frames, width) * 0.02)
        layer = nn.TransformerEncoderLayer(width, 8, 4 * width, batch_first=True, dropout=0.0)
        self.time = nn.TransformerEncoder(layer, layers)
        self.heads = nn.Linear(width, heads)

    def forward(self, clip):
        frames = clip.transpose(1, 2).reshape(-1, 3, self.size, self.size)
        features = self.encoder(frames).reshape(1, self.frames, -1)
        return self.heads(self.time(features + self.place).mean(1))


class Block(nn.Sequential):
    """Two 3x3 convolutions, each with batch normalisation and ReLU."""

    def __init__(self, channels, filters):
        super().__init__(
            nn.Conv2d(channels, filters, 3, padding=1),
            nn.BatchNorm2d(filters),
            nn.ReLU(),
            nn.Conv2d(filters, filters, 3, padding=1),
            nn.BatchNorm2d(filters),
            nn.ReLU(),
        )


class UNet(nn.Module):
    """A 2-D U-Net (Ronneberger et al. 2015) with transposed convolutions, as nnU-Net builds them.

    Input [1, 1, size, size], output [1, classes, size, size].
    """

    def __init__(self, classes=4, filters=(16, 32, 64, 128)):
        super().__init__()
        channels = (1, *filters[:-1])
        self.down = nn.ModuleList(Block(c, f) for c, f in zip(channels, filters))
        wide_to_narrow = list(zip(filters[:0:-1], filters[-2::-1]))
        self.up = nn.ModuleList(nn.ConvTranspose2d(w, n, 2, stride=2) for w, n in wide_to_narrow)
        self.join = nn.ModuleList(Block(2 * n, n) for _, n in wide_to_narrow)
        self.head = nn.Conv2d(filters[0], classes, 1)

    def forward(self, x):
        kept = []
        for level, block in enumerate(self.down):
            x = block(x if level == 0 else nn.functional.max_pool2d(x, 2))
            kept.append(x)
        for up, join, other in zip(self.up, self.join, kept[-2::-1]):
            x = join(torch.cat((other, up(x)), 1))
        return self.head(x)


class Maps(nn.Module):
    """The main output of a segmentation network of torchvision, which returns a dictionary."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        return self.network(image)["out"]


def ejection_fraction():
    """EchoNet-Dynamic (Ouyang et al. 2020): torchvision's r2plus1d_18 with one output, EF in %."""
    network = models.video.r2plus1d_18(weights=None)
    network.fc = nn.Linear(network.fc.in_features, 1)
    # Its authors begin training at 55.6, the mean of their training labels.
    nn.init.constant_(network.fc.bias, 55.6)
    return network


class NarrowVideo(nn.Module):
    """A (2+1)D network of two blocks, for tests: the operators of r2plus1d_18 in 40 kB."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv3d(3, 8, (1, 7, 7), (1, 4, 4), (0, 3, 3), bias=False),
            nn.BatchNorm3d(8),
            nn.ReLU(),
            nn.Conv3d(8, 8, (3, 1, 1), (1, 1, 1), (1, 0, 0), bias=False),
            nn.BatchNorm3d(8),
            nn.ReLU(),
            nn.Conv3d(8, 16, (1, 3, 3), (1, 2, 2), (0, 1, 1), bias=False),
            nn.BatchNorm3d(16),
            nn.ReLU(),
            nn.Conv3d(16, 16, (3, 1, 1), (2, 1, 1), (1, 0, 0), bias=False),
            nn.BatchNorm3d(16),
            nn.ReLU(),
            nn.AdaptiveAvgPool3d(1),
            nn.Flatten(1),
        )
        self.fc = nn.Linear(16, 1)
        nn.init.constant_(self.fc.bias, 55.6)

    def forward(self, clip):
        return self.fc(self.layers(clip))


def ventricle():
    """EchoNet-Dynamic: torchvision's deeplabv3_resnet50 with one logit a pixel."""
    network = models.segmentation.deeplabv3_resnet50(
        weights=None, weights_backbone=None, aux_loss=False
    )
    last = network.classifier[-1]
    network.classifier[-1] = nn.Conv2d(last.in_channels, 1, last.kernel_size)
    return Maps(network)


def views():
    """EchoPrime's view classifier: torchvision's convnext_base with 11 classes."""
    network = models.convnext_base(weights=None)
    network.classifier[-1] = nn.Linear(network.classifier[-1].in_features, 11)
    return network


# By the name of the contract: how to build the network, its input's name and shape, its output's.
NETWORKS = {
    "echonet-dynamic-ef": (ejection_fraction, "clip", (1, 3, 32, 112, 112), "ef"),
    "echonet-dynamic-lv": (ventricle, "image", (1, 3, 112, 112), "logits"),
    "echoprime-views": (views, "image", (1, 3, 224, 224), "logits"),
    "panecho": (FrameTransformer, "clip", (1, 3, 16, 224, 224), "heads"),
    "camus-unet": (UNet, "image", (1, 1, 256, 256), "logits"),
    "narrow-video": (NarrowVideo, "clip", (1, 3, 32, 112, 112), "ef"),
    # For tests: the operators of the U-Net in 60 kB.
    "narrow-unet": (lambda: UNet(filters=(4, 8, 16)), "image", (1, 1, 64, 64), "logits"),
}


def load(network, path):
    """Reads a checkpoint: a state_dict, alone or under 'state_dict', with or without 'module.'."""
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    state = checkpoint.get("state_dict", checkpoint)
    state = {name.removeprefix("module."): value for name, value in state.items()}
    target = network.network if isinstance(network, Maps) else network
    wanted = target.state_dict().keys()
    missing, extra = sorted(wanted - state.keys()), sorted(state.keys() - wanted)
    # An auxiliary classifier is used in training alone.
    extra = [name for name in extra if not name.startswith("aux_classifier.")]
    if missing or extra:
        sys.exit(
            f"{path} is not of this network: {len(missing)} of its weights are missing"
            f" ({', '.join(missing[:3])}), {len(extra)} are not part of it ({', '.join(extra[:3])})."
        )
    target.load_state_dict({name: state[name] for name in wanted})


def randomise(network, seed):
    """Moves the statistics of batch normalisation off their initial 0 and 1, so that they count."""
    generator = torch.Generator().manual_seed(seed)
    for module in network.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            shape = module.running_mean.shape
            module.running_mean.copy_(0.1 * torch.randn(shape, generator=generator))
            module.running_var.copy_(0.5 + torch.rand(shape, generator=generator))


def made_input(shape):
    """Numbers from -1 to 1 that every language makes alike."""
    count = torch.Size(shape).numel()
    places = torch.arange(count, dtype=torch.float64)
    return ((places * 7919) % 2003 / 1001 - 1).to(torch.float32).reshape(shape)


def export(network, input_name, shape, output_name, path):
    """Writes a network with one input and one output as an ONNX file."""
    network.eval()
    # Its fused attention has no ONNX operator.
    torch.backends.mha.set_fastpath_enabled(False)
    with torch.no_grad(), warnings.catch_warnings():
        # That the exporter is the older one, which is meant.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            network,
            (made_input(shape),),
            str(path),
            input_names=[input_name],
            output_names=[output_name],
            opset_version=OPSET,
            # The older exporter needs no further packages and writes one file.
            dynamo=False,
        )


def write_answer(network, shape, path):
    """Writes the network's answer to the made input: every n-th number of it."""
    with torch.no_grad():
        answer = network(made_input(shape)).reshape(-1)
    every = max(1, answer.numel() // CHECKED)
    path.write_text(json.dumps({"shape": shape, "every": every, "answer": answer[::every].tolist()}))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("network", choices=NETWORKS)
    weights = parser.add_mutually_exclusive_group(required=True)
    weights.add_argument("--weights", type=Path, help="the released checkpoint")
    weights.add_argument("--random", type=int, metavar="SEED", help="random weights instead")
    parser.add_argument("--out", type=Path, required=True, help="the ONNX file to write")
    parser.add_argument("--check", type=Path, metavar="FILE", help="also write an answer, as JSON")
    options = parser.parse_args()

    build, input_name, shape, output_name = NETWORKS[options.network]
    if options.weights and build is FrameTransformer:
        sys.exit("PanEcho's weights fit the code of its authors alone: see docs/IMPORT.md.")
    torch.manual_seed(options.random or 0)
    network = build()
    with torch.no_grad():
        if options.weights:
            load(network, options.weights)
        else:
            randomise(network, options.random)
    export(network, input_name, shape, output_name, options.out)
    if options.check:
        write_answer(network, shape, options.check)
    print(f"Wrote {options.out} ({options.out.stat().st_size / 1e6:.2f} MB)")


if __name__ == "__main__":
    main()
