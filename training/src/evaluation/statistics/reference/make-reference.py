"""Writes reference.json: predictions, and their statistics by established Python packages.

The specs of training/src/evaluation/statistics compare their own numbers with these. To make it again:

    python3 -m venv /tmp/reference && . /tmp/reference/bin/activate
    pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 statsmodels==0.15.0
    python training/src/evaluation/statistics/reference/make-reference.py
    npx prettier --write training/src/evaluation/statistics/reference/reference.json
"""

import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import stats
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    brier_score_loss,
    confusion_matrix,
    f1_score,
    mean_absolute_error,
    precision_score,
    r2_score,
    recall_score,
    roc_auc_score,
    roc_curve,
)
from statsmodels.stats.proportion import proportion_confint


def delong_variance(truth, scores):
    """DeLong et al. 1988 from the definition: the kernel of every pair, no ranks."""
    positives, negatives = scores[truth == 1], scores[truth == 0]
    difference = positives[:, None] - negatives[None, :]
    kernel = (difference > 0) + 0.5 * (difference == 0)
    return (
        np.var(kernel.mean(axis=1), ddof=1) / len(positives)
        + np.var(kernel.mean(axis=0), ddof=1) / len(negatives)
    )


def wilson(successes, cases):
    return list(proportion_confint(successes, cases, alpha=0.05, method="wilson"))


def classification(truth, scores, threshold):
    called = (scores >= threshold).astype(int)
    tn, fp, fn, tp = (int(n) for n in confusion_matrix(truth, called).ravel())
    area = roc_auc_score(truth, scores)
    error = np.sqrt(delong_variance(truth, scores))
    centre, reach = np.log(area / (1 - area)), stats.norm.ppf(0.975) * error / (area * (1 - area))
    false_rate, true_rate, thresholds = roc_curve(truth, scores, drop_intermediate=False)
    observed, predicted = calibration_curve(truth, scores, n_bins=10)
    counts, _ = np.histogram(scores, bins=10, range=(0, 1))
    counts = counts[counts > 0]
    low, high = wilson(tp, tp + fp + fn)
    return {
        "truth": truth.tolist(),
        "scores": scores.tolist(),
        "threshold": threshold,
        "table": [tp, fp, fn, tn],
        "roc": {
            "falsePositiveRate": false_rate.tolist(),
            "truePositiveRate": true_rate.tolist(),
            "threshold": thresholds[1:].tolist(),
        },
        "auc": area,
        "delongError": error,
        "delongInterval": [1 / (1 + np.exp(reach - centre)), 1 / (1 + np.exp(-reach - centre))],
        "f1": f1_score(truth, called),
        "f1Interval": [2 * low / (1 + low), 2 * high / (1 + high)],
        "sensitivity": recall_score(truth, called),
        "sensitivityInterval": wilson(tp, tp + fn),
        "specificity": recall_score(truth, called, pos_label=0),
        "specificityInterval": wilson(tn, tn + fp),
        "positivePredictiveValue": precision_score(truth, called),
        "positivePredictiveValueInterval": wilson(tp, tp + fp),
        "negativePredictiveValue": precision_score(truth, called, pos_label=0),
        "negativePredictiveValueInterval": wilson(tn, tn + fn),
        "brier": brier_score_loss(truth, scores),
        "reliability": {
            "predicted": predicted.tolist(),
            "observed": observed.tolist(),
            "cases": counts.tolist(),
        },
        "expectedCalibrationError": np.average(np.abs(predicted - observed), weights=counts),
        "bestF1": max(f1_score(truth, scores >= level) for level in np.unique(scores)),
    }


def regression(truth, predicted, training_mean):
    differences = predicted - truth
    line = sm.OLS(predicted, sm.add_constant(truth)).fit()
    grid = np.linspace(truth.min(), truth.max(), 5)
    band = line.get_prediction(sm.add_constant(grid)).conf_int(alpha=0.05)
    shares = [0.5, 0.75, 0.95]
    reach = stats.norm.ppf(0.975) * differences.std(ddof=1)
    return {
        "truth": truth.tolist(),
        "predicted": predicted.tolist(),
        "trainingMean": training_mean,
        "r2": r2_score(truth, predicted),
        "mae": mean_absolute_error(truth, predicted),
        "meanPredictionMae": mean_absolute_error(truth, np.full(len(truth), training_mean)),
        "bias": differences.mean(),
        "deviation": differences.std(ddof=1),
        "limits": [differences.mean() - reach, differences.mean() + reach],
        "central": [
            np.quantile(differences, [(1 - share) / 2, (1 + share) / 2]).tolist()
            for share in shares
        ],
        "pearson": stats.pearsonr(truth, predicted).statistic,
        "intercept": line.params[0],
        "slope": line.params[1],
        "grid": grid.tolist(),
        "band": band.tolist(),
    }


def bootstrap(values):
    """The mean's percentile interval; SciPy draws other resamples, so only nearly the same."""
    result = stats.bootstrap(
        (values,), np.mean, n_resamples=200_000, method="percentile", rng=np.random.default_rng(3)
    )
    interval = result.confidence_interval
    return {"values": values.tolist(), "interval": [interval.low, interval.high]}


random = np.random.default_rng(20)
truth = (random.random(120) < 0.3).astype(int)
scores = 1 / (1 + np.exp(-(random.normal(size=120) + 2.0 * truth - 1.4)))
volumes = random.gamma(4, 25, size=80)
estimates = 0.8 * volumes + 22 + random.normal(scale=14, size=80)
freedoms = [1, 2, 3, 10, 78, 1000, 50_000]

reference = {
    "madeWith": {
        package.__name__: package.__version__ for package in (np, scipy, sklearn, statsmodels)
    },
    "classification": classification(truth, scores.round(6), 0.4),
    # One decimal: many cases share a score.
    "ties": classification(truth, (scores.round(1) * 0.98 + 0.005).round(4), 0.35),
    "regression": regression(volumes.round(3), estimates.round(3), 97.5),
    "wilson": [[k, n, *wilson(k, n)] for k, n in [(0, 7), (7, 7), (1, 2), (13, 40), (999, 1000)]],
    "studentT": [[p, df, stats.t.ppf(p, df)] for p in (0.75, 0.975, 0.9995) for df in freedoms],
    "bootstrap": bootstrap(volumes[:60].round(3)),
}

path = Path(__file__).with_name("reference.json")
path.write_text(json.dumps(reference, default=float) + "\n")
print(path, path.stat().st_size, "bytes")
