import { describe, expect, it } from '@jest/globals';
import { installationUid } from './installation';

describe('the device UID of an installation', () => {
  it('is drawn once and kept', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const uid = installationUid(storage);
    expect(uid).toMatch(/^2\.25\.\d+$/);
    expect([...kept.values()]).toEqual([uid]);
    kept.set([...kept.keys()][0], '2.25.123');
    expect(installationUid(storage)).toBe('2.25.123');
    kept.set([...kept.keys()][0], '<script>');
    expect(installationUid(storage)).toBe(uid);
  });

  it('holds as long as the page where the browser keeps nothing', () => {
    const forbidden = () => {
      throw new Error('SecurityError');
    };
    const uid = installationUid({ getItem: forbidden, setItem: forbidden });
    expect(installationUid(undefined)).toBe(uid);
  });
});
