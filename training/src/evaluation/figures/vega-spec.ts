import type { Axis as VegaAxis, Legend, Mark, NumericValueRef, Scale, Spec } from 'vega';
import type { Axis, Chart, Layer } from './chart';
import { palette } from './palette';

const width = 480;
const font = 'Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif';

/** Vega specification of a figure. */
export function vegaSpec(chart: Chart): Spec {
  // Layers without marks get no legend entry.
  const labelled = chart.layers.filter((one) => one.label !== undefined && rows(one).length > 0);
  return {
    width,
    height: chart.height ?? 400,
    padding: 8,
    autosize: { type: 'fit', contains: 'padding' },
    background: palette.background,
    title: {
      text: chart.title,
      subtitle: chart.subtitle,
      anchor: 'start',
      font,
      fontSize: 15,
      subtitleFont: font,
      subtitleFontSize: 12,
      subtitlePadding: 4,
      offset: 12,
      color: palette.foreground,
      subtitleColor: palette.muted,
      aria: false,
    },
    data: chart.layers.map((layer, index) => ({ name: `layer${index}`, values: rows(layer) })),
    scales: [
      scale('x', 'width', chart.x),
      scale('y', 'height', chart.y),
      ...legendScales(labelled),
    ],
    axes: [axis('bottom', 'x', chart.x), axis('left', 'y', chart.y)],
    // With row names, the plot is too narrow for two legend columns.
    legends: labelled.length > 0 ? [{ ...legend, columns: chart.y.names ? 1 : 2 }] : [],
    marks: chart.layers.map((layer, index) => mark(layer, `layer${index}`)),
  };
}

function scale(name: string, range: 'width' | 'height', { domain, names }: Axis): Scale {
  return { name, type: 'linear', range, domain: [...domain], zero: false, reverse: !!names };
}

function axis(orient: 'bottom' | 'left', name: string, { title, names, ticks }: Axis): VegaAxis {
  return {
    orient,
    scale: name,
    title,
    titleFont: font,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    titleColor: palette.foreground,
    titlePadding: 8,
    labelFont: font,
    labelFontSize: 12,
    labelColor: palette.muted,
    domainColor: palette.muted,
    tickColor: palette.muted,
    tickSize: 4,
    aria: false,
    labelOverlap: names ? false : 'parity',
    ...(names
      ? {
          values: names.map((_, index) => index),
          ticks: false,
          labelLimit: 280,
          encode: {
            labels: { update: { text: { signal: `${JSON.stringify(names)}[datum.value]` } } },
          },
        }
      : {
          ...(ticks ? { values: [...ticks] } : { tickCount: 6 }),
          grid: true,
          gridColor: palette.grid,
        }),
  };
}

/** Data rows of a layer: one per mark, or per point of a line or band. */
function rows(layer: Layer): object[] {
  switch (layer.kind) {
    case 'segments':
      return layer.segments.map(({ from, to }) => ({ ...from, x2: to.x, y2: to.y }));
    case 'text':
      return [...layer.texts];
    default:
      return [...layer.points];
  }
}

function mark(layer: Layer, data: string): Mark {
  const x: NumericValueRef = { scale: 'x', field: 'x' };
  const y: NumericValueRef = { scale: 'y', field: 'y' };
  const opacity = { value: layer.opacity ?? 1 };
  const fill = { value: layer.colour };
  const common = { aria: false, from: { data }, interactive: false } as const;
  switch (layer.kind) {
    case 'line':
      return { ...common, type: 'line', encode: { enter: { x, y, opacity, ...stroke(layer) } } };
    case 'segments': {
      const end = { x2: { scale: 'x', field: 'x2' }, y2: { scale: 'y', field: 'y2' } };
      return {
        ...common,
        type: 'rule',
        encode: { enter: { x, y, ...end, opacity, ...stroke(layer) } },
      };
    }
    case 'band': {
      const span = { y: { scale: 'y', field: 'low' }, y2: { scale: 'y', field: 'high' } };
      return { ...common, type: 'area', encode: { enter: { x, ...span, fill, opacity } } };
    }
    case 'points': {
      const size = { value: layer.size ?? 30 };
      const shape = { value: layer.shape ?? 'circle' };
      return {
        ...common,
        type: 'symbol',
        encode: { enter: { x, y, fill, fillOpacity: opacity, size, shape } },
      };
    }
    case 'text': {
      const [dx, dy] = layer.shift ?? [0, 0];
      return {
        ...common,
        type: 'text',
        encode: {
          enter: {
            x,
            y,
            dx: { value: dx },
            dy: { value: dy },
            text: { field: 'text' },
            align: { value: layer.align },
            baseline: { value: 'middle' },
            font: { value: font },
            fontSize: { value: 12 },
            fill,
            opacity,
          },
        },
      };
    }
  }
}

function stroke({
  colour,
  width: strokeWidth = 2,
  dash = [],
}: Layer & { kind: 'line' | 'segments' }) {
  return {
    stroke: { value: colour },
    strokeWidth: { value: strokeWidth },
    strokeDash: { value: [...dash] },
  };
}

/** Scales that map a layer's label to the look of its legend entry. */
function legendScales(layers: readonly Layer[]): Scale[] {
  const domain = layers.map(({ label }) => label!);
  const ordinal = (name: string, range: readonly unknown[]) =>
    ({ name, type: 'ordinal', domain, range }) as Scale;
  const isStroke = (layer: Layer) => layer.kind === 'line' || layer.kind === 'segments';
  return [
    ordinal(
      'keyFill',
      layers.map((one) => (isStroke(one) ? 'transparent' : one.colour)),
    ),
    ordinal(
      'keyStroke',
      layers.map((one) => (isStroke(one) ? one.colour : 'transparent')),
    ),
    ordinal(
      'keyDash',
      layers.map((one) => ('dash' in one && one.dash ? [...one.dash] : [])),
    ),
    ordinal(
      'keyShape',
      layers.map((one) => {
        if (isStroke(one)) {
          return 'stroke';
        }
        return one.kind === 'points' ? (one.shape ?? 'circle') : 'square';
      }),
    ),
    ordinal(
      'keyOpacity',
      layers.map((one) => one.opacity ?? 1),
    ),
  ];
}

const legend: Legend = {
  orient: 'bottom',
  direction: 'horizontal',
  fill: 'keyFill',
  stroke: 'keyStroke',
  strokeDash: 'keyDash',
  shape: 'keyShape',
  opacity: 'keyOpacity',
  symbolSize: 140,
  symbolStrokeWidth: 2,
  labelFont: font,
  labelFontSize: 12,
  labelColor: palette.foreground,
  labelLimit: 300,
  columnPadding: 16,
  padding: 0,
  offset: 12,
  aria: false,
};
