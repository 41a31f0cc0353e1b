import { memo } from 'react';
import type { ReactElement } from 'react';
import type { Task } from '@echonet/models';
import { formatValue, formatWithUnit } from '../panel/format';
import { useStrings } from '../panel/use-strings';
import type { ReferenceRange } from './reference-range';
import { scaleDomain, scalePosition } from './scale';

interface ScaleProps {
  readonly task: Task;
  readonly value: number;
  readonly interval90?: readonly [low: number, high: number];
  readonly reference?: ReferenceRange;
  readonly threshold?: number;
  /** Of each clip, if several are averaged. */
  readonly clipValues: readonly number[];
}

/** A value on the task's scale with its interval, reference range and cut-off. */
export const Scale = memo(function Scale(props: ScaleProps): ReactElement {
  const { task, value, interval90, reference, threshold, clipValues } = props;
  const strings = useStrings();
  const { results, locale } = strings;
  const isProbability = task.kind === 'classification';
  const domain = scaleDomain(isProbability ? [0, 1] : task.range, [
    value,
    ...(interval90 ?? []),
    ...(reference ? [reference.low, reference.high] : []),
    ...clipValues,
  ]);
  const at = (position: number) => `${100 * scalePosition(domain, position)}%`;
  const span = ([low, high]: readonly [number, number]) => ({
    left: at(low),
    width: `${100 * (scalePosition(domain, high) - scalePosition(domain, low))}%`,
  });
  const text = (number: number) => formatValue(task, number, locale);
  const parts = [
    results.scaleRange(text(domain[0]), formatWithUnit(task, domain[1], locale)),
    results.scaleValue(text(value)),
    ...(interval90 ? [results.interval(text(interval90[0]), text(interval90[1]))] : []),
    ...(reference ? [results.reference(text(reference.low), text(reference.high))] : []),
    ...(threshold === undefined ? [] : [results.scaleThreshold(text(threshold))]),
  ];
  return (
    <div className="echonet-scale" role="img" aria-label={results.scale(parts)}>
      <div className="echonet-scale-track">
        {reference && (
          <div className="echonet-scale-reference" style={span([reference.low, reference.high])} />
        )}
        {threshold !== undefined && (
          <div className="echonet-scale-threshold" style={{ left: at(threshold) }} />
        )}
        {interval90 && <div className="echonet-scale-interval" style={span(interval90)} />}
        {clipValues.map((clipValue, i) => (
          <div key={i} className="echonet-scale-clip" style={{ left: at(clipValue) }} />
        ))}
        <div className="echonet-scale-value" style={{ left: at(value) }} />
      </div>
      <div className="echonet-scale-ends" aria-hidden="true">
        <span>{text(domain[0])}</span>
        <span>{text(domain[1])}</span>
      </div>
    </div>
  );
});
