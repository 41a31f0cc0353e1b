/**
 * A file of the plugin, such as the WebAssembly kernels, could not be loaded from the viewer's
 * server.
 */
export class LoadFailure extends Error {
  override readonly name = 'LoadFailure';
}

/** Whether a file of the plugin is missing; webpack rejects with ChunkLoadError for a script. */
export function isLoadFailure(error: unknown): boolean {
  return error instanceof Error && ['LoadFailure', 'ChunkLoadError'].includes(error.name);
}
