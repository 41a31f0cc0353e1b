import { describe, expect, it } from '@jest/globals';
import type { HostManagers, OfferedImage } from './contracts';
import { OfferedImages } from './offer-images';

const imageIds = ['a', 'b'];

const decoded = {
  Rows: 2,
  Columns: 3,
  frames: imageIds.map((_, i) => new Uint8Array(18).fill(i + 1)),
};

/** A host with a viewport that shows the images, and its cache as Cornerstone's: it forgets failures. */
function setUp() {
  const requests = new Map<string, { promise: Promise<OfferedImage> }>();
  const shown: number[] = [];
  const cache = {
    getImageLoadObject: (imageId: string) => requests.get(imageId),
    removeImageLoadObject: (imageId: string) => void requests.delete(imageId),
    async putImageLoadObject(imageId: string, request: { promise: Promise<OfferedImage> }) {
      requests.set(imageId, request);
      await request.promise.catch((error: unknown) => {
        requests.delete(imageId);
        throw error;
      });
    },
  };
  const viewport = {
    getImageIds: () => imageIds,
    getCurrentImageIdIndex: () => 1,
    setStack: (_: readonly string[], index: number) => Promise.resolve(shown.push(index)),
    render: () => undefined,
  };
  const host = {
    extensionManager: {
      getModuleEntry: () => ({
        exports: { getCornerstoneLibraries: () => ({ cornerstone: { cache } }) },
      }),
    },
    servicesManager: {
      services: {
        viewportGridService: { getState: () => ({ viewports: new Map([['one', {}]]) }) },
        cornerstoneViewportService: { getCornerstoneViewport: () => viewport },
      },
    },
  } as unknown as HostManagers;
  return { offered: new OfferedImages(host), requests, cache, shown };
}

describe('images that are offered to the host', () => {
  it('stand in the place of its own requests before they are decoded', async () => {
    const { offered, requests } = setUp();
    expect(offered.areOffered(imageIds)).toBe(false);
    const offering = offered.offer(imageIds, Promise.resolve(decoded));
    expect(offered.areOffered(imageIds)).toBe(true);
    await offering;
    const image = await requests.get('b')!.promise;
    expect(image).toMatchObject({ imageId: 'b', rows: 2, columns: 3, numberOfComponents: 3 });
    expect(image.getPixelData()[0]).toBe(2);
    expect(image.sizeInBytes).toBe(18);
  });

  it('replace a request of its own that has failed, and are shown where that left a viewport empty', async () => {
    const { offered, cache, requests, shown } = setUp();
    void cache
      .putImageLoadObject('a', { promise: new Promise(() => undefined) })
      .catch(() => undefined);
    await offered.offer(imageIds, Promise.resolve(decoded));
    expect((await requests.get('a')!.promise).getPixelData()[0]).toBe(1);
    expect(shown).toEqual([1]);
  });

  it('are forgotten where they cannot be decoded, or the video lacks them', async () => {
    const { offered, requests } = setUp();
    await expect(offered.offer(imageIds, Promise.reject(new Error('damaged')))).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(requests.size).toBe(0);
    await offered.offer(imageIds, Promise.resolve({ ...decoded, frames: [decoded.frames[0]] }));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect([...requests.keys()]).toEqual(['a']);
  });
});
