import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { StudyRecord } from '../study/study-record';

/** Metrics of reading as a service, for Prometheus; without anything that identifies a patient. */
export interface ServiceMetrics {
  readonly registry: Registry;
  /** @param seconds that reading took */
  study(record: StudyRecord, seconds: number): void;
  polled(): void;
  pollFailed(): void;
  waiting(count: number): void;
}

export function serviceMetrics(): ServiceMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const studies = new Counter({
    name: 'echonet_studies_total',
    help: 'Studies looked at, by status.',
    labelNames: ['status'] as const,
    registers,
  });
  const clips = new Counter({
    name: 'echonet_clips_total',
    help: 'Clips looked at, by outcome.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const reports = new Counter({
    name: 'echonet_reports_total',
    help: 'Reports of studies, by what became of them.',
    labelNames: ['kind'] as const,
    registers,
  });
  const duration = new Histogram({
    name: 'echonet_study_seconds',
    help: 'Time to read a study.',
    buckets: [1, 5, 15, 30, 60, 120, 300, 900],
    registers,
  });
  const polls = new Counter({
    name: 'echonet_polls_total',
    help: 'Searches of the archive for studies, by outcome.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const waiting = new Gauge({
    name: 'echonet_waiting_studies',
    help: 'Studies that are listed and not read yet.',
    registers,
  });
  return {
    registry,
    study(record, seconds) {
      studies.inc({ status: record.status });
      record.clips.forEach(({ outcome }) => clips.inc({ outcome }));
      if (record.report) {
        reports.inc({ kind: record.report.kind });
      }
      duration.observe(seconds);
    },
    polled: () => polls.inc({ outcome: 'answered' }),
    pollFailed: () => polls.inc({ outcome: 'failed' }),
    waiting: (count) => waiting.set(count),
  };
}
