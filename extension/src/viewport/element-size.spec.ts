/** @jest-environment jsdom */

import { beforeEach, describe, expect, it } from '@jest/globals';
import { ElementSize } from './element-size';

const observed = new Set<Element>();
let report: (target: Element) => void;

beforeEach(() => {
  observed.clear();
  globalThis.ResizeObserver = class implements ResizeObserver {
    constructor(callback: ResizeObserverCallback) {
      report = (target) => callback([{ target } as ResizeObserverEntry], this);
    }
    observe(element: Element) {
      observed.add(element);
    }
    unobserve() {}
    disconnect() {
      observed.clear();
    }
  };
});

function elementOf(width: number, height: number) {
  const size = { width, height, reads: 0 };
  const element = document.createElement('div');
  Object.defineProperties(element, {
    clientWidth: { get: () => (size.reads++, size.width) },
    clientHeight: { get: () => size.height },
  });
  return { element, size };
}

describe('ElementSize', () => {
  it('is measured until the browser has reported it, and not again before it changes', () => {
    const changes: string[] = [];
    const size = new ElementSize(() => changes.push('changed'));
    const one = elementOf(300, 200);
    expect([size.of(one.element), size.of(one.element)]).toEqual([
      [300, 200],
      [300, 200],
    ]);
    report(one.element);
    const { reads } = one.size;
    expect(size.of(one.element)).toEqual([300, 200]);
    expect(one.size.reads).toBe(reads);
    one.size.width = 500;
    report(one.element);
    expect(size.of(one.element)).toEqual([500, 200]);
    expect(changes).toHaveLength(2);
  });

  it('is that of the present element', () => {
    const size = new ElementSize(() => {});
    const [one, other] = [elementOf(300, 200), elementOf(40, 50)];
    size.of(one.element);
    expect(size.of(other.element)).toEqual([40, 50]);
    report(one.element);
    expect(size.of(other.element)).toEqual([40, 50]);
    expect([...observed]).toEqual([other.element]);
    size.close();
    expect(observed.size).toBe(0);
  });
});
