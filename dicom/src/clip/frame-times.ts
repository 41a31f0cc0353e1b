import { contradictions } from './time-contradictions';
import { isFrameMs, type TimedHeader } from './timed-header';

export interface FrameTimes {
  /** Milliseconds since the first frame, one value per frame, increasing from 0. */
  readonly timesMs: readonly number[];
  /** The attribute that the times come from; 'assumed' means 30 frames per second. */
  readonly source:
    'FrameTime' | 'FrameTimeVector' | 'CineRate' | 'RecommendedDisplayFrameRate' | 'assumed';
  /** The frames (0-based, both included) that Start Trim and Stop Trim leave; absent where all. */
  readonly trim?: { readonly first: number; readonly last: number };
  /** R waves of the ECG in milliseconds since the first frame, increasing; absent without any. */
  readonly rWavesMs?: readonly number[];
  /** Full sentences: which attributes were ignored and why, what was assumed, what they contradict. */
  readonly notes: readonly string[];
}

const assumedFramesPerSecond = 30;

/**
 * Times of all frames: by Frame Time or Frame Time Vector, the one first that Frame Increment Pointer
 * names (PS3.3 C.7.6.6.1.1), Frame Time where it names neither; else by Cine Rate, else by Recommended
 * Display Frame Rate (PS3.3 C.7.6.5).
 */
export function frameTimes(header: TimedHeader): FrameTimes {
  const notes: string[] = [];
  const found = timesOf(header, notes);
  const trim = trimOf(header, notes);
  const rWavesMs = rWavesOf(header);
  const times = {
    ...found,
    ...(trim && { trim }),
    ...(rWavesMs.length > 0 && { rWavesMs }),
  };
  return { ...times, notes: [...notes, ...contradictions(header, times)] };
}

type Times = Pick<FrameTimes, 'timesMs' | 'source'>;

function timesOf(header: TimedHeader, notes: string[]): Times {
  const { NumberOfFrames: count, FrameIncrementPointer = [] } = header;
  const increments = [byFrameTime, byFrameTimeVector];
  if (FrameIncrementPointer.includes('FrameTimeVector')) {
    increments.reverse();
  }
  for (const by of increments) {
    const times = by(header, notes);
    if (times) {
      return times;
    }
  }
  const rates = [
    ['CineRate', 'Cine Rate'],
    ['RecommendedDisplayFrameRate', 'Recommended Display Frame Rate'],
  ] as const;
  for (const [source, words] of rates) {
    const framesPerSecond = header[source];
    if (framesPerSecond !== undefined) {
      if (isFrameMs(1000 / framesPerSecond)) {
        return { timesMs: evenly(count, 1000 / framesPerSecond), source };
      }
      notes.push(`${words} in header is wrong (${framesPerSecond} frames a second); ignored.`);
    }
  }
  notes.push(`No frame times in the header: ${assumedFramesPerSecond} frames a second assumed.`);
  return { timesMs: evenly(count, 1000 / assumedFramesPerSecond), source: 'assumed' };
}

function byFrameTime({ FrameTime, NumberOfFrames }: TimedHeader, notes: string[]) {
  if (FrameTime === undefined) {
    return undefined;
  }
  if (!isFrameMs(FrameTime)) {
    notes.push(`Frame Time in header is wrong (${FrameTime} ms); ignored.`);
    return undefined;
  }
  return { timesMs: evenly(NumberOfFrames, FrameTime), source: 'FrameTime' } as const;
}

/**
 * The first value of the vector precedes frame 0 and is 0 (PS3.3 C.7.6.5.1.2). Some makers leave it
 * out: a vector that is one short is taken so, unless it begins with 0.
 */
function byFrameTimeVector({ FrameTimeVector, NumberOfFrames }: TimedHeader, notes: string[]) {
  if (FrameTimeVector === undefined) {
    return undefined;
  }
  const isWithoutFirst =
    FrameTimeVector.length === NumberOfFrames - 1 && isFrameMs(FrameTimeVector[0]);
  if (FrameTimeVector.length < NumberOfFrames && !isWithoutFirst) {
    notes.push(
      `Frame Time Vector in header is wrong (${FrameTimeVector.length} values for ` +
        `${NumberOfFrames} frames); ignored.`,
    );
    return undefined;
  }
  const increments = FrameTimeVector.slice(isWithoutFirst ? 0 : 1, NumberOfFrames);
  if (!increments.every(isFrameMs)) {
    notes.push('Frame Time Vector in header has invalid values; ignored.');
    return undefined;
  }
  if (areTimes(FrameTimeVector.slice(0, NumberOfFrames))) {
    notes.push(
      'Frame Time Vector in header grows from frame to frame; taken for times since the first frame.',
    );
    return {
      timesMs: FrameTimeVector.slice(0, NumberOfFrames),
      source: 'FrameTimeVector',
    } as const;
  }
  if (isWithoutFirst) {
    notes.push(
      'Frame Time Vector in header has one value less than there are frames; taken for the times ' +
        'between them.',
    );
  }
  return { timesMs: runningSum(increments, NumberOfFrames), source: 'FrameTimeVector' } as const;
}

/** Fewer values may grow by chance. */
const leastGrowing = 5;

/**
 * Whether a vector holds times since the first frame, as some writers have it, instead of times between
 * frames: these do not grow with every frame to many times the first.
 */
function areTimes(vector: readonly number[]): boolean {
  const last = vector.length - 1;
  return (
    vector.length >= leastGrowing &&
    vector[0] === 0 &&
    vector.every((time, i) => i === 0 || time > vector[i - 1]) &&
    vector[last] > (last / 2) * vector[1]
  );
}

/** Start Trim and Stop Trim number frames from 1 (PS3.3 C.7.6.5). */
function trimOf(
  { NumberOfFrames, StartTrim = 1, StopTrim = NumberOfFrames }: TimedHeader,
  notes: string[],
): FrameTimes['trim'] {
  if (StartTrim === 1 && StopTrim === NumberOfFrames) {
    return undefined;
  }
  const isFrame = (number: number) =>
    Number.isInteger(number) && number >= 1 && number <= NumberOfFrames;
  if (!isFrame(StartTrim) || !isFrame(StopTrim) || StopTrim <= StartTrim) {
    notes.push(
      `Start Trim and Stop Trim in header are wrong (${StartTrim} to ${StopTrim} of ` +
        `${NumberOfFrames} frames); ignored.`,
    );
    return undefined;
  }
  notes.push(
    `Frames ${StartTrim} to ${StopTrim} of ${NumberOfFrames} used: the header trims the others.`,
  );
  return { first: StartTrim - 1, last: StopTrim - 1 };
}

/** Longest time from one R wave to the next, that of 20 beats a minute. */
const longestBeatMs = 3000;

/** Shortest mean of these times, that of 300 beats a minute; seconds in place of milliseconds are less. */
const shortestMeanBeatMs = 200;

/** None unless all are times that increase from beat to beat: damaged ones are of no use. */
function rWavesOf({ RWaveTimeVector = [] }: TimedHeader): readonly number[] {
  const areBeats = RWaveTimeVector.every((time, i) => {
    const sinceLast = i === 0 ? 1 : time - RWaveTimeVector[i - 1];
    return Number.isFinite(time) && sinceLast > 0 && sinceLast <= longestBeatMs;
  });
  const last = RWaveTimeVector.length - 1;
  const areTooFast =
    last > 0 && (RWaveTimeVector[last] - RWaveTimeVector[0]) / last < shortestMeanBeatMs;
  return areBeats && !areTooFast ? RWaveTimeVector : [];
}

function evenly(count: number, frameMs: number): number[] {
  return Array.from({ length: count }, (_, frame) => frame * frameMs);
}

/** @param increments between the frames, one less than there are */
function runningSum(increments: readonly number[], count: number): number[] {
  const times: number[] = [];
  let time = 0;
  for (let frame = 0; frame < count; frame++) {
    time += frame === 0 ? 0 : increments[frame - 1];
    times.push(time);
  }
  return times;
}
