/**
 * The wheel libtensorflow is taken from.
 *
 * tfjs-node 4.22 was written against TensorFlow 2.9 but uses only the stable C API (c/c_api.h,
 * c/eager/c_api.h), so a later wheel serves. This one is known to compile and to train; try
 * another before pinning it, since the wheels move their C headers about.
 */
export const wheel = {
  project: 'tensorflow-cpu',
  version: '2.15.1',
  /** Only the shared libraries inside are used, so any Python version serves. */
  pythonVersion: '3.11',
  platform: 'manylinux_2_17_x86_64',
  sha256: '54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26',
  /** Entries unpacked, by prefix: shared libraries and the headers that they are called through. */
  entries: [
    'tensorflow/libtensorflow_cc.so.2',
    'tensorflow/libtensorflow_framework.so.2',
    'tensorflow/include/tensorflow/c/',
    'tensorflow/include/tensorflow/core/platform/ctstring',
    'tensorflow/include/tsl/c/',
    'tensorflow/include/tsl/platform/ctstring',
  ],
} as const;
