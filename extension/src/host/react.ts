import {
  Component,
  type ComponentType,
  createElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';

/**
 * Components that the host renders must consist of elements of the host's React. OHIF 3.14 exposes its
 * React 19 as `window.react`; 3.13 does not expose its React 18, but elements of one copy of React 18
 * are valid in another.
 *
 * No function here calls a hook: hooks belong to the copy of React that renders, which is the host's.
 * Components with hooks render into a root of their own, see Island.
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

export interface Mounted<Props> {
  update(props: Props): void;
  unmount(): void;
}

export type Mount<Props> = (container: HTMLElement, props: Props) => Mounted<Props>;

/**
 * A component for the host's React around content that does not depend on it: another React root, or
 * a canvas.
 *
 * @param surroundings elements to render beside the mounted content, for example of the host
 */
export function islandComponent<Props extends object>(
  mount: Mount<Props>,
  className: string,
  surroundings?: (props: Props) => readonly ReactNode[],
): ComponentType<Props> {
  return class Island extends Component<Props> {
    private container: HTMLElement | null = null;
    private mounted: Mounted<Props> | undefined;
    // A stable identity: React calls a new ref function on every render.
    private readonly keepContainer = (element: HTMLElement | null) => {
      this.container = element;
    };

    override componentDidMount(): void {
      if (this.container) {
        this.mounted = mount(this.container, this.props);
      }
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
      if (!surroundings) {
        return island;
      }
      return hostCreateElement(
        'div',
        { className: 'echonet-surroundings', onKeyDown: keepButtonKeys },
        ...surroundings(this.props),
        island,
      );
    }
  };
}

/** EchoNet's buttons in the host's bars, by the attribute that the host gives them. */
const ownButtons = 'button[data-cy^="EchoNet"]';

/** Keeps the keys that press these buttons from the host's hotkeys, which take Enter and Space everywhere. */
function keepButtonKeys(event: KeyboardEvent): void {
  const isOnButton = event.target instanceof Element && event.target.closest(ownButtons) !== null;
  if (isOnButton && (event.key === 'Enter' || event.key === ' ')) {
    event.stopPropagation();
  }
}

export function hostElement<Props extends object>(
  component: ComponentType<Props>,
  props: Props,
): ReactElement {
  return hostCreateElement(component, props);
}
