/**
 * The backend has failed: a lost graphics device, out of memory, a terminated worker. Clip and
 * model are not the cause, so another backend may succeed.
 *
 * Errors keep their name, but not their class, when they are posted from a worker.
 */
export class BackendFault extends Error {
  override readonly name = 'BackendFault';
}

export function isBackendFault(error: unknown): error is Error {
  return error instanceof Error && error.name === 'BackendFault';
}

/** Out-of-memory messages of browsers, TensorFlow.js and WebAssembly. */
const outOfMemory =
  /out of memory|outofmemory|allocation failed|invalid (typed )?array length|cannot enlarge memory|memory access out of bounds|could not allocate|\boom\b/i;

/**
 * Device-lost messages. A busy Chromium rejects mapped buffers long before it reports the lost
 * device.
 */
const deviceLost =
  /device (is |was )?(lost|destroyed|hung|removed)|context lost|lost context|unmapped before mapping/i;

/** Wraps an error of a computation with a short reason. */
export function backendFaultOf(error: unknown): BackendFault {
  if (error instanceof BackendFault) return error;
  const text = textOf(error);
  const reason = outOfMemory.test(text)
    ? 'out of memory'
    : deviceLost.test(text)
      ? 'device lost'
      : text.replace(/[.\s]+$/, '');
  return new BackendFault(reason, { cause: error });
}

function textOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const { message, constructor } = error as { message: unknown; constructor: { name: string } };
    // GPUOutOfMemoryError has an empty message.
    return String(message) || constructor.name;
  }
  return String(error);
}
