import { describe, expect, it } from '@jest/globals';
import { heartTaskIds } from '@echonet/models/tasks';
import { purposeOf } from './find-tasks';

describe('the purpose of a model', () => {
  it('is to tell views apart where it learns these and nothing else', () => {
    expect(purposeOf(['viewOther', 'viewA4C', 'viewUnusable'])).toBe('view');
    expect(purposeOf(['EF', 'lead'])).toBe('reading');
    for (const ids of [['viewA4C'], ['viewA4C', 'viewOther', 'viewUnusable', 'EF']]) {
      expect(() => purposeOf(ids)).toThrow(/viewA4C, viewOther, viewUnusable together/);
    }
  });

  it('is not learned by default from data with views', () => {
    expect(heartTaskIds).toContain('EF');
    expect(heartTaskIds.filter((id) => id.startsWith('view'))).toEqual([]);
  });
});
