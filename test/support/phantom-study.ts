import { phantomClip, type PhantomClipOptions, type StoredClip } from './study';

/** What one clip of a study is. */
export interface PhantomSeries
  extends
    Pick<PhantomClipOptions, 'seriesDescription' | 'frameCount'>,
    Partial<Pick<PhantomClipOptions, 'view' | 'more'>> {}

/** Several simulated clips, A4C unless told otherwise, of one patient in one study, in the order of their series. */
export async function phantomStudy(seed: number, series: PhantomSeries[]): Promise<StoredClip[]> {
  return Promise.all(
    series.map((clip, i) => phantomClip(seed, { ...clip, seriesNumber: i + 1, take: i })),
  );
}
