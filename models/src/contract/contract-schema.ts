import * as v from 'valibot';
import {
  atLeastOne,
  count,
  finite,
  notNegative,
  positive,
  probability,
  text,
} from '../field-schemas';
import { structureNames } from '../segmentation/structures';

/** How an ONNX network wants its input and what its outputs are; the texts go into the documentation. */

const stride = v.pipe(
  v.union([
    v.object({
      frames: v.pipe(atLeastOne, v.description('every n-th frame of the clip, whatever its rate')),
      framesPerSecond: v.pipe(
        positive,
        v.description('frame rate of the clips that the network was trained on'),
      ),
    }),
    v.object({ ms: v.pipe(positive, v.description('the frame nearest to each multiple')) }),
  ]),
  v.description('from one frame of a window to the next'),
);

const shortClipRules = ['repeat last frame', 'loop', 'zeros', 'refuse'] as const;

const frames = v.pipe(
  v.object({
    count: v.pipe(
      atLeastOne,
      v.maxValue(128, 'must be at most 128'),
      v.description('frames of one window; 1 for a network that reads single images'),
    ),
    stride,
    mostWindows: v.pipe(
      atLeastOne,
      v.maxValue(64, 'must be at most 64'),
      v.description(
        'windows spread over a long clip, whose results are averaged; 1 takes the first alone',
      ),
    ),
    shortClip: v.pipe(
      v.picklist(shortClipRules),
      v.description(
        'what fills a window that the clip is too short for; zeros stand for frames of 0 after ' +
          'standardising',
      ),
    ),
  }),
  v.check(
    ({ count: frameCount, mostWindows }) => frameCount * mostWindows <= 512,
    'more than 512 frames of a clip; use fewer windows',
  ),
  v.description('which frames of a clip the network reads'),
);

const channelOrders = ['grey', 'grey x 3', 'RGB', 'BGR'] as const;

const perChannel = (description: string, value: typeof finite | typeof positive) =>
  v.pipe(
    v.array(value),
    v.minLength(1, 'must have a value for each channel'),
    v.description(description),
  );

const image = v.pipe(
  v.object({
    size: v.pipe(
      atLeastOne,
      v.maxValue(1024, 'must be at most 1024'),
      v.description('side of the square image in pixels'),
    ),
    channels: v.pipe(
      v.picklist(channelOrders),
      v.description(
        'grey values without coloured overlays, once or three times; or the colours as they are',
      ),
    ),
    crop: v.pipe(
      v.picklist(['sector', 'centre', 'whole']),
      v.description(
        'the square around the scan sector, the largest centred square of the frame, or the whole ' +
          'frame in a square with black beside it',
      ),
    ),
    margin: v.pipe(
      finite,
      v.minValue(-0.4, 'must be at least -0.4'),
      v.maxValue(1, 'must be at most 1'),
      v.description('added on each side, as a share of the side; negative cuts off'),
    ),
    mask: v.pipe(
      v.picklist(['sector', 'none']),
      v.description('whether everything outside the scan sector is black'),
    ),
    filter: v.pipe(
      v.picklist(['antialiased', 'linear', 'cubic']),
      v.description('of resizing; cubic as in OpenCV, without antialiasing like linear'),
    ),
    highest: v.pipe(v.picklist([1, 255]), v.description('white before standardising; black is 0')),
    mean: perChannel('subtracted, in the order of the channels', finite),
    sd: perChannel('divided by, in the order of the channels', positive),
  }),
  v.check(
    ({ channels, mean, sd }) =>
      mean.length === channelCount(channels) && sd.length === channelCount(channels),
    'mean and sd need one value for each channel',
  ),
  v.description('how one frame becomes numbers'),
);

export const layouts = ['NCHW', 'NHWC', 'NCTHW', 'NTCHW', 'NTHWC'] as const;

export const inputSchema = v.pipe(
  v.object({
    frames,
    image,
    layout: v.pipe(
      v.picklist(layouts),
      v.description('order of the axes: N batch (1), C channels, T frames, H rows, W columns'),
    ),
  }),
  v.check(
    (input) => input.layout.includes('T') || input.frames.count === 1,
    'a layout without T takes single images: frames.count must be 1',
  ),
);

const outputMeanings = ['numbers', 'logits', 'probabilities', 'class logits'] as const;

const output = v.pipe(
  v.object({
    tensor: v.optional(
      v.pipe(text, v.description('name of the output in the file; the only one unless given')),
    ),
    length: v.pipe(atLeastOne, v.description('numbers that it holds for one window')),
    meaning: v.pipe(
      v.picklist(outputMeanings),
      v.description(
        'numbers: values that task.labelStd and labelMean turn into the unit; logits and ' +
          'probabilities: one finding each; class logits: exactly one class is true',
      ),
    ),
    sums: v.optional(
      v.pipe(
        v.array(v.pipe(v.array(count), v.minLength(1))),
        v.description(
          'of class logits: for each value that tasks read, the classes whose probabilities are ' +
            'added; each class alone unless given',
        ),
      ),
    ),
  }),
  v.check(
    ({ sums, length }) => (sums ?? []).every((classes) => classes.every((one) => one < length)),
    'sums names a class that the output does not have',
  ),
  v.check(
    ({ sums, meaning }) => sums === undefined || meaning === 'class logits',
    'sums goes with class logits',
  ),
);

export const outputsSchema = v.pipe(
  v.array(output),
  v.minLength(1, 'must name an output'),
  v.description('tensors that are read, in the order in which tasks count their values'),
);

const recordedSchema = v.object({
  /** Of the made clip. */
  seed: count,
  /** All values that tasks read, in order, for one window; of a mask, see maskSample. */
  answer: v.pipe(v.array(finite), v.minLength(1)),
  /** What computed it. */
  runtime: text,
  /** Largest difference that counts as the same answer, as a share of the largest value. */
  tolerance: notNegative,
});

/** The project's own engine computes the file too, and did so in less time on the same thread. */
const engineSchema = v.object({
  file: v.literal('engine.json'),
  /** Of the made clip's window, where it was imported. */
  windowMs: positive,
  onnxRuntimeMs: positive,
});

const fileFields = {
  file: v.literal('model.onnx'),
  opset: atLeastOne,
  recorded: recordedSchema,
  /** Absent where ONNX Runtime alone runs the file. */
  engine: v.optional(engineSchema),
  /** Full sentences: what the released files do not say. */
  unknown: v.array(text),
};

/** Part of echonet.json of a model that is an ONNX file. */
export const onnxSchema = v.object({
  ...fileFields,
  input: inputSchema,
  outputs: outputsSchema,
});

/** As inputSchema, of a network that labels the pixels of single frames: it reads all of a clip. */
export const maskInputSchema = v.object({
  image,
  layout: v.pipe(
    v.picklist(['NCHW', 'NHWC']),
    v.description('order of the axes: N batch (1), C channels, H rows, W columns'),
  ),
});

export const maskSchema = v.pipe(
  v.object({
    tensor: v.optional(
      v.pipe(text, v.description('name of the output in the file; the only one unless given')),
    ),
    size: v.optional(
      v.pipe(
        atLeastOne,
        v.description('side of the map in pixels; that of the image unless given'),
      ),
    ),
    layout: v.pipe(
      v.picklist(['NCHW', 'NHWC']),
      v.description('order of its axes; C is the number of classes'),
    ),
    meaning: v.pipe(
      v.picklist(['logits', 'probabilities', 'class logits', 'class probabilities']),
      v.description(
        'logits and probabilities: each class by itself; class logits and class probabilities: ' +
          'exactly one class is true in each pixel',
      ),
    ),
    classes: v.pipe(
      v.array(v.picklist(structureNames)),
      v.minLength(1, 'must name a class'),
      v.description(
        'what each channel shows, in order; background: nothing that EchoNet outlines, also several times',
      ),
    ),
    threshold: v.optional(
      v.pipe(
        probability,
        v.minValue(0.01, 'must be at least 0.01'),
        v.maxValue(0.99, 'must be at most 0.99'),
        v.description(
          'of logits and probabilities: a pixel belongs to a structure from this probability on; 0.5 ' +
            'unless given',
        ),
      ),
    ),
  }),
  v.check(({ classes }) => classes.includes('LV'), 'classes must include LV'),
  v.check(({ classes }) => {
    const structures = classes.filter((name) => name !== 'background');
    return new Set(structures).size === structures.length;
  }, 'classes names a structure twice'),
  v.check(
    ({ classes, meaning }) => !meaning.startsWith('class') || classes.includes('background'),
    'classes of which exactly one is true must include background',
  ),
  v.check(
    ({ meaning, threshold }) => threshold === undefined || !meaning.startsWith('class'),
    'threshold goes with logits and probabilities; of classes the most probable one is taken',
  ),
  v.description('the output with the probability of each structure in each pixel'),
);

/** Part of echonet.json of a segmentation network that is an ONNX file. */
export const onnxSegmentationSchema = v.object({
  ...fileFields,
  input: maskInputSchema,
  mask: maskSchema,
});

export type MaskOutput = v.InferOutput<typeof maskSchema>;
export type OnnxSegmentation = v.InferOutput<typeof onnxSegmentationSchema>;
export type NetworkInput = v.InferOutput<typeof inputSchema>;
export type FrameContract = NetworkInput['frames'];
export type ImageContract = NetworkInput['image'];
export type NetworkOutput = v.InferOutput<typeof output>;
export type OnnxNetwork = v.InferOutput<typeof onnxSchema>;

export function channelCount(channels: (typeof channelOrders)[number]): 1 | 3 {
  return channels === 'grey' ? 1 : 3;
}

/** Time from one frame of a window to the next in clips as the network was trained on. */
export function nominalIntervalMs({ stride: step }: FrameContract): number {
  return 'ms' in step ? step.ms : (1000 * step.frames) / step.framesPerSecond;
}
