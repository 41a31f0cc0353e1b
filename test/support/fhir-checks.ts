import { execFile } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from './paths';
import { pythonWith } from './python-environment';

/**
 * @returns the interpreter of an environment with the resources of FHIR R5 as Python models; undefined, with the
 *   reason on the console, where it cannot be installed
 */
export function fhirPython(): Promise<string | undefined> {
  return pythonWith('fhir', ['fhir.resources==8.3.0', 'fhir-core==1.1.12', 'pydantic==2.14.4']);
}

/**
 * What is wrong with a Bundle of FHIR R5: unknown, missing and malformed elements of it and of its resources.
 *
 * @returns types of its resources
 * @throws Error with all that is wrong
 */
export function validateBundle(python: string, json: string): Promise<string[]> {
  const script = path.join(repositoryRoot, 'test/support/validate_fhir.py');
  return new Promise((resolve, reject) => {
    const child = execFile(python, [script], (error, stdout, stderr) =>
      error ? reject(new Error(stderr)) : resolve(JSON.parse(stdout) as string[]),
    );
    child.stdin?.end(json);
  });
}
