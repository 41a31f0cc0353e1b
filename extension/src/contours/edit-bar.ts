import type { EditableStructure } from '@echonet/models/measures';
import { testHooks } from '../panel/test-hooks';
import type { Strings } from '../strings';

const structures: readonly EditableStructure[] = ['LV', 'LA'];

export interface EditBarActions {
  readonly onStructure: (structure: EditableStructure) => void;
  readonly onCarry: () => void;
  readonly onReset: () => void;
  readonly onDone: () => void;
}

interface EditedFrame {
  /** 0-based, as are those that a change is carried to. */
  readonly frame: number;
  readonly structure: EditableStructure;
  readonly hasAtrium: boolean;
  readonly isCarried: boolean;
  readonly carriedTo?: readonly [first: number, last: number];
  readonly isDrawn: boolean;
  readonly strings: Strings;
}

/** Says on the viewport what a change of the contour does; plain elements, as all of the overlay. */
export class EditBar {
  readonly element = document.createElement('div');
  private readonly choice = document.createElement('span');
  private readonly structures: Readonly<Record<EditableStructure, HTMLButtonElement>>;
  private readonly text = document.createElement('span');
  private readonly carry: HTMLButtonElement;
  private readonly reset: HTMLButtonElement;
  private readonly done: HTMLButtonElement;

  constructor({ onStructure, onCarry, onReset, onDone }: EditBarActions) {
    this.element.className = 'echonet-edit-bar';
    this.element.setAttribute('role', 'group');
    this.text.setAttribute('role', 'status');
    this.structures = {
      LV: button('echonet-edit-LV', () => onStructure('LV')),
      LA: button('echonet-edit-LA', () => onStructure('LA')),
    };
    this.choice.className = 'echonet-edit-structures';
    this.choice.setAttribute('role', 'group');
    this.choice.append(...structures.map((structure) => this.structures[structure]));
    this.carry = button('echonet-carry', onCarry);
    this.reset = button('echonet-reset-frame', onReset);
    this.done = button('echonet-edit-done', onDone);
    this.element.append(this.choice, this.text, this.carry, this.reset, this.done);
    setHooks(this.element, 'echonet-edit-bar');
    for (const type of ['mousedown', 'dblclick'] as const) {
      this.element.addEventListener(type, (event) => event.stopPropagation());
    }
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        onDone();
      } else if (event.key === ' ' || event.key === 'Enter') {
        // The host resets the viewport at a space.
        event.stopPropagation();
      }
    });
  }

  /**
   * Takes the side of the viewport that has more room beside the points, so that it covers none.
   *
   * @param heights of the points, CSS pixels from the viewport's upper edge
   */
  lieBeside(heights: readonly number[], viewportHeight: number): void {
    const [above, below] = [Math.min(...heights), viewportHeight - Math.max(...heights)];
    this.element.dataset.side = above > below ? 'top' : 'bottom';
  }

  show(edited: EditedFrame): void {
    const { frame, structure, hasAtrium, isCarried, carriedTo, isDrawn, strings } = edited;
    const { contourEdits } = strings;
    for (const one of structures) {
      setText(this.structures[one], one);
      this.structures[one].title = contourEdits.structures[one];
      this.structures[one].setAttribute('aria-label', contourEdits.structures[one]);
      this.structures[one].setAttribute('aria-pressed', String(one === structure));
    }
    this.structures.LA.disabled = !hasAtrium;
    this.choice.setAttribute('aria-label', contourEdits.structure);
    setText(
      this.text,
      contourEdits.frame(
        structure,
        frame + 1,
        carriedTo?.map((one) => one + 1),
      ),
    );
    setText(this.carry, contourEdits.carry);
    setText(this.reset, contourEdits.resetFrame);
    setText(this.done, contourEdits.done);
    this.carry.setAttribute('aria-pressed', String(isCarried));
    this.reset.disabled = !isDrawn;
    this.element.setAttribute('aria-label', contourEdits.start);
  }
}

function button(testId: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.addEventListener('click', onClick);
  setHooks(element, testId);
  return element;
}

function setHooks(element: HTMLElement, testId: string): void {
  for (const [name, value] of Object.entries(testHooks(testId))) {
    element.setAttribute(name, value);
  }
}

/** Screen readers read a status again whenever its text is set. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
