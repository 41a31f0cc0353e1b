import { testHooks } from '../panel/test-hooks';
import { originOf } from '../results/origin';
import { originText } from '../results/origin-text';
import type { SessionState } from '../session/state';
import { type Strings, taskName } from '../strings';
import type { Cell } from '../viewport/arrange';
import { colourBarGradient } from './colour-map';
import { saliencyMethod, saliencyTaskId } from './state';

/** The colour bar of a saliency map with its task and method. */
export class Legend {
  readonly element = document.createElement('div');
  private readonly title = line('echonet-overlay-title');
  private readonly origin = line('echonet-overlay-origin');
  private readonly method = line('echonet-overlay-method');
  private readonly strong = line();
  private readonly bar = line('echonet-overlay-bar');
  private readonly weak = line();

  constructor() {
    this.element.className = 'echonet-overlay-legend';
    for (const [name, value] of Object.entries(testHooks('echonet-overlay-legend'))) {
      this.element.setAttribute(name, value);
    }
    this.element.append(this.title, this.origin, this.method, this.strong, this.bar, this.weak);
    this.hide();
  }

  hide(): void {
    this.element.hidden = true;
  }

  /** In place of a map: the network has not read this part of the clip. */
  showNotAnalysed({ saliency, locale }: Strings): void {
    this.element.hidden = false;
    this.element.lang = locale;
    this.element.dataset.placed = 'edge';
    this.place(undefined);
    this.title.textContent = saliency.notAnalysed;
    for (const part of this.ofMap) {
      part.hidden = true;
    }
  }

  /** @param cell its place; the right edge of the viewport unless given */
  show(state: SessionState, strings: Strings, cell?: Cell): void {
    const { model, saliency } = state;
    if (model.phase !== 'ready') {
      return;
    }
    const task = model.manifest.tasks.find(({ id }) => id === saliencyTaskId(state));
    const { saliency: names } = strings;
    this.element.hidden = false;
    this.element.lang = strings.locale;
    this.title.textContent = task ? taskName(strings, task) : '';
    this.method.textContent = names.methodAndSamples(saliencyMethod(state), saliency.samples);
    this.strong.textContent = names.strong;
    this.weak.textContent = names.weak;
    const origin = task && originOf(model.manifest, task.id);
    this.origin.textContent = origin ? originText(strings, origin) : '';
    this.bar.style.background = colourBarGradient(saliency);
    for (const part of this.ofMap) {
      part.hidden = false;
    }
    this.element.dataset.placed = cell ? 'cell' : 'edge';
    this.place(cell);
  }

  private get ofMap(): readonly HTMLElement[] {
    return [this.origin, this.method, this.strong, this.bar, this.weak];
  }

  private place(cell: Cell | undefined): void {
    const place = cell && { left: cell.x, top: cell.y, width: cell.size, height: cell.size };
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      this.element.style[side] = place ? `${place[side]}px` : '';
    }
  }
}

function line(className = ''): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}
