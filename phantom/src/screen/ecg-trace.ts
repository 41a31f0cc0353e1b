import type { ScreenAnnotations } from './annotations';
import { fill, line, type Screen } from './canvas';
import { ecgAt } from './ecg';
import { textScale } from './font';

/**
 * Paints the ECG trace of one frame.
 *
 * @param nowMs time of the frame since the clip's first
 * @param phaseAt phase of the heart's cycle, 0..1, at a time since the first frame, ms, which may be
 *   negative
 */
export function paintEcg(
  screen: Screen,
  { style, showsEcg, ecgSpanMs }: ScreenAnnotations,
  nowMs: number,
  phaseAt: (timeMs: number) => number,
): void {
  if (!showsEcg) {
    return;
  }
  const { Rows, Columns } = screen;
  const scale = textScale(Rows);
  const height = Rows * 0.028;
  const baseline = Rows - (style.menu ? 13 : 4) * scale - 2;
  const left = Math.round(Columns * 0.04);
  const right = Math.round(Columns * 0.62);
  const msPerPixel = ecgSpanMs / (right - left);
  const firstMs = style.ecgScrolls ? nowMs - ecgSpanMs : Math.floor(nowMs / ecgSpanMs) * ecgSpanMs;
  let before: [number, number] | undefined;
  for (let x = left; x <= right; x += 0.5) {
    const phase = phaseAt(firstMs + (x - left) * msPerPixel);
    const here: [number, number] = [x, baseline - height * ecgAt(phase)];
    line(screen, before ?? here, here, style.ecg);
    before = here;
  }
  if (style.ecgScrolls) {
    return;
  }
  const mark = left + (nowMs - firstMs) / msPerPixel;
  fill(screen, [mark, baseline - height, mark + scale, baseline + 2 * scale], [220, 60, 60]);
}
