/** A flat shape in the scan plane, cm: lateral x and depth y as in scene.ts. */
export interface Shape {
  contains(x: number, y: number): boolean;
}

/** @param angle turns the half axis `a` from lateral towards depth, radians */
export function ellipse(x: number, y: number, a: number, b: number, angle = 0): Shape {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    contains(px, py) {
      const along = (px - x) * cos + (py - y) * sin;
      const across = (py - y) * cos - (px - x) * sin;
      return (along / a) ** 2 + (across / b) ** 2 <= 1;
    },
  };
}

/** An ellipse with an irregular outline. @param roughness largest relative change of the radius */
export function blob(
  x: number,
  y: number,
  a: number,
  b: number,
  random: () => number,
  roughness = 0.12,
): Shape {
  const waves = [2, 3, 4, 5].map((turns) => ({
    turns,
    height: (roughness * (2 * random() - 1)) / turns,
    offset: 2 * Math.PI * random(),
  }));
  return {
    contains(px, py) {
      const [u, v] = [(px - x) / a, (py - y) / b];
      const radius = Math.hypot(u, v);
      if (radius > 1 + 2 * roughness) {
        return false;
      }
      const angle = Math.atan2(v, u);
      return (
        radius <= waves.reduce((sum, w) => sum + w.height * Math.sin(w.turns * angle + w.offset), 1)
      );
    },
  };
}

/** All points within a radius of a polyline. @param endRadius radius at the last point; linear in between */
export function tube(
  points: readonly (readonly [x: number, y: number])[],
  radius: number,
  endRadius = radius,
): Shape {
  const parts = points.slice(1).map(([x, y], index) => {
    const [x0, y0] = points[index];
    return { x0, y0, dx: x - x0, dy: y - y0, square: (x - x0) ** 2 + (y - y0) ** 2 };
  });
  const most = Math.max(radius, endRadius);
  return {
    contains(px, py) {
      return parts.some(({ x0, y0, dx, dy, square }, index) => {
        const along = Math.min(1, Math.max(0, ((px - x0) * dx + (py - y0) * dy) / square));
        const [ox, oy] = [px - x0 - along * dx, py - y0 - along * dy];
        if (Math.abs(ox) > most || Math.abs(oy) > most) {
          return false;
        }
        const here = radius + ((endRadius - radius) * (index + along)) / parts.length;
        return ox * ox + oy * oy <= here * here;
      });
    },
  };
}

export function without(shape: Shape, hole: Shape): Shape {
  return { contains: (x, y) => shape.contains(x, y) && !hole.contains(x, y) };
}

export function below(depthAt: (x: number) => number): Shape {
  return { contains: (x, y) => y >= depthAt(x) };
}

/** From `depthAt` down to `thickness` below it. */
export function layer(depthAt: (x: number) => number, thickness: number): Shape {
  return {
    contains(x, y) {
      const under = y - depthAt(x);
      return under >= 0 && under < thickness;
    },
  };
}

/** A slightly tilted and wavy line around a depth. */
export function wavyLine(
  random: () => number,
  depth: number,
  height: number,
): (x: number) => number {
  const [slope, turns, offset] = [2 * random() - 1, 0.3 + 0.6 * random(), 6.3 * random()];
  return (x) => depth + height * (0.15 * slope * x + 0.5 * Math.sin(turns * x + offset));
}
