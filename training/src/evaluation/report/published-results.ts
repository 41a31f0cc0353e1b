import type { Metric } from './metrics';

/**
 * Results on the test patients of Ghorbani, Ouyang et al., "Deep learning interpretation of
 * echocardiograms", npj Digital Medicine 3:10 (2020), by task id, in the tasks' units,
 * as they are printed there.
 */
export const publishedResults: Readonly<
  Record<string, Readonly<Partial<Record<Metric, string>>> | undefined>
> = {
  EF: { r2: '0.50', mae: '7.0', meanPredictionMae: '9.9' },
  EDV: { r2: '0.70', mae: '20.5', meanPredictionMae: '35.4' },
  ESV: { r2: '0.74', mae: '13.3', meanPredictionMae: '25.4' },
  lead: { auc: '0.89', f1: '0.73' },
  LADilation: { auc: '0.86', f1: '0.68' },
  LVH: { auc: '0.75', f1: '0.57' },
  age: { r2: '0.46', mae: '9.8', meanPredictionMae: '13.4' },
  sex: { auc: '0.88' },
  weight: { r2: '0.56', mae: '10.7', meanPredictionMae: '15.4' },
  height: { r2: '0.33', mae: '0.07', meanPredictionMae: '0.09' },
};
