/** @jest-environment jsdom */

import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { hostElement, islandComponent } from './react';

afterEach(() => {
  cleanup();
  delete (globalThis as { react?: unknown }).react;
});

interface Props {
  text: string;
}

function recorded() {
  const calls: string[] = [];
  const Island = islandComponent<Props>((container, { text }) => {
    calls.push(`mount ${text}`);
    container.textContent = text;
    return {
      update: (next) => void calls.push(`update ${next.text}`),
      unmount: () => void calls.push('unmount'),
    };
  }, 'island');
  return { calls, Island };
}

describe('an island component', () => {
  it('mounts once, updates with new props and unmounts', () => {
    const { calls, Island } = recorded();
    const { rerender, unmount } = render(<Island text="a" />);
    expect(screen.getByText('a').className).toBe('island');
    rerender(<Island text="b" />);
    unmount();
    expect(calls).toEqual(['mount a', 'update b', 'unmount']);
  });

  it("renders the host's component beside itself, with the same props", () => {
    const HostViewport = ({ text }: Props) => <p>host {text}</p>;
    const Island = islandComponent<Props>(
      () => ({ update: () => {}, unmount: () => {} }),
      'island',
      (props) => [hostElement(HostViewport, props)],
    );
    const { rerender } = render(<Island text="a" />);
    rerender(<Island text="b" />);
    expect(screen.getByText('host b')).toBeDefined();
  });

  it("keeps Enter and Space on EchoNet's buttons from the host's hotkeys, and no other key", () => {
    const Island = islandComponent<Props>(
      () => ({ update: () => {}, unmount: () => {} }),
      'island',
      () => [
        <button key="own" data-cy="EchoNetViewportContours-btn">
          own
        </button>,
        <button key="host" data-cy="Cine-btn">
          host
        </button>,
      ],
    );
    render(<Island text="a" />);
    const heard: string[] = [];
    const hear = (event: KeyboardEvent) => heard.push(event.key);
    document.addEventListener('keydown', hear);
    for (const name of ['own', 'host']) {
      for (const key of ['Enter', ' ', 'c']) {
        fireEvent.keyDown(screen.getByText(name), { key });
      }
    }
    document.removeEventListener('keydown', hear);
    expect(heard).toEqual(['c', 'Enter', ' ', 'c']);
  });

  it("creates elements with the host's React where the host exposes it", () => {
    const made: unknown[] = [];
    const shared = (...parameters: Parameters<typeof createElement>) => {
      made.push(parameters[0]);
      return createElement(...parameters);
    };
    (globalThis as { react?: unknown }).react = { createElement: shared };
    const { Island } = recorded();
    render(<Island text="a" />);
    expect(made).toEqual(['div']);
  });
});
