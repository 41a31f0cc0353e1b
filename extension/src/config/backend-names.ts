/** Fastest first. */
export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];
