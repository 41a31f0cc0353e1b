export interface GraphicsDevice {
  /** Short name for the panel and the diagnostics. */
  readonly name: string;
  /** Emulated on the CPU, so slower than WebAssembly with threads. */
  readonly isSoftware: boolean;
  /** Why its results would be wrong, with a full stop; absent if no defect is known. */
  readonly defect?: string;
}

export interface GraphicsDevices {
  readonly webgpu?: GraphicsDevice;
  readonly webgl?: GraphicsDevice;
}

/** Facts of a GPUAdapter. */
export interface WebGpuFacts {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly isFallbackAdapter: boolean;
}

/** Facts of a WebGL context. */
export interface WebGlFacts {
  /** UNMASKED_RENDERER_WEBGL, or RENDERER where the browser hides it. */
  readonly renderer: string;
  /** No context with failIfMajorPerformanceCaveat. */
  readonly isSlow: boolean;
  /** EXT_color_buffer_float is available: 32-bit textures are renderable. */
  readonly writesFloat32: boolean;
  /** Mantissa bits of a shader's highp float. */
  readonly shaderPrecisionBits: number;
}

const softwareName = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i;

/** Mantissa bits of IEEE 754 single precision. */
const singlePrecisionBits = 23;

export function webGpuDevice(facts: WebGpuFacts): GraphicsDevice {
  const { vendor, architecture, description, isFallbackAdapter } = facts;
  return {
    name: description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter',
    isSoftware: isFallbackAdapter || softwareName.test(`${vendor} ${architecture} ${description}`),
  };
}

export function webGlDevice(facts: WebGlFacts): GraphicsDevice {
  const { renderer, isSlow, writesFloat32, shaderPrecisionBits } = facts;
  return {
    name: renderer || 'unnamed device',
    isSoftware: isSlow || softwareName.test(renderer),
    defect:
      writesFloat32 && shaderPrecisionBits >= singlePrecisionBits
        ? undefined
        : 'it computes with less than 32 bits, so its results would be wrong.',
  };
}
