import type { BackendParts } from '../running-backend';
import { activate, tensorFlow } from './tensorflow';

/** The slow fallback that works in every browser. */
export async function startCpu(): Promise<BackendParts> {
  await import(/* webpackChunkName: "tfjs-cpu" */ '@tensorflow/tfjs-backend-cpu');
  await activate('cpu');
  return {
    ...tensorFlow,
    report: {
      description: 'plain JavaScript on the processor (slow)',
      threads: 1,
      features: [],
      limits: {},
    },
  };
}
