import type { KeyboardEvent, ReactElement } from 'react';
import { testHooks } from '../panel/test-hooks';
import { useSession } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import type { OcclusionTest } from './occlusion-test';

/** Shift by one press of an arrow key, as a fraction of the crop's width. */
const step = 0.02;

/** Factor of one press of + or -. */
const growth = 1.1;

/** One occlusion region with its keyboard control. */
export function RegionRow({ index }: { readonly index: number }): ReactElement {
  const { occlusionTest } = useSession();
  const { occlusion: strings } = useStrings();
  const name = strings.region(index + 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const edit = editOf(event.key);
    if (!edit || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    edit(occlusionTest, index);
  };
  return (
    <li className="echonet-region">
      <button
        type="button"
        className="echonet-region-name"
        title={strings.regionKeys}
        aria-description={strings.regionKeys}
        onKeyDown={onKeyDown}
        {...testHooks('echonet-occlusion-region')}
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
}

type Edit = (test: OcclusionTest, index: number) => void;

function editOf(key: string): Edit | undefined {
  switch (key) {
    case 'ArrowLeft':
      return (test, index) => test.move(index, -step, 0);
    case 'ArrowRight':
      return (test, index) => test.move(index, step, 0);
    case 'ArrowUp':
      return (test, index) => test.move(index, 0, -step);
    case 'ArrowDown':
      return (test, index) => test.move(index, 0, step);
    case '+':
      return (test, index) => test.scale(index, growth);
    case '-':
      return (test, index) => test.scale(index, 1 / growth);
    case 'Delete':
      return (test, index) => test.remove(index);
    default:
      return undefined;
  }
}
