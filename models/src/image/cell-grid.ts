/**
 * A coarse image of square cells, each `cell` image pixels wide; the last row and column may be
 * cut.
 */
export interface CellGrid {
  readonly rows: number;
  readonly columns: number;
  readonly cell: number;
  /** rows * columns values, row by row. */
  readonly values: Uint8Array;
}

/** Cells whose 3 x 3 neighbourhood is all set: removes what is thinner than three cells. */
export function erode(grid: CellGrid): CellGrid {
  return combine(grid, (least, value) => Math.min(least, value), 1);
}

/** Cells with any cell set in their 3 x 3 neighbourhood. */
export function dilate(grid: CellGrid): CellGrid {
  return combine(grid, (most, value) => Math.max(most, value), 0);
}

/** Cells whose 3 x 3 neighbourhood is mostly set: fills pinholes, removes specks and thin lines. */
export function majority(grid: CellGrid): CellGrid {
  const { rows, columns } = grid;
  const values = grid.values.map((_, i) => {
    const column = i % columns;
    const row = (i - column) / columns;
    let set = 0;
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        set += grid.values[y * columns + x];
      }
    }
    return set >= 5 ? 1 : 0;
  });
  return { ...grid, values };
}

/** Cells set in both. */
export function intersect(a: CellGrid, b: CellGrid): CellGrid {
  return { ...a, values: a.values.map((value, i) => value & b.values[i]) };
}

/** The grid stretched or squeezed to a number of rows, each the nearest of the grid's. */
export function withRows(grid: CellGrid, rows: number): CellGrid {
  if (rows === grid.rows) {
    return grid;
  }
  const values = new Uint8Array(rows * grid.columns);
  for (let row = 0; row < rows; row++) {
    const from = Math.floor(((row + 0.5) * grid.rows) / rows) * grid.columns;
    values.set(grid.values.subarray(from, from + grid.columns), row * grid.columns);
  }
  return { ...grid, rows, values };
}

export function countSet({ values }: CellGrid): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/**
 * The groups of set cells that touch by their sides, without those of less than `leastPart` of the
 * largest group's cells; empty where no cell is set.
 */
export function largestComponents(grid: CellGrid, leastPart: number): CellGrid {
  const groups = components(grid);
  const largest = Math.max(0, ...groups.map((group) => group.length));
  const values = new Uint8Array(grid.values.length);
  for (const group of groups) {
    if (group.length >= leastPart * largest) {
      for (const i of group) {
        values[i] = 1;
      }
    }
  }
  return { ...grid, values };
}

/** The groups of set cells that touch by their sides, each as positions in the grid's values. */
export function components({ rows, columns, values }: CellGrid): number[][] {
  const seen = new Uint8Array(values.length);
  const groups: number[][] = [];
  for (let start = 0; start < values.length; start++) {
    if (!values[start] || seen[start]) {
      continue;
    }
    const group = [start];
    seen[start] = 1;
    for (let next = 0; next < group.length; next++) {
      const i = group[next];
      const column = i % columns;
      const row = (i - column) / columns;
      const visit = (neighbour: number) => {
        if (values[neighbour] && !seen[neighbour]) {
          seen[neighbour] = 1;
          group.push(neighbour);
        }
      };
      if (column > 0) {
        visit(i - 1);
      }
      if (column < columns - 1) {
        visit(i + 1);
      }
      if (row > 0) {
        visit(i - columns);
      }
      if (row < rows - 1) {
        visit(i + columns);
      }
    }
    groups.push(group);
  }
  return groups;
}

/** The neighbourhood is separable: rows, then columns. Cells outside the grid count as unknown. */
function combine(
  grid: CellGrid,
  pick: (a: number, b: number) => number,
  neutral: number,
): CellGrid {
  const { rows, columns } = grid;
  const pass = (values: Uint8Array, step: number, position: (i: number) => number, end: number) =>
    values.map((value, i) => {
      const at = position(i);
      const before = at > 0 ? values[i - step] : neutral;
      const after = at < end - 1 ? values[i + step] : neutral;
      return pick(pick(before, value), after);
    });
  const across = pass(grid.values, 1, (i) => i % columns, columns);
  const values = pass(across, columns, (i) => Math.floor(i / columns), rows);
  return { ...grid, values };
}
