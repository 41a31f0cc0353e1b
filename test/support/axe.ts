import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeFile = createRequire(`${process.cwd()}/test/package.json`).resolve('axe-core/axe.min.js');

/** What axe finds against WCAG 2.2 A and AA in a part of the page: rule and element. */
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
