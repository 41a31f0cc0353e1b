import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { BackendFault, backendFaultOf } from '../backend-fault';
import {
  webGpuDevice,
  type GraphicsDevice,
  type GraphicsDevices,
  type WebGpuFacts,
} from '../graphics-device';
import { WorkerWatchdog } from '../worker-watchdog';
import type { BackendParts } from '../running-backend';
import { activate, refuseWrongNumbers, tensorFlow } from './tensorflow';

/** Device limits that bound the size of a network. */
const tellingLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupsPerDimension',
] as const;

/** Time in ms after which a graphics process that does not answer counts as having no adapter. */
const patienceMs = 10_000;

/** The browser's adapter; undefined if there is none, or it does not answer in time. */
export async function findWebGpu(): Promise<GraphicsDevice | undefined> {
  const adapter = await Promise.race([
    navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs)),
  ]);
  if (!adapter) {
    return undefined;
  }
  // isFallbackAdapter moved from GPUAdapter to GPUAdapterInfo.
  const info = adapter.info as Partial<WebGpuFacts>;
  return webGpuDevice({
    vendor: info.vendor ?? '',
    architecture: info.architecture ?? '',
    description: info.description ?? '',
    isFallbackAdapter:
      info.isFallbackAdapter ??
      (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter ??
      false,
  });
}

export async function startWebGpu({
  devices,
}: {
  devices: GraphicsDevices;
}): Promise<BackendParts> {
  if (!devices.webgpu) {
    throw new Error('WebGPU is not available in this browser.');
  }
  await import(/* webpackChunkName: "tfjs-webgpu" */ './kernels/webgpu');
  await activate('webgpu');
  const { device } = tf.backend() as WebGPUBackend;
  const watchdog = new WorkerWatchdog();
  void device.lost.then(() => watchdog.end(new BackendFault('device lost')));
  // The content of buffers is undefined after an uncaptured error.
  device.addEventListener('uncapturederror', ({ error }) => watchdog.end(backendFaultOf(error)));
  await watchdog.guard(refuseWrongNumbers());
  const { name } = devices.webgpu;
  return {
    ...tensorFlow,
    watchdog,
    report: {
      description: `WebGPU on ${name}`,
      adapter: name,
      features: [...device.features].sort(),
      limits: Object.fromEntries(tellingLimits.map((limit) => [limit, device.limits[limit]])),
    },
  };
}
