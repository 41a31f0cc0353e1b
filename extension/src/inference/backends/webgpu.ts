import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { BackendFault, backendFaultOf } from '../backend-fault';
import { webGpuDevice } from '../graphics-device';
import type { GraphicsDevice, GraphicsDevices, WebGpuFacts } from '../graphics-device';
import { WorkerWatchdog } from '../worker-watchdog';
import type { BackendParts } from '../running-backend';
import { activate, refuseWrongNumbers, tensorFlow } from './tensorflow';

/** Limits that decide how large a network can be. */
const tellingLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupsPerDimension',
] as const;

/** The adapter that this browser gives; undefined where it has none. */
export async function findWebGpu(): Promise<GraphicsDevice | undefined> {
  const adapter = await navigator.gpu
    ?.requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (!adapter) return undefined;
  // Browsers moved isFallbackAdapter from the adapter to its info.
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

/** Starts WebGPU. */
export async function startWebGpu({
  devices,
}: {
  devices: GraphicsDevices;
}): Promise<BackendParts> {
  if (!devices.webgpu) throw new Error('WebGPU is not available in this browser.');
  await import(/* webpackChunkName: "tfjs-webgpu" */ '@tensorflow/tfjs-backend-webgpu');
  await activate('webgpu');
  const { device } = tf.backend() as WebGPUBackend;
  const watchdog = new WorkerWatchdog();
  void device.lost.then(() => watchdog.end(new BackendFault('device lost')));
  // After an error that nobody catches, buffers hold anything.
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
