import { describe, expect, it } from '@jest/globals';
import { StudyFeed } from './study-feed';
import { dayBefore } from './watch';

const study = (uid: string, instances?: number) => ({
  StudyInstanceUID: uid,
  StudyDate: '20260101',
  NumberOfStudyRelatedInstances: instances,
});

function feedAt(start = 0) {
  const clock = { ms: start };
  const feed = new StudyFeed({ settledMs: 1000, now: () => clock.ms });
  const due = () => feed.due().map(({ StudyInstanceUID }) => StudyInstanceUID);
  return { clock, feed, due };
}

describe('studies of an archive', () => {
  it('are read once they have not changed for a while', () => {
    const { clock, feed, due } = feedAt();
    feed.listed([study('1', 3)]);
    expect(due()).toEqual([]);
    clock.ms = 900;
    feed.listed([study('1', 4), study('2', 1)]);
    clock.ms = 1500;
    feed.listed([study('1', 4), study('2', 1)]);
    expect(due()).toEqual([]);
    clock.ms = 1900;
    expect(due()).toEqual(['1', '2']);
    feed.done(study('1', 4));
    expect(due()).toEqual(['2']);
    expect(feed.waitingCount).toBe(1);
  });

  it('are read again when they change, and only then', () => {
    const { clock, feed, due } = feedAt();
    feed.listed([study('1', 4)]);
    clock.ms = 1000;
    feed.done(study('1', 4));
    feed.listed([study('1', 4)]);
    clock.ms = 9000;
    expect(due()).toEqual([]);
    feed.listed([study('1', 5)]);
    clock.ms = 10_000;
    expect(due()).toEqual(['1']);
  });

  it('that changed while they were read are read again', () => {
    const { clock, feed, due } = feedAt();
    feed.listed([study('1', 4)]);
    clock.ms = 2000;
    feed.listed([study('1', 5)]);
    feed.done(study('1', 4));
    clock.ms = 3000;
    expect(due()).toEqual(['1']);
  });

  it('that fail are tried again later, twice a day in the end, and afresh when they change', () => {
    const { clock, feed, due } = feedAt();
    feed.listed([study('1', 4)]);
    clock.ms = 1000;
    for (const minutes of [1, 5, 25, 125, 625, 720, 720]) {
      expect(due()).toEqual(['1']);
      expect(feed.failed(study('1', 4))).toBe(60_000 * minutes);
      clock.ms += 60_000 * minutes - 1;
      expect(due()).toEqual([]);
      clock.ms++;
    }
    feed.failed(study('1', 4));
    feed.listed([study('1', 5)]);
    clock.ms += 1000;
    expect(due()).toEqual(['1']);
  });

  it('that are no longer listed are forgotten', () => {
    const { clock, feed, due } = feedAt();
    feed.listed([study('1', 4)]);
    feed.listed([]);
    clock.ms = 5000;
    expect(due()).toEqual([]);
    expect(feed.waitingCount).toBe(0);
    expect(feed.failed(study('1', 4))).toBeUndefined();
  });
});

describe('the first day of a search', () => {
  it('is so many days before today', () => {
    expect(dayBefore(new Date(2026, 2, 1), 2)).toBe('20260227');
    expect(dayBefore(new Date(2026, 0, 1), 0)).toBe('20260101');
  });
});
