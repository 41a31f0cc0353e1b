import os from 'node:os';
import { buildGraph, multiplyAccumulates } from '@echonet/models';
import { randomWeights } from '@echonet/models/testing';
import { computeReference } from '../measure/reference';
import { measureRounds } from '../measure/rounds';
import type { Options } from '../options';
import {
  architectureOf,
  chosenContestants,
  hasGradients,
  jobFor,
  reasonToSkip,
  seeds,
} from '../plan';
import type { Report } from '../report/report';
import { targetsOf } from '../report/targets';
import { openNodeArena } from './node-arena';

/** The first calls compile shaders. */
const warmUps = 2;

/** Measures the contestants on WebGPU in this process. */
export async function measureInNode(
  options: Options,
  log: (line: string) => void,
): Promise<Report> {
  const loadBefore = os.loadavg()[0];
  const architecture = architectureOf(options);
  const graph = buildGraph(architecture);
  const contestants = chosenContestants(options).filter(({ device }) => device === 'webgpu');
  log('computing the reference');
  const weights = randomWeights(graph, seeds.network);
  const reference = await computeReference(architecture, weights, hasGradients(options));
  const arena = openNodeArena(architecture);
  try {
    const devices = await arena.devices();
    const rows = await measureRounds(arena, contestants, {
      rounds: options.rounds,
      warmUps,
      reasonToSkip: (contestant) => reasonToSkip(contestant, devices, options),
      jobOf: (contestant) => jobFor(contestant, options),
      reference,
      log,
    });
    return {
      date: new Date().toISOString(),
      machine: {
        processor: os.cpus()[0].model,
        cores: os.availableParallelism(),
        system: `${os.type()} ${os.machine()}`,
        platform: `Node ${process.versions.node}, Dawn`,
        loadBefore,
        devices,
      },
      architecture,
      rounds: options.rounds,
      multiplyAccumulates: multiplyAccumulates(graph),
      rows,
      targets: hasGradients(options)
        ? targetsOf(rows).filter(({ name }) => name.startsWith('WebGPU'))
        : [],
    };
  } finally {
    await arena.close();
  }
}
