import { describe, expect, it } from '@jest/globals';
import { MaskNames } from './mask-files';

const clips = ['a.dcm', 'deep/b.dcm', 'deep/1.2.840.5', 'one/c.dcm', 'two/c.dcm'];
const masksOf = (clip: string, ...files: readonly string[]) => new MaskNames(files, clips).of(clip);

describe('MaskNames', () => {
  it('finds the masks of a clip beside it or in a folder of masks alone', () => {
    const frames = [{ frame: 3, file: 'deep/b_3.png' }];
    expect(masksOf('deep/b.dcm', 'deep/b_3.png', 'a_3.png')).toEqual({ kind: 'frames', frames });
    expect(masksOf('deep/b.dcm', 'b.nii.gz')).toEqual({ kind: 'NIfTI', file: 'b.nii.gz' });
    expect(masksOf('a.dcm', 'a_gt.nii')).toEqual({ kind: 'NIfTI', file: 'a_gt.nii' });
    expect(masksOf('a.dcm', 'ab_3.png', 'b_3.png')).toBeUndefined();
  });

  it('sorts frames by number, and takes a UID for a whole name', () => {
    const found = masksOf('deep/1.2.840.5', '1.2.840.5_12.png', '1.2.840.5_2.nii.gz');
    expect(found).toMatchObject({ kind: 'frames', frames: [{ frame: 2 }, { frame: 12 }] });
  });

  it('gives no clip the masks of another of the same name', () => {
    expect(masksOf('one/c.dcm', 'c_1.png')).toBeUndefined();
    expect(masksOf('one/c.dcm', 'two/c_1.png')).toBeUndefined();
    expect(masksOf('two/c.dcm', 'two/c_1.png')).toMatchObject({ kind: 'frames' });
  });

  it('refuses masks that contradict each other', () => {
    expect(() => masksOf('a.dcm', 'a.nii', 'a_1.png')).toThrow(
      'It has masks of two kinds or twice',
    );
    expect(() => masksOf('a.dcm', 'a.nii', 'a_gt.nii.gz')).toThrow('two kinds or twice');
    expect(() => masksOf('a.dcm', 'a_1.png', 'a_01.png')).toThrow('two masks of frame 1');
  });
});
