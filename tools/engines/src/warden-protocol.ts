/** How a program is to be run and how it is asked to end. */
export interface ProgramSpec {
  name: string;
  command: string;
  args: readonly string[];
  env: Record<string, string>;
  /** Both outputs are appended to this file. */
  logFile: string;
  /** The signal that asks for an orderly end. */
  stopSignal: NodeJS.Signals;
}

/** One line from the owner to the warden. */
export type WardenOrder =
  { order: 'start'; id: number; program: ProgramSpec } | { order: 'remove-at-end'; path: string };

/** One line from the warden to its owner. */
export type WardenReport =
  | { report: 'started'; id: number; pid: number }
  | { report: 'failed'; id: number; reason: string }
  | { report: 'ended'; pid: number; code: number | null; signal: NodeJS.Signals | null };
