import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { downloadStudies } from './';
import {
  packed,
  part10,
  startArchive,
  type ArchiveFixture,
  type HeldInstance,
} from './archive-fixture';
import type { DownloadOptions, DownloadProgress } from './download-studies';

const held: HeldInstance[] = [];
for (const study of ['1.1', '1.2', '1.3']) {
  for (const [series, Modality, count] of [
    ['1', 'US', 3],
    ['2', 'SR', 1],
    ['3', 'CT', 1],
  ] as const) {
    for (let number = 1; number <= count; number++) {
      const instance = `${study}.${series}.${number}`;
      const file = part10(`${instance} --a=b \r\n--a= `.repeat(3000));
      held.push({ study, series: `${study}.${series}`, instance, Modality, file });
    }
  }
}
held.push({
  study: '1.3',
  series: '1.3.1',
  instance: '1.3.1.99',
  Modality: 'US',
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.66',
  file: part10('a volume in a format of its maker'),
});
const wanted = held.filter(
  ({ Modality, SOPClassUID }) => Modality !== 'CT' && SOPClassUID === undefined,
);
const names = wanted.map(({ instance }) => `${instance}.dcm`).sort();
const isInstance = (url = '') => /\/instances\/[\d.]+$/.test(url);

describe('downloadStudies', () => {
  let archive: ArchiveFixture;
  let directory: string;
  const variable = process.env.ECHONET_DICOMWEB_AUTHORIZATION;
  beforeEach(async () => {
    delete process.env.ECHONET_DICOMWEB_AUTHORIZATION;
    archive = await startArchive(held);
    directory = mkdtempSync(path.join(tmpdir(), 'dicomweb-'));
  });
  afterEach(async () => {
    if (variable !== undefined) {
      process.env.ECHONET_DICOMWEB_AUTHORIZATION = variable;
    }
    await archive.close();
    rmSync(directory, { recursive: true });
  });

  const download = (options: Partial<DownloadOptions> = {}) =>
    downloadStudies({
      url: archive.url,
      directory,
      parallel: 2,
      retries: 2,
      retryDelayMs: 5,
      ...options,
    });
  const files = () => readdirSync(directory).filter((name) => name !== 'lists');
  const expectAll = () => {
    expect(files().sort()).toEqual(names);
    for (const { instance, file } of wanted) {
      const written = readFileSync(path.join(directory, `${instance}.dcm`));
      expect(Buffer.compare(written, file)).toBe(0);
    }
  };
  const instanceRequests = () => archive.requests.filter(isInstance);

  it('fetches ultrasound and reports, as they are stored', async () => {
    for (const single of [false, true]) {
      rmSync(directory, { recursive: true });
      archive.single = single;
      const { instances, failures } = await download();
      expectAll();
      expect(failures).toEqual([]);
      expect(instances).toHaveLength(wanted.length);
      expect(instances[0]).toEqual({
        StudyInstanceUID: '1.1',
        SeriesInstanceUID: '1.1.1',
        SOPInstanceUID: '1.1.1.1',
        Modality: 'US',
        file: path.join(directory, '1.1.1.1.dcm'),
      });
    }
    expect(archive.lastHeaders.accept).toMatch(/transfer-syntax=\*/);
  });

  it('goes through all pages, also of archives that send shorter ones without saying so', async () => {
    archive.largestPage = 1;
    for (const counts of [true, false]) {
      for (const warns of [true, false]) {
        rmSync(directory, { recursive: true });
        Object.assign(archive, { counts, warns });
        const { failures } = await download();
        expect(failures).toEqual([]);
        expectAll();
      }
    }
    expect(archive.requests[0]).toMatch(/ModalitiesInStudy=US/);
  });

  const ignoreOffset = () => {
    archive.fault = (request) => {
      request.url = request.url?.replace(/offset=\d+/, 'offset=0');
      return false;
    };
  };

  it('fetches all of an archive without offset, and tells that it cannot be sure', async () => {
    ignoreOffset();
    archive.counts = false;
    const { failures } = await download();
    expectAll();
    expect(failures[0]).toEqual({
      uid: 'studies',
      reason: expect.stringMatching(
        /^The archive sends the same 3 studies for every page; whether it has more cannot be told\. Fetch/,
      ),
    });
  });

  it('asks an archive without offset for longer pages', async () => {
    const many = Array.from({ length: 250 }, (_, i) => ({ ...held[0], instance: `1.1.1.${i}` }));
    const large = await startArchive(many);
    large.fault = (request) => {
      request.url = request.url?.replace(/offset=\d+/, 'offset=0');
      return false;
    };
    try {
      const { instances } = await download({ url: large.url });
      expect(instances).toHaveLength(250);
    } finally {
      await large.close();
    }
  });

  it('tells both counts where an archive lists fewer instances than it says it has', async () => {
    ignoreOffset();
    archive.largestPage = 2;
    archive.warns = false;
    const { instances, failures } = await download();
    expect(instances.length).toBeGreaterThan(0);
    expect(failures.map(({ reason }) => reason)).toContain(
      'The archive says that it has 3 series of study 1.1 and lists 2; the others were not fetched.',
    );
    // A list that is not whole is not kept.
    archive.fault = () => false;
    await download();
    expectAll();
  });

  it('lists a study again that grew within a series', async () => {
    await download();
    const grown = await startArchive([...held, { ...held[0], instance: '1.1.1.50' }]);
    try {
      const { instances } = await download({ url: grown.url });
      expect(instances.map(({ SOPInstanceUID }) => SOPInstanceUID)).toContain('1.1.1.50');
    } finally {
      await grown.close();
    }
  });

  it('tells clips by their SOP class where Modality is left out, and takes what it cannot tell', async () => {
    const sopClasses = {
      '1.1.1.1': '1.2.840.10008.5.1.4.1.1.3.1',
      '1.1.1.2': '1.2.840.10008.5.1.4.1.1.7.2',
      '1.1.1.3': '',
      '1.1.2.1': '1.2.840.10008.5.1.4.1.1.88.33',
      '1.1.3.1': '1.2.840.10008.5.1.4.1.1.2',
    };
    const small = await startArchive(
      held
        .filter(({ study }) => study === '1.1')
        .map((each) => ({
          ...each,
          SOPClassUID: sopClasses[each.instance as keyof typeof sopClasses],
        })),
    );
    small.modalities = false;
    try {
      const { instances } = await download({ url: small.url });
      expect(instances.map(({ SOPInstanceUID }) => SOPInstanceUID)).toEqual(
        Object.keys(sopClasses).slice(0, 4),
      );
    } finally {
      await small.close();
    }
  });

  it('says that a web page came instead of a list', async () => {
    archive.fault = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!DOCTYPE html><p>Log in');
      return true;
    };
    await expect(download()).rejects.toThrow(
      `${archive.url}/studies answered a search with a web page, as for a login. What was fetched`,
    );
  });

  it('does not read on an answer to a search that does not end', async () => {
    const piece = Buffer.alloc(4 * 1024 * 1024, ' ');
    archive.fault = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/dicom+json' });
      const send = () => response.write(piece, (error) => (error ? undefined : send()));
      send();
      return true;
    };
    await expect(download()).rejects.toThrow(/studies answered with more than 64 MiB/);
  });

  it('passes the query on and reports progress', async () => {
    const seen: DownloadProgress[] = [];
    await download({ query: { StudyDate: '20200101-' }, onProgress: (each) => seen.push(each) });
    expect(archive.requests[0]).toMatch(/StudyDate=20200101-&/);
    expect(seen[0]).toEqual({ phase: 'searching', done: 3, total: 3, bytes: 0, failed: 0 });
    const bytes = wanted.reduce((sum, { file }) => sum + file.length, 0);
    expect(seen.at(-1)).toEqual({
      phase: 'fetching',
      done: wanted.length,
      total: wanted.length,
      bytes,
      failed: 0,
    });
  });

  it('tries again what fails for a passing reason: 503, 429, a broken answer, silence', async () => {
    let count = 0;
    archive.fault = (request, response) => {
      count++;
      if (count % 2 === 0) {
        return false;
      }
      const kind = (count >> 1) % 5;
      if (kind === 0) {
        response.writeHead(503, { 'Retry-After': '0' }).end();
      } else if (kind === 1) {
        response.writeHead(429).end('slow down');
      } else if (kind === 2) {
        response.destroy();
      } else if (kind === 3) {
        const { contentType, body } = packed(wanted[0].file, false);
        response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': body.length });
        response.write(body.subarray(0, 5000), () => response.destroy());
      } else if (isInstance(request.url)) {
        response.writeHead(200, { 'Content-Type': 'application/dicom' });
        response.write(wanted[0].file.subarray(0, 500));
      } else {
        response.writeHead(200).end('<html>portal</html>');
      }
      return true;
    };
    const { failures } = await download({ parallel: 1, idleMs: 200 });
    expect(failures).toEqual([]);
    expectAll();
  });

  it('takes no half of an instance for a whole one, whatever the answer claims', async () => {
    archive.fault = (request, response) => {
      if (!isInstance(request.url) || !request.url?.endsWith('1.1.1.2')) {
        return false;
      }
      const { contentType, body } = packed(wanted[1].file, false);
      response.writeHead(200, { 'Content-Type': contentType }).end(body.subarray(0, 5000));
      return true;
    };
    const { failures, instances } = await download();
    expect(failures).toEqual([
      {
        uid: '1.1.1.2',
        reason: `${archive.url}/studies/1.1/series/1.1.1/instances/1.1.1.2 sent an answer that ends early.`,
      },
    ]);
    expect(files()).toHaveLength(wanted.length - 1);
    expect(files().every((name) => /^[\d.]+\.dcm$/.test(name))).toBe(true);
    expect(instances).toHaveLength(wanted.length - 1);
  });

  it('passes over single instances that the archive will not give', async () => {
    const answers: Record<string, [number, string, string]> = {
      '1.1.1.1': [404, 'application/json', '{}'],
      '1.2.1.1': [200, 'text/html', '<html>'],
      '1.2.1.3': [200, 'application/dicom', 'x'.repeat(500)],
      '1.3.1.1': [403, 'application/json', '{}'],
      '1.3.2.1': [200, 'multipart/related', ''],
    };
    archive.fault = (request, response) => {
      const answer = isInstance(request.url) && answers[request.url!.split('/').pop()!];
      if (!answer) {
        return false;
      }
      response.writeHead(answer[0], { 'Content-Type': answer[1] }).end(answer[2]);
      return true;
    };
    const { failures, instances } = await download();
    const reasons = Object.fromEntries(
      failures.map(({ uid, reason }) => [uid, reason.replace(/^\S+ /, '')]),
    );
    expect(reasons).toEqual({
      '1.1.1.1': 'answered 404 (Not Found).',
      '1.2.1.1': 'sent text/html, not DICOM.',
      '1.2.1.3': 'sent something that does not begin as DICOM files do.',
      '1.3.1.1': 'answered 403 (Forbidden).',
      '1.3.2.1': 'sent a multipart answer that names no boundary.',
    });
    expect(instances).toHaveLength(wanted.length - 5);
  });

  it('ends when the archive stops answering, and goes on where it was', async () => {
    archive.fault = (request, response) => {
      if (instanceRequests().length <= 5 || !isInstance(request.url)) {
        return false;
      }
      response.writeHead(502).end();
      return true;
    };
    await expect(download()).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:\d+\/dicom-web\/studies\/[\d.]+\/series\/[\d.]+\/instances\/[\d.]+ answered 502 \(Bad Gateway\)\. What was fetched stays in .+; run again to go on\.$/,
    );
    expect(files()).toHaveLength(5);
    archive.fault = () => false;
    archive.requests.length = 0;
    const seen: DownloadProgress[] = [];
    const { instances } = await download({ onProgress: (each) => seen.push(each) });
    expectAll();
    expect(instances).toHaveLength(wanted.length);
    // A cancelled request may still reach the archive.
    expect(new Set(instanceRequests()).size).toBe(wanted.length - 5);
    expect(seen.find(({ phase }) => phase === 'fetching')?.done).toBe(5);
    // Complete lists are not requested again.
    expect(archive.requests.filter((url) => /\/series\?/.test(url))).toEqual([]);
  });

  it('goes on with the lists that an interrupted search left, and renews those that grew', async () => {
    archive.fault = (request, response) => {
      if (!request.url?.includes('/studies/1.3/series')) {
        return false;
      }
      response.writeHead(401).end();
      return true;
    };
    await expect(download({ parallel: 1 })).rejects.toThrow(/answered 401 \(Unauthorized\)/);
    archive.fault = () => false;
    archive.requests.length = 0;
    await download();
    const listed = () =>
      archive.requests.flatMap((url) => /\/studies\/([\d.]+)\/series\?/.exec(url)?.[1] ?? []);
    expect(listed()).toEqual(['1.3']);
    expectAll();

    const list = path.join(directory, 'lists', '1.2.json');
    writeFileSync(list, readFileSync(list, 'utf8').replace(':5', ':4'));
    writeFileSync(path.join(directory, 'lists', '1.1.json'), '{"instances":');
    archive.requests.length = 0;
    await download();
    expect(listed().sort()).toEqual(['1.1', '1.2']);
    expect(instanceRequests()).toEqual([]);
  });

  it('sends credentials and never shows them', async () => {
    const secret = 's3cret';
    const { host } = new URL(archive.url);
    await download({ authorization: `Bearer ${secret}`, headers: { 'X-Key': 'k' } });
    expect(archive.lastHeaders).toMatchObject({ authorization: `Bearer ${secret}`, 'x-key': 'k' });
    await download({ url: `http://me:${secret}@${host}/dicom-web/` });
    const basic = `Basic ${Buffer.from(`me:${secret}`).toString('base64')}`;
    expect(archive.lastHeaders.authorization).toBe(basic);
    process.env.ECHONET_DICOMWEB_AUTHORIZATION = 'Bearer of-the-environment';
    await download();
    expect(archive.lastHeaders.authorization).toBe('Bearer of-the-environment');

    archive.fault = (_request, response) => {
      response.writeHead(401).end();
      return true;
    };
    const errors = [
      { url: `http://me:${secret}@${host}/dicom-web?token=${secret}` },
      { authorization: `Bearer ${secret}` },
      { authorization: `Bearer\n${secret}` },
      { headers: { 'X Key': secret } },
      { url: `://${secret}` },
      { url: `ftp://me:${secret}@archive/` },
    ].map((options) => download(options).catch((error: Error) => error));
    for (const error of (await Promise.all(errors)) as Error[]) {
      expect(error.name).toBe('UserError');
      expect(`${error.message} ${error.stack}`).not.toContain(secret);
    }
    expect(((await errors[1]) as Error).message).toMatch(
      /answered 401 \(Unauthorized\)\. Put the value of its Authorization header into ECHONET_DICOMWEB_AUTHORIZATION/,
    );
  });

  it('says that there is no archive', async () => {
    const { url } = archive;
    await archive.close();
    await expect(download()).rejects.toThrow(
      `${url}/studies cannot be reached: nothing listens at that address. What was fetched`,
    );
    archive = await startArchive(held);
  });

  it('says that the disk is full or cannot be written, and leaves no half of a file', async () => {
    const full = path.join(directory, `${wanted[2].instance}.dcm.part`);
    symlinkSync('/dev/full', full);
    for (const single of [true, false]) {
      archive.single = single;
      if (!existsSync(full)) {
        symlinkSync('/dev/full', full);
      }
      await expect(download({ parallel: 1 })).rejects.toThrow(
        /^The disk of .+ is full; make room or name another folder, and run again to go on\.$/,
      );
      expect(files().sort()).toEqual(names.slice(0, 2));
    }
    const file = path.join(directory, names[0]);
    await expect(download({ directory: path.join(file, 'below') })).rejects.toThrow(
      /^The disk of .+ cannot be written \(ENOTDIR\); /,
    );
  });

  it('refuses identifiers that are none', async () => {
    const odd = await startArchive([{ ...held[0], instance: '../../etc/passwd' }]);
    try {
      const { failures, instances } = await download({ url: odd.url });
      expect(instances).toEqual([]);
      expect(failures).toEqual([
        {
          uid: '1.1',
          reason: 'The archive sent a SOPInstanceUID that is none: "../../etc/passwd".',
        },
      ]);
    } finally {
      await odd.close();
    }
  });

  it('stops at once when it is told to, and leaves whole files alone', async () => {
    const controller = new AbortController();
    archive.fault = (request, response) => {
      if (instanceRequests().length <= 3 || !isInstance(request.url)) {
        return false;
      }
      response.writeHead(200, { 'Content-Type': 'application/dicom' }).write('DICM');
      setTimeout(() => controller.abort(), 20);
      return true;
    };
    await expect(download({ signal: controller.signal })).rejects.toThrow(/abort/i);
    expect(files()).toHaveLength(3);
    expect(files().every((name) => /^[\d.]+\.dcm$/.test(name))).toBe(true);
    await expect(download({ signal: controller.signal })).rejects.toThrow(/abort/i);
  });
});
