import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceMetrics } from './metrics';
import { openServicePort, type ServicePort } from './service-port';

describe('the port of the service', () => {
  const metrics = serviceMetrics();
  const announced: string[] = [];
  let problem: string | undefined;
  let service: ServicePort;
  beforeAll(async () => {
    service = await openServicePort({
      port: 0,
      registry: metrics.registry,
      problem: () => problem,
      onStudy: (uid) => void announced.push(uid),
    });
  });
  afterAll(() => service.close());

  const at = (path: string) => `http://127.0.0.1:${service.port}${path}`;
  const post = (body: string, type = 'application/json') =>
    fetch(at('/studies'), { method: 'POST', body, headers: { 'Content-Type': type } });

  it('says whether the service works', async () => {
    expect((await fetch(at('/health'))).status).toBe(200);
    problem = 'The archive has not answered for 300 s.';
    const failing = await fetch(at('/health'));
    expect(failing.status).toBe(503);
    expect(await failing.json()).toEqual({ status: 'failing', problem });
    problem = undefined;
  });

  it('counts what was read, without a study', async () => {
    const value = { values: [], warnings: [] };
    metrics.study(
      {
        notice: '',
        StudyInstanceUID: '1.2.3',
        StudyDate: '20260101',
        status: 'read',
        readAt: '',
        software: '',
        models: [],
        ...value,
        clips: [
          { id: '1', name: 'Clip', outcome: 'read', ...value },
          { id: '2', name: 'Clip', outcome: 'refused', ...value },
        ],
        report: { kind: 'stored', SOPInstanceUID: '1.2.4' },
      },
      12,
    );
    metrics.waiting(7);
    const text = await (await fetch(at('/metrics'))).text();
    expect(text).toContain('echonet_studies_total{status="read"} 1');
    expect(text).toContain('echonet_clips_total{outcome="refused"} 1');
    expect(text).toContain('echonet_reports_total{kind="stored"} 1');
    expect(text).toContain('echonet_waiting_studies 7');
    expect(text).toContain('echonet_study_seconds_sum 12');
    expect(text).not.toContain('1.2.3');
  });

  it('takes a study that an archive announces, and nothing else', async () => {
    expect((await post('{"StudyInstanceUID":"1.2.3"}')).status).toBe(202);
    for (const body of ['{"StudyInstanceUID":"../1"}', '{}', 'null', '{', 'x'.repeat(9999)]) {
      expect((await post(body)).status).toBe(400);
    }
    expect((await post('{"StudyInstanceUID":"1.2.4"}', 'text/plain')).status).toBe(400);
    expect((await fetch(at('/studies'))).status).toBe(404);
    expect(announced).toEqual(['1.2.3']);
  });

  it('answers no page that a name of this machine was rebound to', async () => {
    const status = await new Promise((resolve, reject) => {
      request(at('/health'), { headers: { Host: 'evil.example' } }, ({ statusCode }) =>
        resolve(statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('refuses a port that is taken', async () => {
    await expect(
      openServicePort({ port: service.port, registry: metrics.registry, problem: () => undefined }),
    ).rejects.toThrow(/choose another with --port/);
  });
});
