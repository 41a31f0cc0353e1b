import type { KeyboardEvent, ReactElement } from 'react';
import { testHooks } from '../panel/test-hooks';
import { useSession } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

/** One press of an arrow key moves a region by this part of the sector's square. */
const step = 0.02;

/** One press of plus or minus makes it that much larger or smaller. */
const growth = 1.1;

/** One occlusion region; keys move it about. */
export function RegionRow({ index }: { readonly index: number }): ReactElement {
  const { occlusionTest } = useSession();
  const { occlusion: strings } = useStrings();
  const name = strings.region(index + 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const act = actionOf(event.key);
    if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <li className="echonet-region">
      <button
        type="button"
        className="echonet-region-name"
        title={strings.regionKeys}
        aria-description={strings.regionKeys}
        onKeyDown={onKeyDown}
        {...testHooks('echonet-what-if-region')}
      >
        {name}
      </button>
      <button
        type="button"
        className="echonet-button"
        aria-label={strings.remove(name)}
        title={strings.remove(name)}
        onClick={() => occlusionTest.remove(index)}
      >
        ×
      </button>
    </li>
  );

  function actionOf(key: string): (() => void) | undefined {
    switch (key) {
      case 'ArrowLeft':
        return () => occlusionTest.move(index, -step, 0);
      case 'ArrowRight':
        return () => occlusionTest.move(index, step, 0);
      case 'ArrowUp':
        return () => occlusionTest.move(index, 0, -step);
      case 'ArrowDown':
        return () => occlusionTest.move(index, 0, step);
      case '+':
        return () => occlusionTest.scale(index, growth);
      case '-':
        return () => occlusionTest.scale(index, 1 / growth);
      case 'Delete':
        return () => occlusionTest.remove(index);
      default:
        return undefined;
    }
  }
}
