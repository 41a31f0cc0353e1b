/**
 * What computes has stopped: a lost graphics device, too little memory, a worker that is gone. The
 * clip and the model are not to blame, so another backend may succeed where this one has not.
 *
 * Errors keep their names, but not their classes, on the way out of a worker.
 */
export class BackendFault extends Error {
  override readonly name = 'BackendFault';
}

/** Whether another backend may succeed where this error was thrown. */
export function isBackendFault(error: unknown): error is Error {
  return error instanceof Error && error.name === 'BackendFault';
}

/** How browsers, TensorFlow.js and WebAssembly say that there is too little memory. */
const outOfMemory =
  /out of memory|outofmemory|allocation failed|invalid (typed )?array length|cannot enlarge memory|memory access out of bounds|could not allocate|\boom\b/i;

/**
 * How they say that the graphics device is gone. Chromium gives mapped buffers up long before it says
 * that the device is lost when that was busy.
 */
const deviceLost =
  /device (is |was )?(lost|destroyed|hung|removed)|context lost|lost context|unmapped before mapping/i;

/** An error of a computation as a fault of what computes, named in few words. */
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
    // GPUOutOfMemoryError says what it is by its class alone.
    return String(message) || constructor.name;
  }
  return String(error);
}
