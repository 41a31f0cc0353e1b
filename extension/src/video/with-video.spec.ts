import { describe, expect, it, jest } from '@jest/globals';
import { displaySetOf } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import type { DecodedVideo } from './decode-video';
import { type VideoHost, withVideo } from './with-video';

const h264 = '1.2.840.10008.1.2.4.102';

const videoOf = (frameCount: number): DecodedVideo => ({
  Rows: 80,
  Columns: 100,
  frames: Array.from({ length: frameCount }, (_, i) => new Uint8Array(80 * 100 * 3).fill(i + 1)),
  timesMs: Array.from({ length: frameCount }, (_, i) => 50 * i),
  isLonger: false,
});

/** A viewer of one clip as video and one that is none, and what it asked its host for. */
function setUp(decode: () => Promise<DecodedVideo> = () => Promise.resolve(videoOf(30))) {
  const asked: string[] = [];
  const offers: (readonly string[])[] = [];
  const host: VideoHost = {
    fetch(imageId) {
      asked.push(imageId);
      return Promise.resolve(new Uint8Array());
    },
    decode,
    offered: {
      areOffered: (imageIds) => offers.some(([first]) => first === imageIds[0]),
      async offer(imageIds, decoded) {
        offers.push(imageIds);
        await decoded;
      },
    },
  };
  const fake = fakeViewer([displaySetOf(1, { TransferSyntaxUID: h264 }), displaySetOf(2)]);
  return { viewer: withVideo(fake, host), fake, asked, offers };
}

describe('withVideo', () => {
  it('decodes a video once, whose frames are those of the clip', async () => {
    const { viewer, asked, fake } = setUp();
    const loader = viewer.imageLoader('displaySet-1');
    for (const frameIndex of [0, 7, 29]) {
      const image = await loader.loadImage(viewer.imageIds('displaySet-1')[frameIndex]);
      expect([image.rows, image.columns, image.getPixelData()[0]]).toEqual([
        80,
        100,
        frameIndex + 1,
      ]);
    }
    expect(asked).toEqual(['frame:0']);
    expect(loader.notes?.()).toEqual([]);
    expect(viewer.imageLoader('displaySet-2')).toBe(fake.loader);
  });

  it('fetches a video again past its memory, and after a failure', async () => {
    let isDamaged = true;
    const { viewer, asked } = setUp(() =>
      isDamaged ? Promise.reject(new Error('damaged')) : Promise.resolve(videoOf(30)),
    );
    const loader = viewer.imageLoader('displaySet-1');
    await expect(loader.loadImage('frame:3')).rejects.toThrow('damaged');
    isDamaged = false;
    await loader.loadImage('frame:3');
    await loader.loadImage('frame:3', { ignoreCache: true });
    expect(asked).toHaveLength(3);
  });

  it('refuses frames that the stream lacks, and notes the difference', async () => {
    const { viewer } = setUp(() => Promise.resolve(videoOf(20)));
    const loader = viewer.imageLoader('displaySet-1');
    await expect(loader.loadImage('frame:20')).rejects.toThrow('The video holds 20 frames.');
    await expect(loader.loadImage('frame:99')).rejects.toThrow('The video holds 20 frames.');
    expect(loader.notes?.()).toEqual(['The video holds 20 frames, the header says 30.']);
  });

  it('offers the frames of a clip on the screen to the host, once, and those of no other', () => {
    const { viewer, fake, offers } = setUp();
    let changes = 0;
    viewer.onChange(() => changes++);
    fake.changed();
    fake.changed();
    expect(offers).toEqual([fake.imageIds('displaySet-1')]);
    expect(changes).toBe(2);
    offers.length = 0;
    fake.show('displaySet-2');
    expect(offers).toEqual([]);
  });

  it('offers a video that cannot be decoded once, and says why on the console', async () => {
    const warn = jest.spyOn(console, 'warn').mockReturnValue();
    const { viewer, fake, asked } = setUp(() => Promise.reject(new Error('damaged')));
    viewer.onChange(() => undefined);
    fake.changed();
    await new Promise((resolve) => setTimeout(resolve, 0));
    fake.changed();
    fake.changed();
    expect(asked).toHaveLength(1);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});
