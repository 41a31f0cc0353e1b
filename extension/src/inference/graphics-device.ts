/** A graphics device that a browser offers through WebGPU or WebGL. */
export interface GraphicsDevice {
  /** In a word or two, for the reader and for bug reports. */
  readonly name: string;
  /** It is a program on the processor: slower there than WebAssembly with its threads. */
  readonly isSoftware: boolean;
  /** Why no number of it could be trusted, ending in a full stop; absent where nothing is known. */
  readonly defect?: string;
}

/** The devices of this browser; absent where it offers none. */
export interface GraphicsDevices {
  readonly webgpu?: GraphicsDevice;
  readonly webgl?: GraphicsDevice;
}

/** What a WebGPU adapter says about itself. */
export interface WebGpuFacts {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly isFallbackAdapter: boolean;
}

/** What a WebGL context says about its device. */
export interface WebGlFacts {
  /** UNMASKED_RENDERER_WEBGL, or RENDERER where the browser keeps that to itself. */
  readonly renderer: string;
  /** The browser gives the context only to those who do not mind that it is slow. */
  readonly isSlow: boolean;
  /** Whether EXT_color_buffer_float is there: textures of 32 bits can be written. */
  readonly writesFloat32: boolean;
  /** Bits of a shader's highp float behind the point; IEEE 754 single precision has 23. */
  readonly shaderPrecisionBits: number;
}

const softwareName = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i;

/** Bits behind the point of IEEE 754 single precision. */
const singlePrecisionBits = 23;

/** A WebGPU adapter as a device. */
export function webGpuDevice(facts: WebGpuFacts): GraphicsDevice {
  const { vendor, architecture, description, isFallbackAdapter } = facts;
  return {
    name: description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter',
    isSoftware: isFallbackAdapter || softwareName.test(`${vendor} ${architecture} ${description}`),
  };
}

/** A WebGL context's device. */
export function webGlDevice(facts: WebGlFacts): GraphicsDevice {
  const { renderer, isSlow, writesFloat32, shaderPrecisionBits } = facts;
  return {
    name: renderer || 'unnamed device',
    isSoftware: isSlow || softwareName.test(renderer),
    defect:
      writesFloat32 && shaderPrecisionBits >= singlePrecisionBits
        ? undefined
        : 'it computes with less than 32 bits, and its numbers would be wrong.',
  };
}
