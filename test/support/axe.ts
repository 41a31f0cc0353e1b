import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from '@playwright/test';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * Violations of WCAG 2.2 A and AA and of axe's best practices in a part of the page.
 *
 * @returns a line each: rule, element and what to fix
 */
export async function axeViolations(page: Page, selector: string): Promise<string[]> {
  await page.evaluate(await readFile(axeFile, 'utf8'));
  const results = await page.evaluate(async (within) => {
    const { axe } = window as unknown as {
      axe: { run(context: string, options: unknown): Promise<AxeResults> };
    };
    return axe.run(within, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { region: { enabled: false } },
    });
  }, selector);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}
