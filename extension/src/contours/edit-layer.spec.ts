/** @jest-environment jsdom */

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  controlPoints,
  editableContour,
  type EditableContour,
  type FrameMeasures,
} from '@echonet/models/measures';
import { displaySetOf } from '../clips/testing';
import { clipOf } from '../clips/clip';
import { stringsFor } from '../strings';
import { EditLayer, type EditedView } from './edit-layer';
import type { ContourEditService } from './edit-service';
import { outlinedFrame } from './testing';

const clip = clipOf(displaySetOf(1));
const contour = editableContour(outlinedFrame(0).reading as FrameMeasures)!;
/** Turned by 90 degrees clockwise and doubled. */
const turned = { a: 0, b: 2, c: -2, d: 0, e: 200, f: 10 };

const view: EditedView = {
  clip,
  frame: 3,
  structure: 'LV',
  hasAtrium: true,
  contour,
  orientation: 'septum left',
  toCanvas: turned,
  viewportHeight: 400,
  size: { Columns: 100, Rows: 80 },
  isCarried: true,
  carriedTo: [1, 6],
  isDrawn: false,
  strings: stringsFor('en'),
};

/** Keeps the calls; those that hold a frame by themselves. */
function fakeEdits() {
  const calls: { name: string; values: unknown[] }[] = [];
  const held: unknown[] = [];
  const edits = new Proxy({} as ContourEditService, {
    get:
      (_, name) =>
      (...values: unknown[]) =>
        void (name === 'holdFrame'
          ? held.push(values[1])
          : calls.push({ name: String(name), values })),
  });
  return { edits, calls, held };
}

let container: HTMLDivElement;
let changes = 0;

beforeEach(() => {
  changes = 0;
  container = document.createElement('div');
  document.body.append(container);
  Object.assign(SVGElement.prototype, { setPointerCapture: () => {} });
});

afterEach(() => container.remove());

function shown() {
  const { edits, calls, held } = fakeEdits();
  const layer = new EditLayer(container, edits, () => changes++);
  layer.update(view);
  const handles = [...container.querySelectorAll<SVGGElement>('.echonet-control-point')];
  return { layer, calls, held, handles };
}

const pointer = (type: string, clientX: number, clientY: number) =>
  Object.assign(new MouseEvent(type, { bubbles: true, clientX, clientY }), { pointerId: 1 });
const key = (name: string, more: KeyboardEventInit = {}, type = 'keydown') =>
  new KeyboardEvent(type, { key: name, bubbles: true, cancelable: true, ...more });

describe('the control points on a clip', () => {
  it('lie on the contour as the camera shows it, and say where they are', () => {
    const { handles } = shown();
    const points = controlPoints(contour);
    expect(handles.map((handle) => handle.getAttribute('transform'))).toEqual(
      points.map(({ x, y }) => `translate(${200 - 2 * y} ${10 + 2 * x})`),
    );
    expect(handles.map((handle) => handle.getAttribute('aria-label')?.split('.')[0])).toEqual([
      'LV contour: septal hinge',
      ...[1, 2, 3, 4].map((n) => `LV contour: septal wall, point ${n}`),
      'LV contour: apex',
      ...[4, 3, 2, 1].map((n) => `LV contour: lateral wall, point ${n}`),
      'LV contour: lateral hinge',
    ]);
  });

  it('are named by the anatomy of the image as it lies, and of the structure', () => {
    const { layer, handles } = shown();
    const names = () =>
      [0, 1, 5, 9, 10].map((i) => handles[i].getAttribute('aria-label')?.split('. ')[0]);
    layer.update({ ...view, orientation: 'septum right' });
    expect(names()).toEqual([
      'LV contour: lateral hinge',
      'LV contour: lateral wall, point 1',
      'LV contour: apex',
      'LV contour: septal wall, point 1',
      'LV contour: septal hinge',
    ]);
    layer.update({ ...view, structure: 'LA' });
    expect(names()).toEqual([
      'LA contour: septal hinge',
      'LA contour: septum, point 1',
      'LA contour: roof',
      'LA contour: lateral wall, point 1',
      'LA contour: lateral hinge',
    ]);
    layer.update({ ...view, orientation: 'unknown', strings: stringsFor('de') });
    expect(names().slice(0, 2)).toEqual([
      'LV-Kontur: linker Ansatzpunkt',
      'LV-Kontur: linke Wand, Punkt 1',
    ]);
  });

  it('follow the pointer whatever the camera, and change the contour once let go', () => {
    const { layer, calls, handles } = shown();
    handles[3].dispatchEvent(pointer('pointerdown', 50, 50));
    handles[3].dispatchEvent(pointer('pointermove', 58, 44));
    const draft = layer.draftOf(3)!.contour;
    const [before, after] = [contour, draft].map((one) => controlPoints(one)[3]);
    // Right on the screen is up in the image, and down is right.
    expect(after.x - before.x).toBeCloseTo(-3, 9);
    expect(after.y - before.y).toBeCloseTo(-4, 9);
    expect(calls).toEqual([]);
    expect(layer.draftOf(4)).toBeUndefined();
    handles[3].dispatchEvent(pointer('pointerup', 58, 44));
    expect(calls).toEqual([{ name: 'draw', values: [clip, 3, 'LV', draft] }]);
    expect(layer.draftOf(3)).toBeUndefined();
    expect(changes).toBe(1);
  });

  it('hold the frame of a playing cine as soon as one is taken, by pointer or key', () => {
    const { held, handles } = shown();
    handles[3].dispatchEvent(pointer('pointerdown', 50, 50));
    expect(held).toEqual([3]);
    handles[3].dispatchEvent(pointer('pointerup', 50, 50));
    handles[4].dispatchEvent(key('ArrowRight'));
    handles[4].dispatchEvent(key('ArrowRight'));
    expect(held).toEqual([3, 3]);
  });

  it('change nothing when they are only touched', () => {
    const { calls, handles } = shown();
    handles[3].dispatchEvent(pointer('pointerdown', 50, 50));
    handles[3].dispatchEvent(pointer('pointerup', 50, 50));
    expect(calls).toEqual([]);
  });

  it('stay within the image', () => {
    const { layer, handles } = shown();
    handles[0].dispatchEvent(pointer('pointerdown', 0, 0));
    handles[0].dispatchEvent(pointer('pointermove', -9000, -9000));
    expect(controlPoints(layer.draftOf(3)!.contour)[0]).toEqual({ x: 0, y: 80 });
  });

  it('move by the arrow keys as the screen lies, by five pixels with Shift', () => {
    const { layer, calls, handles } = shown();
    const handled: boolean[] = [];
    container.addEventListener('keydown', () => handled.push(true));
    handles[4].dispatchEvent(key('ArrowRight'));
    handles[4].dispatchEvent(key('ArrowRight', { shiftKey: true }));
    const [before, after] = [contour, layer.draftOf(3)!.contour].map(
      (one) => controlPoints(one)[4],
    );
    expect(after.y - before.y).toBeCloseTo(-3, 9);
    expect(after.x - before.x).toBeCloseTo(0, 9);
    handles[4].dispatchEvent(key('ArrowRight', {}, 'keyup'));
    expect(calls.map(({ name }) => name)).toEqual(['draw']);
    // The host would show the next frame.
    expect(handled).toEqual([]);
  });

  it('add up where keys follow each other faster than the browser draws', () => {
    const { calls, handles } = shown();
    for (let press = 0; press < 3; press++) {
      handles[4].dispatchEvent(key('ArrowRight', { shiftKey: true }));
      handles[4].dispatchEvent(key('ArrowRight', {}, 'keyup'));
    }
    const drawn = calls.at(-1)!.values[3] as EditableContour;
    const [before, after] = [contour, drawn].map((one) => controlPoints(one)[4]);
    expect(calls).toHaveLength(3);
    expect(after.y - before.y).toBeCloseTo(-7.5, 9);
  });

  it('leave other keys to the host, such as those for undo', () => {
    const { handles } = shown();
    const seen: string[] = [];
    container.addEventListener('keydown', (event) => seen.push(event.key));
    handles[4].dispatchEvent(key('z', { ctrlKey: true }));
    handles[4].dispatchEvent(key('Tab'));
    handles[4].dispatchEvent(key('PageDown'));
    expect(seen).toEqual(['z', 'Tab', 'PageDown']);
  });

  it('drop a move at Escape, and leave at the next', () => {
    const { layer, calls, handles } = shown();
    handles[2].dispatchEvent(pointer('pointerdown', 50, 50));
    handles[2].dispatchEvent(pointer('pointermove', 60, 50));
    handles[2].dispatchEvent(key('Escape'));
    expect(layer.draftOf(3)).toBeUndefined();
    handles[2].dispatchEvent(pointer('pointerup', 60, 50));
    expect(calls).toEqual([]);
    handles[2].dispatchEvent(key('Escape'));
    expect(calls).toEqual([{ name: 'setEditing', values: [false] }]);
  });

  it('keep what was moved when the clip goes on to the next frame', () => {
    const { layer, calls, handles } = shown();
    handles[2].dispatchEvent(pointer('pointerdown', 50, 50));
    handles[2].dispatchEvent(pointer('pointermove', 60, 50));
    layer.update({ ...view, frame: 4 });
    expect(calls).toMatchObject([{ name: 'draw', values: [clip, 3, 'LV', {}] }]);
  });

  it('take the focus, and give it back', async () => {
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    const { layer, handles } = shown();
    await Promise.resolve();
    expect(document.activeElement).toBe(handles[5]);
    layer.update(undefined);
    expect(document.activeElement).toBe(button);
    expect(container.childElementCount).toBe(0);
    button.remove();
  });
});

describe('the bar on a clip', () => {
  it('lies on the side with more room beside the points, but not under a hand that moves one', () => {
    const { layer, handles } = shown();
    const side = () => container.querySelector<HTMLElement>('.echonet-edit-bar')!.dataset.side;
    const upright = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
    layer.update({ ...view, toCanvas: upright });
    expect(side()).toBe('bottom');
    handles[3].dispatchEvent(pointer('pointerdown', 0, 0));
    const lower = { ...view, toCanvas: { ...upright, f: 300 } };
    layer.update(lower);
    expect(side()).toBe('bottom');
    handles[3].dispatchEvent(pointer('pointerup', 0, 0));
    layer.update(lower);
    expect(side()).toBe('top');
  });

  it('says what a change does, and offers to keep it to the frame', () => {
    const { layer, calls } = shown();
    const bar = container.querySelector('.echonet-edit-bar')!;
    const [lv, la, carry, reset, done] = [...bar.querySelectorAll('button')];
    expect([lv, la].map((button) => button.getAttribute('aria-pressed'))).toEqual([
      'true',
      'false',
    ]);
    expect(la.getAttribute('aria-label')).toBe('Left atrium');
    la.click();
    layer.update({ ...view, structure: 'LA' });
    expect(bar.textContent).toMatch(/LA contour, frame 4/);
    layer.update({ ...view, hasAtrium: false });
    expect(la.disabled).toBe(true);
    expect(bar.textContent).toMatch(/frame 4: changes fade out over frames 2 to 7/);
    expect([carry.getAttribute('aria-pressed'), reset.disabled]).toEqual(['true', true]);
    carry.click();
    layer.update({ ...view, isCarried: false, carriedTo: undefined, isDrawn: true });
    expect(bar.textContent).toMatch(/changes this frame only/);
    reset.click();
    done.click();
    expect(calls).toEqual([
      { name: 'editStructure', values: ['LA'] },
      { name: 'setCarried', values: [clip, 3, 'LV', false] },
      { name: 'resetFrame', values: [clip, 3, 'LV'] },
      { name: 'setEditing', values: [false] },
    ]);
  });
});
