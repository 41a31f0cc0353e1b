import { BackendFault } from '../backend-fault';
import { webGlDevice } from '../graphics-device';
import type { GraphicsDevice, GraphicsDevices } from '../graphics-device';
import { WorkerWatchdog } from '../worker-watchdog';
import type { BackendParts } from '../running-backend';
import { activate, refuseWrongNumbers, tensorFlow } from './tensorflow';

/** The attributes of TensorFlow.js's own contexts. */
const attributes: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  premultipliedAlpha: false,
  preserveDrawingBuffer: false,
  depth: false,
  stencil: false,
  powerPreference: 'high-performance',
};

const writesFloat32 = 'EXT_color_buffer_float';

/** Device of WebGL 2 in this worker; undefined without WebGL 2. */
export function findWebGl(): GraphicsDevice | undefined {
  const fast = contextOf({ ...attributes, failIfMajorPerformanceCaveat: true });
  const gl = fast ?? contextOf(attributes);
  if (!gl) return undefined;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const device = webGlDevice({
    renderer: String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER)),
    isSlow: fast === null,
    writesFloat32: gl.getExtension(writesFloat32) !== null,
    shaderPrecisionBits:
      gl.getShaderPrecisionFormat(gl.FRAGMENT_SHADER, gl.HIGH_FLOAT)?.precision ?? 0,
  });
  // The number of contexts per page is limited.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return device;
}

/** Starts WebGL 2 on an offscreen canvas. */
export async function startWebGl({ devices }: { devices: GraphicsDevices }): Promise<BackendParts> {
  const { webgl: device } = devices;
  if (!device) throw new Error('WebGL 2 is not available to workers in this browser.');
  if (device.defect) throw new Error(device.defect);
  const gl = contextOf(attributes);
  if (!gl) throw new Error('the browser gave no second context.');
  const webgl = await import(/* webpackChunkName: "tfjs-webgl" */ '@tensorflow/tfjs-backend-webgl');
  // Without a given context TensorFlow.js accesses `document`, which Safari's workers lack.
  webgl.setWebGLContext(2, gl as unknown as WebGLRenderingContext);
  await activate('webgl');
  const watchdog = new WorkerWatchdog();
  gl.canvas.addEventListener('webglcontextlost', () =>
    watchdog.end(new BackendFault('device lost')),
  );
  await watchdog.guard(refuseWrongNumbers());
  return {
    ...tensorFlow,
    watchdog,
    report: {
      description: `WebGL on ${device.name}`,
      adapter: device.name,
      features: [...(gl.getSupportedExtensions() ?? [])].sort(),
      limits: {
        MAX_TEXTURE_SIZE: Number(gl.getParameter(gl.MAX_TEXTURE_SIZE)),
        MAX_TEXTURE_IMAGE_UNITS: Number(gl.getParameter(gl.MAX_TEXTURE_IMAGE_UNITS)),
      },
    },
  };
}

function contextOf(wanted: WebGLContextAttributes): WebGL2RenderingContext | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  return new OffscreenCanvas(1, 1).getContext('webgl2', wanted);
}
