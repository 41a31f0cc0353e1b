import * as v from 'valibot';

export const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));
export const finite = v.pipe(v.number(), v.finite('must be finite'));
export const positive = v.pipe(finite, v.gtValue(0, 'must be above 0'));
export const notNegative = v.pipe(finite, v.minValue(0, 'must not be negative'));
export const count = v.pipe(notNegative, v.integer('must be whole'));
export const atLeastOne = v.pipe(count, v.minValue(1, 'must be at least 1'));
export const probability = v.pipe(finite, v.minValue(0), v.maxValue(1, 'must be at most 1'));
