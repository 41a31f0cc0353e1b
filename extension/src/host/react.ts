import { Component, createElement } from 'react';
import type { ComponentType, ReactElement, ReactNode } from 'react';

/**
 * Components that the host renders must be made of elements that the host's React takes. OHIF 3.14
 * leaves its React (19) on `window.react`; 3.13 keeps it to itself, but is a React 18 as ours is,
 * and elements of one React 18 are elements of every other.
 *
 * Nothing here calls a hook: hooks belong to the copy of React that renders, and here that is the
 * host's. What needs hooks renders into a root of our own, see Island.
 */
const hostCreateElement: typeof createElement = ((
  ...parameters: Parameters<typeof createElement>
) => (sharedReact()?.createElement ?? createElement)(...parameters)) as typeof createElement;

interface SharedReact {
  createElement: typeof createElement;
}

function sharedReact(): SharedReact | undefined {
  return (globalThis as { react?: SharedReact }).react;
}

/** Keeps something alive in an element of the page. */
export interface Mounted<Props> {
  update(props: Props): void;
  unmount(): void;
}

/** Starts to live in an element of the page. */
export type Mount<Props> = (container: HTMLElement, props: Props) => Mounted<Props>;

/**
 * A component for the host's React around something that does not depend on the host's React: a
 * root of our own, or a canvas that draws itself.
 *
 * @param surroundings what else to render beside the mount's element, for instance a component of
 *   the host.
 */
export function islandComponent<Props extends object>(
  mount: Mount<Props>,
  className: string,
  surroundings?: (props: Props) => readonly ReactNode[],
): ComponentType<Props> {
  return class Island extends Component<Props> {
    private container: HTMLElement | null = null;
    private mounted: Mounted<Props> | undefined;
    // React calls a ref that changes its identity anew on every render.
    private readonly keepContainer = (element: HTMLElement | null) => {
      this.container = element;
    };

    override componentDidMount(): void {
      if (this.container) this.mounted = mount(this.container, this.props);
    }

    override componentDidUpdate(): void {
      this.mounted?.update(this.props);
    }

    override componentWillUnmount(): void {
      this.mounted?.unmount();
      this.mounted = undefined;
    }

    override render(): ReactElement {
      const island = hostCreateElement('div', { ref: this.keepContainer, className });
      if (!surroundings) return island;
      return hostCreateElement(
        'div',
        { className: 'echonet-surroundings' },
        ...surroundings(this.props),
        island,
      );
    }
  };
}

/** An element of one of the host's components. */
export function hostElement<Props extends object>(
  component: ComponentType<Props>,
  props: Props,
): ReactElement {
  return hostCreateElement(component, props);
}
