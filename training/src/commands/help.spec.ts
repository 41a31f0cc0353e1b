import { describe, expect, it } from '@jest/globals';
import { Command, Option } from 'commander';
import { listOf } from '@echonet/command-line';
import { helpConfiguration } from './help';

describe('the help of a command', () => {
  it('says defaults and choices in plain words', () => {
    const help = new Command('try')
      .configureHelp({ ...helpConfiguration, helpWidth: 200 })
      .option('--list <names>', 'several', listOf(), ['a', 'b'])
      .option('--none <folders...>', 'nothing', [])
      .option('--map <key=value>', 'pairs', (text: string): object => ({ text }), {})
      .option('--on', 'a switch', false)
      .option('--count <n>', 'a number', Number, 0)
      .addOption(new Option('--way <name>', 'one way').choices(['x', 'y']).default('x'))
      .addOption(new Option('--other <name>', 'any').default(undefined, 'the first that works'))
      .helpInformation();
    const lines = help.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ': '));
    expect(lines).toEqual(
      expect.arrayContaining([
        '--list <names>: several (default: a,b)',
        '--none <folders...>: nothing',
        '--map <key=value>: pairs',
        '--on: a switch',
        '--count <n>: a number (default: 0)',
        '--way <name>: one way (one of x, y; default: x)',
        '--other <name>: any (default: the first that works)',
      ]),
    );
  });
});

describe('listOf', () => {
  it('reads names with commas between them, and names those that will do', () => {
    expect(listOf()('EF,EDV,')).toEqual(['EF', 'EDV']);
    expect(listOf(['a', 'b'])('b')).toEqual(['b']);
    expect(() => listOf(['a', 'b'])('a,c')).toThrow(/names of a, b, with commas/);
    expect(() => listOf()('')).toThrow(/must be names/);
  });
});
