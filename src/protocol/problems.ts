/**
 * Problems found in protocol files: collected, never thrown one at a time, so that an author sees all of them at once.
 */

/** One fault in a protocol file: where it is and what to do about it. */
export type Problem = {
  /** Path as given to the loader. */
  file: string;
  /** 1-based line, or 0 where the fault concerns the whole file. */
  line: number;
  message: string;
};

/** Thrown by the loader when any file is faulty; its message lists every problem, a line each. */
export class ProtocolError extends Error {
  readonly code = 'PROTOCOL_INVALID';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`The protocol files have ${count}:\n${problems.map(describeProblem).join('\n')}`);
    this.name = 'ProtocolError';
    this.problems = problems;
  }
}

/** `file:line: message`, as editors and terminals understand it. */
export function describeProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}: ${problem.message}`;
}
