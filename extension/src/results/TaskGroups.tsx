import type { ReactElement, ReactNode } from 'react';
import type { Manifest, Task } from '@echonet/models';
import { testHooks } from '../panel/test-hooks';
import { useStrings } from '../panel/use-strings';
import type { Reading } from './reading';
import { groupTasks, type TaskGroup } from './task-groups';
import { TaskResult } from './TaskResult';

interface TaskGroupsProps {
  readonly manifest: Manifest;
  readonly reading: Reading;
  readonly tasks: readonly Task[];
  readonly isDemonstration: boolean;
  /** Not of the model that reads: without attention maps, and not to be accepted. */
  readonly isOfSecondModel?: boolean;
}

export function TaskGroups(props: TaskGroupsProps): ReactElement {
  const { manifest, reading, tasks, isDemonstration, isOfSecondModel = false } = props;
  return (
    <>
      {groupTasks(tasks).map((group) => (
        <Group key={group.name} group={group}>
          {group.tasks.map((task) => (
            <TaskResult
              key={task.id}
              task={task}
              reading={reading}
              isDemonstration={isDemonstration}
              manifest={manifest}
              isOfSecondModel={isOfSecondModel}
            />
          ))}
        </Group>
      ))}
    </>
  );
}

/** Patient characteristics are for research only and start collapsed. */
function Group({ group: { name }, children }: { group: TaskGroup; children: ReactNode }) {
  const { results } = useStrings();
  if (name !== 'systemic') {
    return (
      <ul className="echonet-group" aria-label={results.groups[name]}>
        {children}
      </ul>
    );
  }
  return (
    <details className="echonet-group" {...testHooks('echonet-systemic')}>
      <summary title={results.exploratoryHint}>
        {results.groups[name]} <span className="echonet-tag">{results.exploratory}</span>
      </summary>
      <p className="echonet-muted">{results.exploratoryHint}</p>
      <ul>{children}</ul>
    </details>
  );
}
