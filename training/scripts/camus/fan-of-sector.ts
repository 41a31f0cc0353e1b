import { fitFan, rasterize, type Fan, type Sector } from '@echonet/models/image';

/** Image pixels per cell of the grid that the fan is fitted to. */
const cell = 4;

/** The fan of a found sector, in image pixels. */
export function fanOfSector({ outline, Rows, Columns }: Sector): Fan {
  const [rows, columns] = [Math.ceil(Rows / cell), Math.ceil(Columns / cell)];
  const values = rasterize(outline, { x: 0, y: 0, step: cell, columns, rows });
  const { fan } = fitFan({ rows, columns, cell, values });
  return {
    ...fan,
    apexX: fan.apexX * cell,
    apexY: fan.apexY * cell,
    innerRadius: fan.innerRadius * cell,
    outerRadius: fan.outerRadius * cell,
  };
}
