import * as tf from '@tensorflow/tfjs-core';

/**
 * Twice as high and wide, bilinear with half-pixel centres and clamped edges (the graph's `upsample`).
 *
 * @param x [n, height, width, channels].
 */
export function upsampled(x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  return tf.image.resizeBilinear(x, [2 * height, 2 * width], false, true);
}

/**
 * Gradient of {@link upsampled} by its input. Along an axis, with dy repeated beyond its ends,
 *
 *     dx[i] = dy[2i - 1] / 4 + 3 dy[2i] / 4 + 3 dy[2i + 1] / 4 + dy[2i + 2] / 4.
 *
 * Of slices, sums and concatenations, because the backends' own gradient kernels have no half-pixel
 * centres.
 *
 * @param gradient [n, 2 height, 2 width, channels], by the output.
 * @returns [n, height, width, channels].
 */
export function upsampleGradient(gradient: tf.Tensor4D): tf.Tensor4D {
  const [n, height, width, channels] = gradient.shape;
  return tf.tidy(() => {
    const byRow = pairSums(tf.reshape(gradient, [n, height, width * channels]));
    const rows = height / 2;
    const byColumn = pairSums(tf.reshape(byRow, [n * rows, width, channels]));
    return tf.reshape(byColumn, [n, rows, width / 2, channels]);
  });
}

/** The sums of {@link upsampleGradient} along the second axis, which becomes half as long. */
function pairSums(gradient: tf.Tensor3D): tf.Tensor3D {
  const [n, length, depth] = gradient.shape;
  const extended = tf.concat(
    [
      tf.slice(gradient, [0, 0, 0], [n, 1, depth]),
      gradient,
      tf.slice(gradient, [0, length - 1, 0], [n, 1, depth]),
    ],
    1,
  );
  const pairs = tf.reshape(extended, [n, length / 2 + 1, 2 * depth]);
  /** One half of each pair, of the first or the last length / 2 pairs. */
  const half = (half: 0 | 1, firstPair: 0 | 1) =>
    tf.slice(pairs, [0, firstPair, half * depth], [n, length / 2, depth]);
  const far = tf.add(half(0, 0), half(1, 1));
  const near = tf.add(half(1, 0), half(0, 1));
  return tf.add(tf.mul(far, 0.25), tf.mul(near, 0.75));
}
