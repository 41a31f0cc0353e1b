/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { keepButtonKeys, releaseButtonKeys } from './button-keys';

/** As the host's hotkeys: a listener on the document that takes the press away. */
const hotkey = jest.fn<(event: KeyboardEvent) => void>();

function press(target: Element, init: KeyboardEventInit): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
}

describe('keys on a focused button', () => {
  let button: HTMLButtonElement;
  let isFocusVisible = true;

  beforeEach(() => {
    document.body.innerHTML = '<button><svg></svg></button><div tabindex="0"></div>';
    button = document.querySelector('button')!;
    isFocusVisible = true;
    jest.spyOn(button, 'matches').mockImplementation(() => isFocusVisible);
    document.addEventListener('keydown', hotkey);
    keepButtonKeys();
  });

  afterEach(() => {
    releaseButtonKeys();
    document.removeEventListener('keydown', hotkey);
    hotkey.mockClear();
  });

  it.each(['Enter', ' '])('press it, and are no hotkey of the host: %j', (key) => {
    press(button, { key });
    press(button.querySelector('svg')!, { key });
    expect(hotkey).not.toHaveBeenCalled();
  });

  it('are left to the host where the mouse focused it', () => {
    isFocusVisible = false;
    press(button, { key: ' ' });
    expect(hotkey).toHaveBeenCalledTimes(1);
  });

  it('are left to the host elsewhere, with a modifier, and where they press nothing', () => {
    press(document.querySelector('div')!, { key: 'Enter' });
    press(button, { key: 'Enter', shiftKey: true });
    press(button, { key: 'ArrowLeft' });
    expect(hotkey).toHaveBeenCalledTimes(3);
  });

  it('are left to the host after the mode', () => {
    releaseButtonKeys();
    press(button, { key: 'Enter' });
    expect(hotkey).toHaveBeenCalledTimes(1);
  });
});
