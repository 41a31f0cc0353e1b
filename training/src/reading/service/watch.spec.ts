import { describe, expect, it, jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { RequestFailure, type Archive, type ListedStudy } from '../../data/sources/dicomweb';
import { serviceMetrics } from './metrics';
import { Watch, type WatchSettings } from './watch';

const listed = {
  '0020000D': { vr: 'UI', Value: ['1.2.3'] },
  '00080020': { vr: 'DA', Value: ['20260101'] },
  '00201208': { vr: 'IS', Value: [2] },
};

/** Lists one study, in place of an archive. */
function archiveThat(search: () => Promise<void>): Archive {
  const unused = () => Promise.reject(new Error('not asked in this test'));
  return {
    async search(_, query) {
      await search();
      return { results: query.offset === '0' ? [listed] : [], more: false };
    },
    ...{ retrieve: unused, metadata: unused, store: unused },
  };
}

async function watching(
  archive: () => Archive,
  more: Partial<WatchSettings>,
  isDone: () => boolean,
): Promise<{ handled: ListedStudy[]; problems: string[] }> {
  const stop = new AbortController();
  const handled: ListedStudy[] = [];
  const problems: string[] = [];
  const watch = new Watch({
    ...{ archive, query: {}, days: 2, everyMs: 20, settledMs: 20 },
    ...{ metrics: serviceMetrics(), signal: stop.signal },
    log: {
      info: () => {},
      warn: () => {},
      error: (facts: object) =>
        void problems.push(
          String((facts as { problem?: string; reason?: string }).problem ?? JSON.stringify(facts)),
        ),
    },
    handle: (study) => {
      handled.push(study);
      return Promise.resolve();
    },
    ...more,
  });
  const running = watch.run();
  const deadline = performance.now() + 5000;
  while (!(isDone() || handled.length > 0) && performance.now() < deadline) {
    await delay(10);
  }
  stop.abort();
  await running;
  return { handled, problems };
}

describe('a watch over an archive', () => {
  it('goes on once the archive is back, and says why it could not be searched', async () => {
    let searches = 0;
    const archive = archiveThat(() =>
      ++searches <= 2
        ? Promise.reject(new RequestFailure('The archive', 'cannot be reached', { passing: true }))
        : Promise.resolve(),
    );
    const { handled, problems } = await watching(
      () => archive,
      {},
      () => false,
    );
    expect(problems.slice(0, 2)).toEqual([
      'The archive cannot be reached.',
      'The archive cannot be reached.',
    ]);
    expect(handled).toMatchObject([{ StudyInstanceUID: '1.2.3' }]);
  });

  it('takes the login anew for each search, so that an expired one may be renewed', async () => {
    let login = 'expired';
    const logins: string[] = [];
    const archive = () => {
      const mine = login;
      logins.push(mine);
      return archiveThat(() => {
        login = 'renewed';
        return mine === 'expired'
          ? Promise.reject(
              new RequestFailure('The archive', 'answered 401 (Unauthorized)', {
                status: 401,
                passing: false,
              }),
            )
          : Promise.resolve();
      });
    };
    const { handled, problems } = await watching(archive, {}, () => false);
    expect(logins.slice(0, 2)).toEqual(['expired', 'renewed']);
    expect(problems).toContain('The archive answered 401 (Unauthorized).');
    expect(handled).toHaveLength(1);
  });

  it('reads a study once it has settled, wherever the clock of the machine jumps', async () => {
    const start = Date.now();
    let jumps = 0;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => {
      jumps++;
      return start + (jumps % 2 === 0 ? -1 : 1) * 400 * 24 * 3_600_000;
    });
    try {
      const archive = archiveThat(() => Promise.resolve());
      const { handled } = await watching(
        () => archive,
        {},
        () => false,
      );
      expect(handled).toHaveLength(1);
    } finally {
      clock.mockRestore();
    }
  });

  it('does not blame a study for an archive that is away: it reads it as soon as that is back', async () => {
    let isAway = false;
    let awaySearches = 0;
    let attempts = 0;
    const away = () => new RequestFailure('The archive', 'is away', { passing: true });
    const archive = archiveThat(() => {
      if (!isAway) {
        return Promise.resolve();
      }
      isAway = ++awaySearches < 10;
      return Promise.reject(away());
    });
    const { problems } = await watching(
      () => archive,
      {
        handle() {
          attempts++;
          isAway = attempts === 1;
          return isAway ? Promise.reject(away()) : Promise.resolve();
        },
      },
      () => attempts === 2,
    );
    expect(attempts).toBe(2);
    expect(awaySearches).toBe(10);
    expect(problems.filter((problem) => problem.includes('againInS'))).toEqual([]);
  });

  it('pauses a study that fails although the archive answers', async () => {
    let attempts = 0;
    const archive = archiveThat(() => Promise.resolve());
    const until = performance.now() + 300;
    const { problems } = await watching(
      () => archive,
      {
        handle() {
          attempts++;
          return Promise.reject(new RequestFailure('The clip', 'is damaged', { passing: true }));
        },
      },
      () => performance.now() > until,
    );
    expect(attempts).toBe(1);
    expect(problems).toEqual([
      JSON.stringify({ study: '1.2.3', reason: 'The clip is damaged.', againInS: 60 }),
    ]);
  });

  it('is well while it reads a study for long, and not while the archive is silent for long', async () => {
    let aheadMs = 0;
    const now = performance.now.bind(performance);
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs);
    const stop = new AbortController();
    const problems: (string | undefined)[] = [];
    try {
      const watch = new Watch({
        archive: () => archiveThat(() => Promise.resolve()),
        ...{ query: {}, days: 2, everyMs: 20, settledMs: 20 },
        ...{ metrics: serviceMetrics(), signal: stop.signal },
        log: { info: () => {}, warn: () => {}, error: () => {} },
        handle() {
          aheadMs += 600_000;
          problems.push(watch.problem());
          stop.abort();
          return Promise.resolve();
        },
      });
      await watch.run();
      expect([...problems, watch.problem()]).toEqual([undefined, undefined]);
      aheadMs += 600_000;
      expect(watch.problem()).toBe('The archive has not answered for 600 s.');
    } finally {
      clock.mockRestore();
    }
  });

  it('reads nothing while the file that stops it exists', async () => {
    const archive = archiveThat(() => Promise.resolve());
    const until = performance.now() + 200;
    const { handled } = await watching(
      () => archive,
      { stopFile: process.execPath },
      () => performance.now() > until,
    );
    expect(handled).toEqual([]);
  });
});
