import type { Archive, ObjectToStore } from './archive';

/** An archive that stores everything, and what it has received. */
export interface FakeArchive extends Archive {
  readonly stored: ObjectToStore[];
  readonly refreshed: string[];
}

/** @param replace replaces methods */
export function fakeArchive(replace: Partial<Archive> = {}): FakeArchive {
  const archive: FakeArchive = {
    stored: [],
    refreshed: [],
    name: () => 'Echo archive',
    store(object, onSent) {
      onSent(1);
      archive.stored.push(object);
      return Promise.resolve({});
    },
    refresh: (studyUID) => Promise.resolve(void archive.refreshed.push(studyUID)),
    ...replace,
  };
  return archive;
}
