import type { ImagePoint } from '@echonet/models';
import {
  apexControl,
  controlCount,
  controlPoints,
  moveControls,
  type EditableContour,
  type EditableStructure,
} from '@echonet/models/measures';
import type { Clip } from '../clips/clip';
import type { Strings } from '../strings';
import { apply, type Affine, toImageDirection } from '../viewport/geometry';
import { controlPlace, type Orientation } from './control-place';
import { EditBar } from './edit-bar';
import type { ContourEditService } from './edit-service';

/** What the reader can edit on a viewport. */
export interface EditedView {
  readonly clip: Clip;
  /** 0-based. */
  readonly frame: number;
  readonly structure: EditableStructure;
  /** Whether the LA can be edited in the frame. */
  readonly hasAtrium: boolean;
  /** The structure's contour in the frame; where none was found, that of the nearest frame. */
  readonly contour: EditableContour;
  readonly orientation: Orientation;
  /** From image pixels to CSS pixels of the viewport. */
  readonly toCanvas: Affine;
  /** CSS pixels. */
  readonly viewportHeight: number;
  /** Of the image, pixels: control points stay in it. */
  readonly size: { readonly Columns: number; readonly Rows: number };
  /** Whether what is drawn next is carried to the neighbouring frames. */
  readonly isCarried: boolean;
  /** Frames that a change is carried to, from 0; undefined for this frame alone. */
  readonly carriedTo?: readonly [first: number, last: number];
  /** Whether the reader drew the contour of this frame. */
  readonly isDrawn: boolean;
  readonly strings: Strings;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** CSS pixels that an arrow key moves a control point by: alone, and with Shift. */
const keySteps = { plain: 1, shift: 5 };

const arrowDirections: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A contour that is being moved. */
export interface MovedContour {
  readonly structure: EditableStructure;
  readonly contour: EditableContour;
}

/** A control point that is being moved. */
interface Move {
  readonly control: number;
  /** Where the pointer went down, CSS pixels; undefined for the keyboard. */
  readonly from?: readonly [number, number];
  readonly pointerId?: number;
  /** Before the move. */
  readonly view: EditedView;
  /** Of the control point, image pixels. */
  readonly by: ImagePoint;
  readonly contour: EditableContour;
}

/**
 * Control points of a contour above a viewport, and a bar that says what a change does. Only the
 * points and the bar take pointer events, so that the host's tools work beside them. Own elements, not
 * the host's spline annotation: that one is an annotation per frame with a list entry of its own, has
 * no keyboard control, and its points carry no meaning such as apex or hinge.
 */
export class EditLayer {
  private readonly svg = document.createElementNS(svgNamespace, 'svg');
  private readonly handles: readonly SVGGElement[];
  private readonly bar: EditBar;
  private view: EditedView | undefined;
  /** What the points' names depend on. */
  private named = '';
  private move: Move | undefined;
  private focusedBefore: Element | null = null;

  /** @param onChange called when the contour that is being moved has changed */
  constructor(
    private readonly container: HTMLElement,
    private readonly edits: ContourEditService,
    private readonly onChange: () => void,
  ) {
    this.svg.classList.add('echonet-edit-layer');
    this.handles = Array.from({ length: controlCount }, (_, control) => this.handle(control));
    this.svg.append(...this.handles);
    this.bar = new EditBar({
      onStructure: (structure) => edits.editStructure(structure),
      onCarry: () => {
        if (this.view) {
          const { clip, frame, structure, isCarried } = this.view;
          edits.setCarried(clip, frame, structure, !isCarried);
        }
      },
      onReset: () => {
        if (this.view) {
          const { clip, frame, structure } = this.view;
          edits.resetFrame(clip, frame, structure);
        }
      },
      onDone: () => edits.setEditing(false),
    });
  }

  /** The contour that is being moved in the frame; undefined while none is. */
  draftOf(frame: number): MovedContour | undefined {
    const { move } = this;
    return move?.view.frame === frame
      ? { structure: move.view.structure, contour: move.contour }
      : undefined;
  }

  /** Shows the control points of a contour, or none. */
  update(view: EditedView | undefined): void {
    const wasShown = this.view !== undefined;
    const { move } = this;
    if (move && (move.view.frame !== view?.frame || move.view.structure !== view.structure)) {
      // The clip went on to another frame under the reader's hand.
      this.finish();
    }
    this.view = view;
    if (!view) {
      if (wasShown) {
        this.leave();
      }
      return;
    }
    this.name(view);
    if (!wasShown) {
      this.enter();
    }
    this.place(view);
    this.bar.show(view);
  }

  close(): void {
    this.move = undefined;
    this.svg.remove();
    this.bar.element.remove();
  }

  private name({ structure, orientation, strings: { contourEdits, locale } }: EditedView): void {
    const named = `${structure} ${orientation} ${locale}`;
    if (named === this.named) {
      return;
    }
    this.named = named;
    this.svg.dataset.structure = structure;
    this.handles.forEach((handle, control) => {
      const place = contourEdits.control(controlPlace(structure, control, orientation));
      handle.setAttribute('aria-label', `${place}. ${contourEdits.controlHint}`);
    });
  }

  private enter(): void {
    this.focusedBefore = document.activeElement;
    this.container.append(this.svg, this.bar.element);
    // After the frame in which the points get their places.
    queueMicrotask(() => this.handles[apexControl].focus({ preventScroll: true }));
  }

  private leave(): void {
    const hadFocus =
      this.svg.contains(document.activeElement) ||
      this.bar.element.contains(document.activeElement);
    this.move = undefined;
    this.svg.remove();
    this.bar.element.remove();
    if (hadFocus && this.focusedBefore instanceof HTMLElement && this.focusedBefore.isConnected) {
      this.focusedBefore.focus({ preventScroll: true });
    }
    this.focusedBefore = null;
  }

  private place(view: EditedView): void {
    const points = controlPoints(this.draftOf(view.frame)?.contour ?? view.contour);
    this.handles.forEach((handle, control) => {
      const [x, y] = apply(view.toCanvas, points[control].x, points[control].y);
      handle.setAttribute('transform', `translate(${x} ${y})`);
    });
    if (!this.move) {
      this.bar.lieBeside(
        points.map(({ x, y }) => apply(view.toCanvas, x, y)[1]),
        view.viewportHeight,
      );
    }
  }

  private handle(control: number): SVGGElement {
    const group = document.createElementNS(svgNamespace, 'g');
    group.classList.add('echonet-control-point');
    group.dataset.control = String(control);
    group.dataset.landmark = String(isLandmark(control));
    group.setAttribute('tabindex', '0');
    group.setAttribute('role', 'button');
    for (const [name, radius] of [
      ['echonet-control-reach', 11],
      ['echonet-control-dot', 5],
    ] as const) {
      const circle = document.createElementNS(svgNamespace, 'circle');
      circle.classList.add(name);
      circle.setAttribute('r', String(radius));
      group.append(circle);
    }
    group.addEventListener('pointerdown', (event) => this.grab(control, group, event));
    group.addEventListener('pointermove', (event) => this.drag(event));
    group.addEventListener('pointerup', (event) => this.release(event));
    group.addEventListener('pointercancel', (event) => this.drop(event));
    group.addEventListener('keydown', (event) => this.onKeyDown(control, event));
    group.addEventListener('keyup', (event) => {
      if (event.key in arrowDirections) {
        this.finish();
      }
    });
    group.addEventListener('blur', () => this.finish());
    for (const type of ['mousedown', 'touchstart', 'dblclick', 'contextmenu'] as const) {
      // The host would enlarge the viewport at a double click.
      group.addEventListener(type, (event) => event.stopPropagation());
    }
    return group;
  }

  private grab(control: number, group: SVGGElement, event: PointerEvent): void {
    if (!this.view || event.button !== 0) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.finish();
    group.focus({ preventScroll: true });
    this.edits.holdFrame(this.view.clip, this.view.frame);
    group.setPointerCapture(event.pointerId);
    this.move = {
      control,
      from: [event.clientX, event.clientY],
      pointerId: event.pointerId,
      view: this.view,
      by: { x: 0, y: 0 },
      contour: this.view.contour,
    };
  }

  private drag(event: PointerEvent): void {
    const { move } = this;
    if (!move?.from || event.pointerId !== move.pointerId) {
      return;
    }
    event.stopPropagation();
    const [x, y] = move.from;
    this.moveTo(move, toImageDirection(move.view.toCanvas, event.clientX - x, event.clientY - y));
  }

  private release(event: PointerEvent): void {
    if (this.move && event.pointerId === this.move.pointerId) {
      event.stopPropagation();
      this.finish();
    }
  }

  private drop(event: PointerEvent): void {
    if (event.pointerId === this.move?.pointerId) {
      this.move = undefined;
      this.onChange();
    }
  }

  private onKeyDown(control: number, event: KeyboardEvent): void {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (ctrlKey || altKey || metaKey) {
      return;
    }
    if (key === 'Escape') {
      event.stopPropagation();
      if (this.move) {
        this.move = undefined;
        this.onChange();
      } else {
        this.edits.setEditing(false);
      }
      return;
    }
    if (key === ' ' || key === 'Enter') {
      // The host's keys for its own viewport.
      event.stopPropagation();
      return;
    }
    if (!(key in arrowDirections) || !this.view) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (this.move?.control !== control || this.move.from) {
      this.finish();
      const { view } = this;
      this.edits.holdFrame(view.clip, view.frame);
      this.move = { control, view, by: { x: 0, y: 0 }, contour: view.contour };
    }
    const [right, down] = arrowDirections[key];
    const step = shiftKey ? keySteps.shift : keySteps.plain;
    const { x, y } = toImageDirection(this.view.toCanvas, step * right, step * down);
    this.moveTo(this.move, { x: this.move.by.x + x, y: this.move.by.y + y });
  }

  private moveTo(move: Move, wanted: ImagePoint): void {
    const { control, view } = move;
    const point = controlPoints(view.contour)[control];
    const { Columns, Rows } = view.size;
    const by = {
      x: within(point.x + wanted.x, Columns) - point.x,
      y: within(point.y + wanted.y, Rows) - point.y,
    };
    const displacements = Array.from({ length: controlCount }, (_, k) =>
      k === control ? by : { x: 0, y: 0 },
    );
    this.move = { ...move, by, contour: moveControls(view.contour, displacements) };
    this.onChange();
  }

  /** Takes the contour that is being moved for the frame's. */
  private finish(): void {
    const { move } = this;
    this.move = undefined;
    if (move && Math.hypot(move.by.x, move.by.y) > 0) {
      const { clip, frame, structure } = move.view;
      this.edits.draw(clip, frame, structure, move.contour);
      if (this.view?.frame === frame && this.view.structure === structure) {
        // The next move can begin before the animation frame in which the view is renewed.
        this.view = { ...this.view, contour: move.contour };
      }
    }
  }
}

function isLandmark(control: number): boolean {
  return control === 0 || control === apexControl || control === controlCount - 1;
}

function within(value: number, length: number): number {
  return Math.min(length, Math.max(0, value));
}
